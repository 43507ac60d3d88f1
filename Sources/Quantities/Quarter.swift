/// A calendar quarter, such as 2025-Q1.
public struct Quarter: Hashable, Comparable, Sendable {
    /// Quarters since 1970-Q1.
    public let index: Int

    public init(index: Int) { self.index = index }

    /// The quarter that holds `date`.
    public init(_ date: CalendarDate) {
        let (year, month, _) = date.civil
        index = (year - 1970) * 4 + (month - 1) / 3
    }

    public var year: Int { 1970 + Int(Int64(index).floorDivided(by: 4)) }
    /// 1…4
    public var number: Int { index - (year - 1970) * 4 + 1 }

    public var start: CalendarDate { CalendarDate(year, number * 3 - 2, 1) }
    /// The first day after the quarter.
    public var end: CalendarDate { next.start }
    public var next: Quarter { Quarter(index: index + 1) }

    public static func < (a: Quarter, b: Quarter) -> Bool { a.index < b.index }
}

extension Quarter: CustomStringConvertible {
    public var description: String { "\(year)-Q\(number)" }
}

extension Quarter: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: "-Q")
        guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]), (1...4).contains(number) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a quarter YYYY-Qn")
        }
        index = (year - 1970) * 4 + number - 1
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

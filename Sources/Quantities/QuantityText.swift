/// Why a written quantity was refused; the programme file's errors carry it with line and column.
public enum QuantityRefusal: Error, Equatable, Sendable {
    case notANumber(given: String)
    case unitMissing(allowed: [String])
    case unitUnknown(given: String, allowed: [String])
    /// Finer than the unit it is held in, or too large for it.
    case notRepresentable(given: String)
    case negative(given: String)
}

extension Dimension {
    /// Reads `text`, such as `1.2 GW`, into the held unit.
    ///
    /// - Parameter allowsNegative: true for slips, which may also be early.
    public func parse(_ text: String, allowsNegative: Bool = false) throws(QuantityRefusal) -> Int64 {
        let trimmed = text.trimmingSpaces()
        let dollar = self == .money && trimmed.hasPrefix("$")
        let body = dollar ? String(trimmed.dropFirst()) : trimmed
        let end = body.indices.first { Dimension.startsUnit(body[$0], at: $0, in: body) }
        let number = body[..<(end ?? body.endIndex)]
        var name = String(body[(end ?? body.endIndex)...]).trimmingSpaces()
        if dollar { name = name.isEmpty ? "USD" : "\(name) USD" }
        guard let value = ExactDecimal(number) else { throw .notANumber(given: text) }
        let allowed = units.map(\.name)
        guard let unit = units.first(where: { $0.name == name }) else {
            if name.isEmpty { throw .unitMissing(allowed: allowed) }
            throw .unitUnknown(given: name, allowed: allowed.filter { !$0.isEmpty })
        }
        guard let whole = value.whole(times: unit.factor) else { throw .notRepresentable(given: text) }
        guard whole >= 0 || allowsNegative else { throw .negative(given: text) }
        return whole
    }

    /// A letter begins the unit, except the `e` of an exponent.
    private static func startsUnit(_ character: Character, at index: String.Index, in text: String) -> Bool {
        if character == " " || character == "%" { return true }
        guard character.isLetter else { return false }
        guard character == "e" || character == "E" else { return true }
        let next = text[text.index(after: index)...].first
        return !(next.map { $0.isNumber || $0 == "-" || $0 == "+" } ?? false)
    }
}

extension Span {
    /// Reads `10 business days`, `6 months`, `90 seconds`; a year is twelve months.
    public static func parse(_ text: String) throws(QuantityRefusal) -> Span {
        let words = text.trimmingSpaces().split(separator: " ")
        let allowed = ["seconds", "minutes", "hours", "days", "business days", "weeks", "months", "years"]
        guard let first = words.first, let number = ExactDecimal(first) else { throw .notANumber(given: text) }
        guard let count = number.whole(times: ExactDecimal(digits: 1, exponent: 0)) else {
            throw .notRepresentable(given: text)
        }
        guard count >= 0 else { throw .negative(given: text) }
        guard count <= 1_000_000 else { throw .notRepresentable(given: text) }
        let unit = words.dropFirst().joined(separator: " ")
        let span: Span
        switch unit {
        case "second", "seconds": span = .milliseconds(count * 1000)
        case "minute", "minutes": span = .milliseconds(count * 60_000)
        case "hour", "hours": span = .milliseconds(count * 3_600_000)
        case "day", "days": span = .days(Int(count))
        case "week", "weeks": span = .days(Int(count) * 7)
        case "month", "months": span = .months(Int(count))
        case "year", "years": span = .months(Int(count) * 12)
        case "business day", "business days": span = .businessDays(Int(count))
        case "": throw .unitMissing(allowed: allowed)
        default: throw .unitUnknown(given: unit, allowed: allowed)
        }
        guard span.isWithinACentury else { throw .notRepresentable(given: text) }
        return span
    }
}

extension Span {
    /// Longer times are no plan, and their dates would leave the calendar.
    fileprivate var isWithinACentury: Bool {
        switch self {
        case .milliseconds(let length): length <= 36_525 * Instant.millisecondsPerDay
        case .months(let count): count <= 1200
        case .businessDays(let count): count <= 26_000
        }
    }
}

extension String {
    func trimmingSpaces() -> String {
        var text = self[...]
        while text.first == " " { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}

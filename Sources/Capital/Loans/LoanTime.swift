public import StargateQuantities

/// An instant of a loan's schedule: a day and a second of it, without a zone.
///
/// ACTUS technical specification, section "Date/Time".
public struct LoanTime: Hashable, Comparable, Sendable {
    public let date: CalendarDate
    /// 0 … 86,400.
    public let second: Int

    public init(_ date: CalendarDate, second: Int = 0) {
        self.date = date
        self.second = second
    }

    /// Reads `2013-01-31`, `2013-01-31T00:00` or `2013-01-31T23:59:59`.
    public init?(_ text: String) {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), let date = CalendarDate(String(halves[0])) else { return nil }
        guard halves.count == 2 else {
            self.init(date)
            return
        }
        let parts = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        let second = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        guard numbers[1] < 60, numbers.count == 2 || numbers[2] < 60, second <= 86_400 else { return nil }
        self.init(date, second: second)
    }

    /// The day from which, or to which, interest counts: the last second of a day is the next day's beginning, for
    /// both are midnight.
    public var countingDate: CalendarDate { second >= 86_399 ? date.advanced(byDays: 1) : date }

    func advanced(byDays days: Int) -> LoanTime { LoanTime(date.advanced(byDays: days), second: second) }

    public static func < (a: LoanTime, b: LoanTime) -> Bool { (a.date, a.second) < (b.date, b.second) }
}

extension LoanTime: CustomStringConvertible {
    public var description: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }
}

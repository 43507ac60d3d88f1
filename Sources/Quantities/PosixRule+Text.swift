extension PosixRule {
    /// Reads `PST8PDT,M3.2.0,M11.1.0` or `<+0330>-3:30`. `nil` if it is malformed, or names daylight saving without
    /// saying when it holds.
    init?(_ text: String) {
        var reader = PosixReader(text)
        guard reader.skipName(), let west = reader.duration(hours: 24) else { return nil }
        standard = -west
        if reader.isAtEnd {
            saving = nil
            return
        }
        guard reader.skipName() else { return nil }
        var offset = standard + 3_600_000
        if !reader.skip(",") {
            guard let west = reader.duration(hours: 24), reader.skip(",") else { return nil }
            offset = -west
        }
        guard let begins = reader.moment(), reader.skip(","), let ends = reader.moment(), reader.isAtEnd else {
            return nil
        }
        saving = Saving(offset: offset, begins: begins, ends: ends)
    }
}

/// Reads the parts of a POSIX rule from left to right.
private struct PosixReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Passes over `character` if it is next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Passes over a name: three letters or more, or anything in angle brackets.
    mutating func skipName() -> Bool {
        if skip("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[rest.index(after: end)...]
            return true
        }
        let name = rest.prefix { (65...90).contains($0) || (97...122).contains($0) }
        rest = rest[name.endIndex...]
        return name.count >= 3
    }

    /// A whole number in `range`, without sign.
    mutating func number(_ range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { (48...57).contains($0) }
        rest = rest[digits.endIndex...]
        guard let number = Int(Substring(digits)), range.contains(number) else { return nil }
        return number
    }

    /// `[+-]hh[:mm[:ss]]` in milliseconds.
    mutating func duration(hours limit: Int) -> Int64? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let hours = number(0...limit) else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where skip(":") {
            guard let count = number(0...59) else { return nil }
            seconds += count * unit
        }
        return Int64(isNegative ? -seconds : seconds) * 1000
    }

    /// `date[/time]`; two o'clock where no time is given.
    mutating func moment() -> YearlyMoment? {
        guard let day = self.day() else { return nil }
        guard skip("/") else { return YearlyMoment(day: day, time: 7_200_000) }
        guard let time = duration(hours: 167) else { return nil }
        return YearlyMoment(day: day, time: time)
    }

    private mutating func day() -> YearlyMoment.Day? {
        if skip("M") {
            guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
                let weekday = number(0...6)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
        if skip("J") { return number(1...365).map { .withoutLeapDay($0) } }
        return number(0...365).map { .counted($0) }
    }
}

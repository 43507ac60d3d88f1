extension LocalTime {
    /// `17:00`, `17:00:01` or `17:00:01.250` as milliseconds of the day.
    public static func milliseconds(_ text: some StringProtocol) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hour = digits(parts[0], 2), let minute = digits(parts[1], 2),
            hour < 24, minute < 60
        else { return nil }
        var milliseconds: Int64 = 0
        if parts.count == 3 {
            let seconds = parts[2].split(separator: ".", omittingEmptySubsequences: false)
            guard let whole = digits(seconds[0], 2), whole < 60, seconds.count <= 2 else { return nil }
            milliseconds = whole * 1000
            if seconds.count == 2 {
                guard seconds[1].count <= 3, let fraction = digits(seconds[1], seconds[1].count) else { return nil }
                milliseconds += fraction * [100, 10, 1][seconds[1].count - 1]
            }
        }
        return (hour * 60 + minute) * 60_000 + milliseconds
    }

    private static func digits(_ text: some StringProtocol, _ count: Int) -> Int64? {
        guard count > 0, text.count == count, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int64(text)
    }
}

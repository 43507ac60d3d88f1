import StargateQuantities

/// Times as traces write them.
enum TraceTime {
    /// No number in a trace may be larger: seconds for three thousand years, so that sums of a few fit 64 bits in
    /// milliseconds.
    static let largest: Int64 = 100_000_000_000

    enum Reading: Hashable {
        /// Seconds; since 1970-01-01 where it was a date.
        case seconds(Int64)
        /// Empty, or a word for nothing.
        case missing
        case wrong
        case tooLarge
    }

    /// Whole seconds, such as `1265` or `1265.0`, or `2017-10-07 01:12:09` (a `T` between, `Z` or `+08:00` behind).
    static func read(_ bytes: ArraySlice<UInt8>) -> Reading {
        if isNothing(bytes) { return .missing }
        if bytes.count >= 19, bytes[bytes.startIndex + 4] == UInt8(ascii: "-") { return moment(bytes) }
        return number(bytes)
    }

    /// A whole number; a fraction of nothing, as tables with gaps write it, is passed over.
    static func number(_ bytes: ArraySlice<UInt8>) -> Reading {
        if isNothing(bytes) { return .missing }
        let isNegative = bytes.first == UInt8(ascii: "-")
        var digits = isNegative ? bytes.dropFirst() : bytes
        if let dot = digits.firstIndex(of: UInt8(ascii: ".")) {
            guard digits[(dot + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }), dot > digits.startIndex else {
                return .wrong
            }
            digits = digits[..<dot]
        }
        guard let value = natural(digits) else { return .wrong }
        guard value <= largest else { return .tooLarge }
        return .seconds(isNegative ? -value : value)
    }

    private static func isNothing(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count <= 4 else { return false }
        return ["", "-", "nan", "none", "null", "nat"].contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }

    /// Digits only; one more than `largest` for anything above it.
    private static func natural(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard !digits.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            if value <= largest { value = min(largest + 1, value * 10 + Int64(byte - 0x30)) }
        }
        return value
    }

    private static func moment(_ bytes: ArraySlice<UInt8>) -> Reading {
        let text = Array(bytes)
        guard let date = CalendarDate(String(decoding: text[..<10], as: UTF8.self)),
            text[10] == UInt8(ascii: " ") || text[10] == UInt8(ascii: "T"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            let hour = natural(text[11..<13]), let minute = natural(text[14..<16]), let second = natural(text[17..<19]),
            hour < 24, minute < 60, second < 61, let offset = offset(text[19...])
        else { return .wrong }
        let days = Instant(date).milliseconds / 1000
        return .seconds(days + hour * 3600 + minute * 60 + second - offset)
    }

    /// Seconds east of Greenwich; a fraction of nothing before it is passed over.
    private static func offset(_ rest: ArraySlice<UInt8>) -> Int64? {
        var rest = rest
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            while rest.first == UInt8(ascii: "0") { rest = rest.dropFirst() }
        }
        if rest.isEmpty || rest.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 4, let number = natural(digits[...]) else { return nil }
        let seconds = number / 100 * 3600 + number % 100 * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }
}

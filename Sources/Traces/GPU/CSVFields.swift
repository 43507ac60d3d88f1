/// One line of comma-separated values, taken apart (RFC 4180; no line break within quotes).
enum CSVFields {
    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")

    /// The fields without their quotes and the blanks around them; nil when a quote is not closed.
    static func split(_ line: ArraySlice<UInt8>, into fields: inout [ArraySlice<UInt8>]) -> Bool {
        fields.removeAll(keepingCapacity: true)
        var start = line.startIndex
        var index = start
        var isQuoted = false
        var hasQuotes = false
        while index < line.endIndex {
            let byte = line[index]
            if byte == quote {
                isQuoted.toggle()
                hasQuotes = true
            } else if byte == comma, !isQuoted {
                fields.append(field(line[start..<index], hasQuotes))
                start = index + 1
                hasQuotes = false
            }
            index += 1
        }
        fields.append(field(line[start...], hasQuotes))
        return !isQuoted
    }

    private static func field(_ bytes: ArraySlice<UInt8>, _ hasQuotes: Bool) -> ArraySlice<UInt8> {
        let text = trimmed(bytes)
        guard hasQuotes, text.count >= 2, text.first == quote, text.last == quote else { return text }
        var plain: [UInt8] = []
        var wasQuote = false
        for byte in text.dropFirst().dropLast() {
            // Two quotes stand for one.
            if byte == quote, wasQuote {
                wasQuote = false
                continue
            }
            wasQuote = byte == quote
            plain.append(byte)
        }
        return plain[...]
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = bytes
        while let first = text.first, isBlank(first) { text = text.dropFirst() }
        while let last = text.last, isBlank(last) { text = text.dropLast() }
        return text
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}

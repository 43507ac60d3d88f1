/// Bytes as text (RFC 4648), for snapshots.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for place in 0..<3 { bits = bits << 8 | (place < group.count ? UInt32(group[start + place]) : 0) }
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : 0x3D)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` if `text` is no base64.
    static func bytes(_ text: String) -> [UInt8]? {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, symbol) in alphabet.enumerated() { values[Int(symbol)] = UInt8(value) }
        let symbols = Array(text.utf8)
        guard symbols.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(symbols.count / 4 * 3)
        for start in stride(from: 0, to: symbols.count, by: 4) {
            let padding = start + 4 == symbols.count ? symbols[start...].reversed().prefix { $0 == 0x3D }.count : 0
            guard padding <= 2 else { return nil }
            var bits: UInt32 = 0
            for place in 0..<4 {
                let value = place < 4 - padding ? values[Int(symbols[start + place])] : 0
                guard value != 255 else { return nil }
                bits = bits << 6 | UInt32(value)
            }
            for place in 0..<(3 - padding) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * place))) }
        }
        return bytes
    }
}

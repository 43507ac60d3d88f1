/// Whole numbers as bytes, small ones short (LEB128), signed ones folded (zigzag).
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func signed(_ value: Int64) { number(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    mutating func whole(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}

/// Reads what `ByteWriter` wrote. Past the end, and for numbers too long, it reports a fault and reads zeros.
struct ByteReader {
    let bytes: [UInt8]
    private(set) var position: Int
    private(set) var isFaulty = false

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    var isAtEnd: Bool { position >= bytes.count }

    mutating func byte() -> UInt8 {
        guard position < bytes.count else {
            isFaulty = true
            return 0
        }
        position += 1
        return bytes[position - 1]
    }

    mutating func number() -> UInt64 {
        var (value, shift) = (UInt64(0), UInt64(0))
        while true {
            let next = byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
            guard shift < 64 else {
                isFaulty = true
                return 0
            }
        }
    }

    mutating func signed() -> Int64 {
        let value = number()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func whole() -> UInt64 {
        guard position + 8 <= bytes.count else {
            isFaulty = true
            position = bytes.count
            return 0
        }
        var value = UInt64(0)
        for offset in 0..<8 { value |= UInt64(bytes[position + offset]) << UInt64(8 * offset) }
        position += 8
        return value
    }
}

import CZlib

/// Decompression of gzip files (RFC 1952), several members in a row included, by zlib.
public enum Gunzip {
    public enum Failure: Error, Hashable {
        /// The file ends within a member.
        case truncated
        /// It is not what gzip wrote.
        case damaged
    }

    /// Whether `bytes` begin as a gzip file does.
    public static func recognises(_ bytes: [UInt8]) -> Bool { bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B }

    /// What could be read, and why not all of it.
    public static func inflate(_ bytes: [UInt8]) -> (bytes: [UInt8], failure: Failure?) {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var stream = z_stream()
        // 15 bits of window, plus 16: gzip wrapping only.
        guard
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return ([], .damaged) }
        defer { inflateEnd(&stream) }
        let failure = bytes.withUnsafeBufferPointer { source -> Failure? in
            var read = 0
            while true {
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + read })
                stream.avail_in = UInt32(clamping: source.count - read)
                let offered = Int(stream.avail_in)
                let (status, written) = chunk.withUnsafeMutableBufferPointer { target -> (Int32, Int) in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    let status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    return (status, target.count - Int(stream.avail_out))
                }
                read += offered - Int(stream.avail_in)
                result.append(contentsOf: chunk[..<written])
                switch status {
                case Z_STREAM_END:
                    if read == source.count { return nil }
                    inflateReset(&stream)
                case Z_OK: continue
                case Z_BUF_ERROR: return .truncated
                default: return .damaged
                }
            }
        }
        return (result, failure)
    }
}

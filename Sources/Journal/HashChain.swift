import Crypto
public import Foundation
import StargateEngine

/// The journal's fingerprint: each batch's SHA-256 covers the one before, so that none before the last can be changed,
/// dropped or moved unseen by who knows the last hash.
public struct HashChain: Sendable {
    private var head: [UInt8]

    /// The chain before the first batch, or after the batch with this hash.
    public init(after hash: String? = nil) {
        head = hash.map(HashChain.bytes) ?? [UInt8](repeating: 0, count: 32)
    }

    /// The hash of the last batch in hexadecimal.
    public var hash: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: head.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Adds a batch, given its instant in milliseconds and its events as they are stored.
    public mutating func append(at milliseconds: Int64, _ bodies: [Data]) {
        var sha = SHA256()
        sha.update(data: head)
        withUnsafeBytes(of: milliseconds.bigEndian) { sha.update(bufferPointer: $0) }
        for body in bodies {
            sha.update(data: body)
            sha.update(data: [0x0A])
        }
        head = Array(sha.finalize())
    }

    private static func bytes(_ hash: String) -> [UInt8] {
        let digits = hash.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

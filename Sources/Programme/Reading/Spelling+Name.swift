import StargateQuantities

extension Spelling {
    /// Whether a text may name what a programme declares: small letters, digits and hyphens.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 60 else { return false }
        let isWord = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
        return isWord(first) && text.utf8.allSatisfy { isWord($0) || $0 == 45 }
    }
}

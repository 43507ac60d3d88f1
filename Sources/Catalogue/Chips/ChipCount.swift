/// A chip and how many of it, as `--chips H100:1024` gives them.
public struct ChipCount: Hashable, Sendable {
    /// The chip as it was written.
    public var chip: String
    public var count: Int

    public init(chip: String, count: Int) {
        self.chip = chip
        self.count = count
    }

    /// Reads `chip:count`; the count may have thousands separators.
    ///
    /// - Throws: `CatalogueRefusal` if there is no chip, no colon or no count of at least 1.
    public init(_ text: String) throws(CatalogueRefusal) {
        let remedy = "write the chip and the count, for example H100:1024"
        guard let colon = text.lastIndex(of: ":") else {
            throw CatalogueRefusal(field: "chips", given: text, problem: "has no count", remedy: remedy)
        }
        let chip = String(text[..<colon]).trimmed
        let digits = String(text[text.index(after: colon)...]).trimmed
        guard !chip.isEmpty else {
            throw CatalogueRefusal(field: "chips", given: text, problem: "names no chip", remedy: remedy)
        }
        guard let value = NumberText.value(digits), let count = Int(exactly: value), (1...100_000_000).contains(count)
        else {
            throw CatalogueRefusal(
                field: "chips", given: digits, problem: "is not a whole number from 1 to 100,000,000", remedy: remedy)
        }
        self.init(chip: chip, count: count)
    }
}

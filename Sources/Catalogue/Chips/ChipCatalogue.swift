public import StargatePerformance

/// Chips by name, with the machines they come in.
public struct ChipCatalogue: Sendable {
    /// One chip of the table.
    public struct Entry: Sendable {
        public let accelerator: Accelerator
        /// Other names that mean this chip.
        public let aliases: [String]
        /// Where the numbers come from, how sure they are, and what else is to be known.
        public let source: String
        public let confidence: String
        public let notes: String
    }

    /// All chips, in the order of the table.
    public let entries: [Entry]
    private let index: NameIndex
    private let file: String

    /// Reads a table with the columns of the shipped `chips.csv`; `aliases` are separated by semicolons.
    ///
    /// - Throws: `CatalogueRefusal` with the place of the first mistake.
    public init(csv text: String, file: String) throws(CatalogueRefusal) {
        let table = try CSVTable(text, file: file)
        var entries: [Entry] = []
        var index = NameIndex()
        for fields in table.rows {
            var row = CSVRow(table, fields)
            let entry = try Self.entry(&row)
            for name in [entry.accelerator.name] + entry.aliases where !index.add(name, place: entries.count) {
                throw row.refusal("chip", "has a name, \(name), that another row has", "give each chip its own names")
            }
            entries.append(entry)
        }
        self.entries = entries
        self.index = index
        self.file = file
    }

    /// The chips the product ships with.
    ///
    /// - Throws: `CatalogueRefusal` if the shipped table is wrong, which a test rules out.
    public static func shipped() throws(CatalogueRefusal) -> ChipCatalogue {
        try read.get()
    }

    /// The shipped file, read when it is first asked for: it never changes.
    private static let read = Result<ChipCatalogue, CatalogueRefusal> { () throws(CatalogueRefusal) in
        try ChipCatalogue(csv: EmbeddedFile.chips.text, file: EmbeddedFile.chips.rawValue)
    }

    /// The chip called `name`, whatever the case and punctuation.
    ///
    /// - Throws: `CatalogueRefusal` with the nearest names if there is none.
    public func entry(_ name: String) throws(CatalogueRefusal) -> Entry {
        if let entry = find(name) { return entry }
        throw CatalogueRefusal(
            field: "chip", given: name, problem: "is no chip of \(file)",
            remedy: "near it: \(index.nearest(to: name).joined(separator: ", "))")
    }

    /// The chip called `name` as the performance model takes it.
    ///
    /// - Throws: `CatalogueRefusal` with the nearest names if there is none.
    public func accelerator(_ name: String) throws(CatalogueRefusal) -> Accelerator { try entry(name).accelerator }

    /// The chip called `name`, or nil; a maker's name before it is passed over.
    public func find(_ name: String) -> Entry? {
        if let place = index.place(of: name) { return entries[place] }
        let words = name.split { $0 == " " || $0 == "-" || $0 == "_" }
        guard let first = words.first, Self.makers.contains(first.lowercased()) else { return nil }
        return index.place(of: words.dropFirst().joined(separator: "-")).map { entries[$0] }
    }

    private static let makers: Set<String> = ["nvidia", "amd", "google", "aws", "intel", "cloud"]
}

/// A table that a finance partner asks for: labelled rows with exact amounts, totals marked.
public struct Statement: Sendable, Hashable {
    public enum Cell: Sendable, Hashable {
        /// Units of `10^-scale`.
        case amount(Int64, scale: Int)
        /// Parts per million.
        case share(Int64)
        case text(String)
        case none
    }

    public struct Column: Sendable, Hashable {
        /// For people.
        public let title: String
        /// For programs, in snake case.
        public let key: String
        /// True for words, which are set to the left.
        public let isText: Bool

        init(_ title: String, _ key: String, isText: Bool = false) {
            self.title = title
            self.key = key
            self.isText = isText
        }
    }

    public enum Weight: Sendable, Hashable {
        case plain, heading, total
    }

    public struct Row: Sendable, Hashable {
        public let label: String
        public let level: Int
        public let weight: Weight
        public let cells: [Cell]
    }

    /// A stable name, such as `balance-sheet`.
    public let name: String
    public let title: String
    /// What it rests on: the day, what was known when, and conventions.
    public let basis: String
    /// What the labels are.
    public let subject: String
    public let columns: [Column]
    public private(set) var rows: [Row] = []
    /// What does not add up; empty if all does.
    public private(set) var faults: [String] = []

    init(name: String, title: String, basis: String, subject: String, columns: [Column]) {
        self.name = name
        self.title = title
        self.basis = basis
        self.subject = subject
        self.columns = columns
    }

    mutating func add(_ label: String, level: Int = 0, _ cells: [Cell]) {
        append(Row(label: label, level: level, weight: .plain, cells: cells))
    }

    /// A heading has no cells.
    mutating func add(_ label: String, _ weight: Weight, _ cells: [Cell]) {
        let filled = weight == .heading ? columns.map { _ in Cell.none } : cells
        append(Row(label: label, level: 0, weight: weight, cells: filled))
    }

    private mutating func append(_ row: Row) {
        precondition(row.cells.count == columns.count, "a row has a cell for every column")
        rows.append(row)
    }

    mutating func check(_ holds: Bool, _ fault: String) { if !holds { faults.append(fault) } }
}

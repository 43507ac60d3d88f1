public import StargateQuantities

/// How well a declared value is known.
public enum Confidence: String, Sendable, Codable, CaseIterable {
    case measured, reported, assumed
}

/// A checked programme file as a tree: objects, named things in declared order, and values with their sources.
public indirect enum Declared: Sendable {
    case object([String: Declared])
    case named([(name: String, content: Declared)])
    case leaf(Leaf)

    /// One value as it was written.
    public struct Leaf: Sendable {
        public let value: Value
        public let text: String
        public let source: String?
        public let confidence: Confidence
        let line: Int
        let column: Int
    }

    public enum Value: Sendable, Hashable {
        case text(String)
        case date(CalendarDate)
        case span(Span)
        case number(Dimension, Int64)
        case series(Dimension, Series)
        case list([String])
    }
}

extension Declared {
    subscript(key: String) -> Declared? {
        switch self {
        case .object(let fields): fields[key]
        case .named(let entries): entries.first { $0.name == key }?.content
        case .leaf: nil
        }
    }

    var entries: [(name: String, content: Declared)] {
        if case .named(let entries) = self { return entries }
        return []
    }

    func leaf(_ key: String) -> Leaf? {
        if case .leaf(let leaf) = self[key] { return leaf }
        return nil
    }

    /// The value at `key`, or the first one within.
    func anyLeaf(_ key: String) -> Leaf? { leaf(key) ?? self[key]?.leaves().first?.leaf }

    // The grammar was checked before these are read, so a required key is always there.

    func text(_ key: String) -> String {
        if case .text(let text) = leaf(key)?.value { return text }
        return ""
    }

    func optionalText(_ key: String) -> String? { leaf(key) == nil ? nil : text(key) }

    func name<Subject>(_ key: String) -> Identifier<Subject> { Identifier(text(key)) }

    func list<Subject>(_ key: String) -> [Identifier<Subject>] {
        if case .list(let names) = leaf(key)?.value { return names.map { Identifier($0) } }
        return []
    }

    func date(_ key: String) -> CalendarDate { optionalDate(key) ?? CalendarDate(dayNumber: 0) }

    func optionalDate(_ key: String) -> CalendarDate? {
        if case .date(let date) = leaf(key)?.value { return date }
        return nil
    }

    func span(_ key: String) -> Span {
        if case .span(let span) = leaf(key)?.value { return span }
        return .milliseconds(0)
    }

    func optionalSpan(_ key: String) -> Span? { leaf(key) == nil ? nil : span(key) }

    func number(_ key: String) -> Int64 { optionalNumber(key) ?? 0 }

    func optionalNumber(_ key: String) -> Int64? {
        if case .number(_, let number) = leaf(key)?.value { return number }
        return nil
    }

    func amount<A: Amount>(_ key: String) -> A { A(units: number(key)) }

    func optionalAmount<A: Amount>(_ key: String) -> A? { optionalNumber(key).map { A(units: $0) } }

    func series(_ key: String) -> Series {
        if case .series(_, let series) = leaf(key)?.value { return series }
        return Series(constant: number(key))
    }

    /// This tree with the leaf at `path` replaced; unchanged if there is none.
    func replacing(_ path: ArraySlice<String>, with value: Value) -> Declared {
        switch self {
        case .leaf(let leaf):
            guard path.isEmpty else { return self }
            return .leaf(
                Leaf(
                    value: value, text: leaf.text, source: leaf.source, confidence: leaf.confidence, line: leaf.line,
                    column: leaf.column))
        case .object(var fields):
            guard let key = path.first, let child = fields[key] else { return self }
            fields[key] = child.replacing(path.dropFirst(), with: value)
            return .object(fields)
        case .named(var entries):
            guard let key = path.first, let index = entries.firstIndex(where: { $0.name == key }) else { return self }
            entries[index].content = entries[index].content.replacing(path.dropFirst(), with: value)
            return .named(entries)
        }
    }

    /// `path` with the names of things replaced by `*`.
    func generalised(_ path: [String]) -> [String] {
        guard let key = path.first else { return [] }
        if case .named = self { return ["*"] + (self[key]?.generalised(Array(path.dropFirst())) ?? []) }
        return [key] + (self[key]?.generalised(Array(path.dropFirst())) ?? [])
    }

    /// Every value with its path, in declared order (object keys alphabetically).
    func leaves(under path: [String] = []) -> [(path: [String], leaf: Leaf)] {
        switch self {
        case .leaf(let leaf): [(path, leaf)]
        case .object(let fields):
            fields.keys.sorted().flatMap { fields[$0]?.leaves(under: path + [$0]) ?? [] }
        case .named(let entries): entries.flatMap { $0.content.leaves(under: path + [$0.name]) }
        }
    }
}

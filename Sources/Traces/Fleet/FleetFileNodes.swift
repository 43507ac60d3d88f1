import StargateQuantities
import Yams

/// Takes a YAML tree apart and keeps every issue instead of stopping at the first.
struct FleetFileNodes {
    private(set) var issues: [FleetFileRefusal.Issue] = []

    /// A mapping's values by key, those alone that are allowed.
    struct Fields {
        let path: String
        let mark: Mark?
        let values: [String: Node]

        func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    }

    mutating func note(_ mark: Mark?, _ path: String, _ problem: String, _ help: String) {
        issues.append(
            FleetFileRefusal.Issue(
                line: mark?.line ?? 0, column: mark?.column ?? 0, path: path, problem: problem, help: help))
    }

    /// A mapping of known keys.
    mutating func fields(_ node: Node, _ path: String, allowed: [String]) -> Fields? {
        guard let mapping = node.mapping else {
            note(
                node.mark, path, "expected a mapping, found \(Self.describe(node))",
                "allowed keys are \(allowed.joined(separator: ", "))")
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard allowed.contains(name) else {
                note(
                    key.mark, path, "unknown key '\(name)'\(Spelling.hint(for: name, in: allowed))",
                    "allowed keys are \(allowed.joined(separator: ", "))")
                continue
            }
            values[name] = value
        }
        return Fields(path: path, mark: node.mark, values: values)
    }

    /// A mapping from names of the file's own.
    mutating func named(_ node: Node, _ path: String) -> [(name: String, mark: Mark?, node: Node)] {
        guard let mapping = node.mapping else {
            note(node.mark, path, "expected a mapping from names, found \(Self.describe(node))", "write `name: {…}`")
            return []
        }
        return mapping.map { ($0.key.scalar?.string ?? "", $0.key.mark, $0.value) }
    }

    mutating func list(_ node: Node, _ path: String) -> [Node] {
        if let sequence = node.sequence { return Array(sequence) }
        note(node.mark, path, "expected a list, found \(Self.describe(node))", "write [first, second]")
        return []
    }

    /// Names in a list; one alone needs no brackets.
    mutating func names(_ key: String, of fields: Fields) -> [String] {
        guard let node = fields.values[key] else { return [] }
        if let text = node.scalar?.string, !text.isEmpty { return [text] }
        return list(node, fields.path(key)).compactMap { $0.scalar?.string }
    }

    func text(_ key: String, of fields: Fields) -> String? { fields.values[key]?.scalar?.string }

    /// A whole number in a range.
    mutating func number(_ key: String, of fields: Fields, _ range: ClosedRange<Int>) -> Int? {
        guard let node = fields.values[key] else { return nil }
        return count(node, fields.path(key), Int64(range.lowerBound)...Int64(range.upperBound)).map(Int.init)
    }

    /// A whole number that must be there.
    mutating func needed(_ key: String, of fields: Fields, _ range: ClosedRange<Int>) -> Int? {
        if fields.values[key] == nil {
            note(
                fields.mark, fields.path, "'\(key)' is missing",
                "give a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number(key, of: fields, range)
    }

    mutating func count(_ node: Node, _ path: String, _ range: ClosedRange<Int64>) -> Int64? {
        quantity(node, path, .count, range)
    }

    mutating func quantity(
        _ node: Node, _ path: String, _ dimension: Dimension, _ range: ClosedRange<Int64>
    ) -> Int64? {
        let text = node.scalar?.string ?? ""
        do throws(QuantityRefusal) {
            let value = try dimension.parse(text, allowsNegative: range.lowerBound < 0)
            guard range.contains(value) else {
                let bounds =
                    dimension == .count
                    ? "allowed are \(range.lowerBound) to \(range.upperBound)" : "such as \(dimension.example)"
                note(node.mark, path, "'\(text)' is too \(value < range.lowerBound ? "small" : "large")", bounds)
                return nil
            }
            return value
        } catch {
            let units = dimension.units.map(\.name).filter { !$0.isEmpty }
            note(
                node.mark, path, "expected a quantity, found \(Self.describe(node))",
                "such as '\(dimension.example)'" + (units.isEmpty ? "" : "; units are \(units.joined(separator: ", "))")
            )
            return nil
        }
    }

    mutating func quantity(
        _ key: String, of fields: Fields, _ dimension: Dimension, _ range: ClosedRange<Int64>
    ) -> Int64? {
        fields.values[key].flatMap { quantity($0, fields.path(key), dimension, range) }
    }

    /// A length of time in milliseconds; months and business days are none.
    mutating func span(_ key: String, of fields: Fields) -> Int64? {
        guard let node = fields.values[key] else { return nil }
        let text = node.scalar?.string ?? ""
        if let span = try? Span.parse(text), case .milliseconds(let length) = span { return length }
        note(
            node.mark, fields.path(key), "'\(text)' is no length of time",
            "write a number and seconds, minutes, hours, days or weeks, such as '10 minutes'")
        return nil
    }

    /// One of several words.
    mutating func choice(_ key: String, of fields: Fields, _ allowed: [String]) -> String? {
        guard let node = fields.values[key] else { return nil }
        let text = node.scalar?.string ?? ""
        if allowed.contains(text) { return text }
        refuse(text, node.mark, fields.path(key), allowed)
        return nil
    }

    /// The position of a name among those declared.
    mutating func position(_ name: String, _ mark: Mark?, _ path: String, in names: [String]) -> Int? {
        if let index = names.firstIndex(of: name) { return index }
        refuse(name, mark, path, names)
        return nil
    }

    private mutating func refuse(_ text: String, _ mark: Mark?, _ path: String, _ allowed: [String]) {
        note(
            mark, path, "'\(text)' is not allowed here\(Spelling.hint(for: text, in: allowed))",
            "allowed are \(allowed.prefix(20).joined(separator: ", "))")
    }

    static func describe(_ node: Node) -> String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string.prefix(40))'"
        case .alias: "an alias"
        }
    }
}

import StargateQuantities
import Yams

/// A declared value with where it comes from, by its path in the file.
public struct Assumption: Sendable, Hashable, Codable {
    public let path: String
    public let text: String
    public let source: String?
    public let confidence: Confidence

    public init(path: String, text: String, source: String?, confidence: Confidence) {
        self.path = path
        self.text = text
        self.source = source
        self.confidence = confidence
    }
}

/// A change of one declared value: `sites.north.phases.hall-a.power=2 MW`.
public struct Setting: Sendable, Hashable, Codable {
    public let path: String
    public let value: String

    public init(path: String, value: String) {
        self.path = path
        self.value = value
    }

    /// Reads `PATH=VALUE`; `nil` without a path.
    public init?(_ text: String) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
        path = String(text[..<equals])
        value = String(text[text.index(after: equals)...])
    }
}

extension Programme {
    /// Every declared value, names and words left out.
    public var declaredValues: [Assumption] {
        tree.leaves().compactMap { path, leaf in
            if case .text = leaf.value { return nil }
            return Assumption(path: path.dotted, text: leaf.text, source: leaf.source, confidence: leaf.confidence)
        }
    }

    /// Paths of assumed numbers, dates and times that can be varied.
    public var variablePaths: [String] {
        tree.leaves().compactMap { path, leaf in
            guard leaf.confidence == .assumed, varied(leaf.value) != leaf.value else { return nil }
            return path.dotted
        }
    }

    /// This programme with the value at `path` a tenth larger; dates move by 90 days. Shares stay within the whole.
    public func varying(_ path: String) -> Programme? {
        let parts = path.split(separator: ".").map(String.init)
        guard let leaf = tree.leaves().first(where: { $0.path == parts })?.leaf else { return nil }
        return Programme(tree.replacing(parts[...], with: varied(leaf.value)), text: text)
    }

    private func varied(_ value: Declared.Value) -> Declared.Value {
        switch value {
        case .text, .list: return value
        case .date(let date):
            // The frame itself, start and end, is no assumption.
            return date == start || date == until ? value : .date(date.advanced(byDays: 90))
        case .span(.milliseconds(let length)): return .span(.milliseconds(length + length / 10))
        case .span(.months(let count)): return .span(.days(count * 33))
        case .span(.businessDays(let count)): return .span(.businessDays(count + max(1, count / 10)))
        case .number(.ratio, let share) where share <= 1_000_000: return .number(.ratio, min(1_000_000, tenthMore(share)))
        case .number(let dimension, let number): return .number(dimension, tenthMore(number))
        case .series(let dimension, let series):
            let points = series.points.map { Series.Point(date: $0.date, value: tenthMore($0.value)) }
            return .series(dimension, Series(points: points) ?? series)
        }
    }

    private func tenthMore(_ number: Int64) -> Int64 { number > Int64.max / 2 ? number : number + number / 10 }

    /// This programme with declared values changed, checked as a whole again.
    ///
    /// - Throws: `ProgrammeRefusal` if a path leads nowhere, or the result is no valid programme.
    public func setting(_ settings: [Setting]) throws(ProgrammeRefusal) -> Programme {
        var root = try YAMLText.compose(text)
        for setting in settings {
            let parts = setting.path.split(separator: ".").map(String.init)
            guard let changed = YAMLPath.setting(root, parts[...], setting.value) else {
                throw YAMLText.refusal(
                    "'\(setting.path)' leads nowhere in this programme", YAMLPath.help(root, parts))
            }
            root = changed
        }
        let changed: String
        do { changed = try Yams.serialize(node: root) } catch {
            throw YAMLText.refusal("the changed programme cannot be written: \(error)", "")
        }
        return try Programme(reading: changed)
    }
}

/// Places in a YAML tree, by dotted path.
enum YAMLPath {
    /// The tree with the value at `path` replaced; a new key may be added to an existing mapping. `nil` if a step on
    /// the way is missing.
    static func setting(_ node: Node, _ path: ArraySlice<String>, _ value: String) -> Node? {
        guard let key = path.first else {
            guard let parsed = try? Yams.compose(yaml: value) else { return Node.scalar(Node.Scalar(value)) }
            return parsed
        }
        guard case .mapping(var mapping) = node else { return nil }
        let keyNode = mapping.first { $0.key.scalar?.string == key }?.key
        guard let keyNode, let child = mapping[keyNode] else {
            guard path.count == 1 else { return nil }
            mapping[Node.scalar(Node.Scalar(key))] = setting(node, [], value)
            return .mapping(mapping)
        }
        guard let changed = setting(child, path.dropFirst(), value) else { return nil }
        mapping[keyNode] = changed
        return .mapping(mapping)
    }

    static func help(_ root: Node, _ path: [String]) -> String {
        var node = root
        for (depth, key) in path.enumerated() {
            let keys = node.mapping?.compactMap { $0.key.scalar?.string } ?? []
            guard let next = node.mapping?.first(where: { $0.key.scalar?.string == key })?.value else {
                let place = depth == 0 ? "the programme" : path[..<depth].joined(separator: ".")
                let nearest = Spelling.nearest(to: key, in: keys).map { "; did you mean '\($0)'?" } ?? ""
                return "\(place) has \(Spelling.list(keys))\(nearest)"
            }
            node = next
        }
        return ""
    }
}

import StargateAgreements
import StargateBuildOut
import StargateCapital
import StargatePerformance
import StargateQuantities
import StargateSourcing
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

/// The same value of several things, where it is assumed.
public struct AssumptionClass: Sendable, Hashable {
    public let path: String
    public internal(set) var members: [Assumption]

    /// How it is written: the one value, or the first and how many there are.
    public var text: String {
        members.count == 1 ? members[0].text : "\(members[0].text) and \(members.count - 1) more"
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

    /// Assumed numbers, dates and times, like with like: `sites.*.phases.*.energisation` stands for that value of
    /// every phase in which it is assumed.
    public var assumptionClasses: [AssumptionClass] {
        var classes: [AssumptionClass] = []
        var places: [String: Int] = [:]
        for (path, leaf) in tree.leaves()
        where leaf.confidence == .assumed && varied(leaf.value) != leaf.value
            // The frame itself is no assumption.
            && path != ["programme", "start"] && path != ["programme", "until"]
        {
            let name = tree.generalised(path).dotted
            let member = Assumption(
                path: path.dotted, text: leaf.text, source: leaf.source, confidence: leaf.confidence)
            if let place = places[name] {
                classes[place].members.append(member)
            } else {
                places[name] = classes.count
                classes.append(AssumptionClass(path: name, members: [member]))
            }
        }
        // A class of one goes by its own name.
        return classes.map {
            $0.members.count == 1 ? AssumptionClass(path: $0.members[0].path, members: $0.members) : $0
        }
    }

    /// This programme with every member of the class a tenth larger; dates move by 90 days. Shares stay within the
    /// whole.
    public func varying(_ assumptions: AssumptionClass) -> Programme {
        let paths = Set(assumptions.members.map(\.path))
        var changed = tree
        for (path, leaf) in tree.leaves() where paths.contains(path.dotted) {
            changed = changed.replacing(path[...], with: varied(leaf.value))
        }
        return Programme(changed, text: text)
    }

    /// This programme as it stands on paper: nothing slips, nothing fails, everybody pays in time.
    public var onPaper: Programme {
        var changed = tree
        for (path, leaf) in tree.leaves(under: []) where path.first == "risks" {
            guard case .number(let dimension, _) = leaf.value else { continue }
            changed = changed.replacing(path[...], with: .number(dimension, 0))
        }
        return Programme(changed, text: text)
    }

    private func varied(_ value: Declared.Value) -> Declared.Value {
        switch value {
        case .text, .list: return value
        case .date(let date): return .date(date.advanced(byDays: 90))
        case .span(.milliseconds(let length)): return .span(.milliseconds(length + length / 10))
        case .span(.months(let count)): return .span(.days(count * 33))
        case .span(.businessDays(let count)): return .span(.businessDays(count + max(1, count / 10)))
        case .number(.ratio, let share) where share <= 1_000_000:
            return .number(.ratio, min(1_000_000, tenthMore(share)))
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
                let nearest = Spelling.hint(for: key, in: keys)
                return "\(place) has \(Spelling.list(keys))\(nearest)"
            }
            node = next
        }
        return ""
    }
}

extension Programme {
    /// Refuses to go on from `earlier` if something that may be in use there is gone here: sites, phases, chips,
    /// suppliers, funders, facilities, agreements and models may change and be added, not vanish.
    public func requireEverything(of earlier: Programme) throws(ProgrammeRefusal) {
        func gone(_ kind: String, _ before: [String], _ now: [String]) -> [ProgrammeRefusal.Issue] {
            let kept = Set(now)
            return before.filter { !kept.contains($0) }.map { name in
                .init(
                    line: 0, column: 0, path: "", problem: "the \(kind) '\(name)' is gone, but the past uses it",
                    help: "change its values instead")
            }
        }
        let issues =
            gone("site", earlier.sites.map(\.id.text), sites.map(\.id.text))
            + gone("phase", earlier.sites.flatMap(\.phases).map(\.id.text), sites.flatMap(\.phases).map(\.id.text))
            + gone("chip", earlier.chips.map(\.id.text), chips.map(\.id.text))
            + gone("supplier", earlier.suppliers.map(\.id.text), suppliers.map(\.id.text))
            + gone("funder", earlier.capital.funders.map(\.id.text), capital.funders.map(\.id.text))
            + gone("facility", earlier.capital.facilities.map(\.id.text), capital.facilities.map(\.id.text))
            + gone("agreement", earlier.agreements.all.map(\.id.text), agreements.all.map(\.id.text))
            + gone("model", earlier.models.map(\.id.text), models.map(\.id.text))
            + gone(
                "offer", earlier.suppliers.flatMap(\.offers).map(\.id.text), suppliers.flatMap(\.offers).map(\.id.text))
        let frame: [ProgrammeRefusal.Issue] = [
            ("start", start != earlier.start), ("until", until != earlier.until),
        ].compactMap { key, isChanged in
            guard isChanged else { return nil }
            return .init(
                line: 0, column: 0, path: "programme.\(key)", problem: "a fork keeps the programme's frame",
                help: "change 'programme.\(key)' in the file and run it anew")
        }
        let kinds: [ProgrammeRefusal.Issue] = earlier.agreements.all.compactMap { before in
            guard let now = agreements[before.id], now.kindName != before.kindName else { return nil }
            return .init(
                line: 0, column: 0, path: "agreements.\(before.id).kind",
                problem: "an agreement that the past knows keeps its kind",
                help: "declare another one, and put it in its place with --swap")
        }
        guard issues.isEmpty && frame.isEmpty && kinds.isEmpty else {
            throw ProgrammeRefusal(issues: issues + frame + kinds)
        }
    }
}

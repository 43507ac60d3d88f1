import StargateQuantities
import Yams

/// Checks a YAML tree against the grammar, keeping every issue instead of stopping at the first.
struct Reader {
    private(set) var issues: [ProgrammeRefusal.Issue] = []
    /// Names declared so far, by kind.
    private var declared: [Shape.Kind: [String]] = [:]
    private var references: [(kind: Shape.Kind, name: String, mark: Mark?, path: String)] = []

    mutating func read(_ root: Node) -> Declared? {
        let tree = read(root, as: Grammar.root, at: [])
        for reference in references {
            let names = declared[reference.kind] ?? []
            guard !names.contains(reference.name) else { continue }
            let nearest = Spelling.hint(for: reference.name, in: names)
            note(
                reference.mark, reference.path, "no \(reference.kind.rawValue) is called '\(reference.name)'\(nearest)",
                names.isEmpty ? "none is declared" : "declared are \(Spelling.list(names))")
        }
        return tree
    }

    mutating func note(_ mark: Mark?, _ path: String, _ problem: String, _ help: String) {
        issues.append(
            ProgrammeRefusal.Issue(
                line: mark?.line ?? 0, column: mark?.column ?? 0, path: path, problem: problem, help: help))
    }

    private mutating func read(_ node: Node, as shape: Shape, at path: [String]) -> Declared? {
        switch shape {
        case .object(let fields): return object(node, fields, path)
        case .named(let kind, let content): return named(node, kind, content, path)
        default: return leaf(node, shape, path)
        }
    }

    private mutating func object(_ node: Node, _ fields: [Field], _ path: [String]) -> Declared? {
        guard let mapping = node.mapping else {
            note(
                node.mark, path.dotted, "expected a mapping, found \(describe(node))",
                "allowed keys are \(Spelling.list(fields.map(\.name)))")
            return nil
        }
        var content: [String: Declared] = [:]
        var present: Set<String> = []
        for (keyNode, value) in mapping {
            let key = keyNode.scalar?.string ?? ""
            guard let field = fields.first(where: { $0.name == key }) else {
                let nearest = Spelling.hint(for: key, in: fields.map(\.name))
                note(
                    keyNode.mark, path.dotted, "unknown key '\(key)'\(nearest)",
                    "allowed keys are \(Spelling.list(fields.map(\.name)))")
                continue
            }
            present.insert(key)
            content[key] = read(value, as: field.shape, at: path + [key])
        }
        for field in fields where !present.contains(field.name) {
            content[field.name] = missing(field, node.mark, path)
        }
        return .object(content)
    }

    private mutating func missing(_ field: Field, _ mark: Mark?, _ path: [String]) -> Declared? {
        switch field.presence {
        case .required:
            note(mark, path.dotted, "'\(field.name)' is missing", field.meaning)
            return nil
        case .optional:
            // An absent section still has its assumed values.
            guard case .object(let fields) = field.shape, fields.allSatisfy({ !$0.isRequired }) else { return nil }
            return object(.mapping(Node.Mapping([])), fields, path + [field.name])
        case .assumed(let text):
            let node = Node.scalar(Node.Scalar(text))
            guard let value = value(node, text, field.shape, path + [field.name]) else { return nil }
            return .leaf(
                Declared.Leaf(
                    value: value, text: text, source: "default", confidence: .assumed, line: mark?.line ?? 0,
                    column: mark?.column ?? 0))
        }
    }

    private mutating func named(_ node: Node, _ kind: Shape.Kind?, _ content: Shape, _ path: [String]) -> Declared? {
        guard let mapping = node.mapping else {
            note(node.mark, path.dotted, "expected a mapping from names, found \(describe(node))", "write `name: {…}`")
            return nil
        }
        var entries: [(name: String, content: Declared)] = []
        for (keyNode, value) in mapping {
            let name = keyNode.scalar?.string ?? ""
            guard Spelling.isName(name) else {
                note(
                    keyNode.mark, path.dotted, "'\(name)' is not a name",
                    "a name has letters a to z, digits and hyphens, and begins with a letter or digit")
                continue
            }
            if let kind { declared[kind, default: []].append(qualified(name, kind, path)) }
            if let entry = read(value, as: content, at: path + [name]) { entries.append((name, entry)) }
        }
        return .named(entries)
    }

    /// A phase is known by its site and its own name.
    private func qualified(_ name: String, _ kind: Shape.Kind, _ path: [String]) -> String {
        kind == .phase && path.count > 1 ? "\(path[1]).\(name)" : name
    }

    private mutating func leaf(_ node: Node, _ shape: Shape, _ path: [String]) -> Declared? {
        let wrapped = wrapper(node, shape)
        var source: String?
        var confidence = Confidence.assumed
        var content = node
        if let wrapped {
            for (keyNode, value) in wrapped {
                let text = value.scalar?.string
                switch keyNode.scalar?.string {
                case "value": content = value
                case "source" where text != nil: source = text
                case "confidence":
                    if let read = text.flatMap({ Confidence(rawValue: $0) }) {
                        confidence = read
                    } else {
                        note(
                            value.mark, path.dotted, "'\(text ?? "")' is no confidence",
                            "allowed are \(Spelling.list(Confidence.allCases.map(\.rawValue)))")
                    }
                default:
                    note(
                        keyNode.mark, path.dotted, "unknown key '\(keyNode.scalar?.string ?? "")'",
                        "a value is written plainly or with 'value', 'source' and 'confidence'")
                }
            }
        }
        let text = content.scalar?.string ?? ""
        guard let value = value(content, text, shape, path) else { return nil }
        return .leaf(
            Declared.Leaf(
                value: value, text: content.scalar == nil ? summary(value) : text, source: source,
                confidence: confidence, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0))
    }

    /// The mapping with `value`, if this is one.
    private func wrapper(_ node: Node, _ shape: Shape) -> Node.Mapping? {
        guard let mapping = node.mapping, mapping.contains(where: { $0.key.scalar?.string == "value" }) else {
            return nil
        }
        return mapping
    }

    private func summary(_ value: Declared.Value) -> String {
        switch value {
        case .series(_, let series):
            "\(series.points.count) points from \(series.points[0].date) to \(series.points[series.points.count - 1].date)"
        case .list(let names): names.joined(separator: ", ")
        default: ""
        }
    }

    private mutating func value(_ node: Node, _ text: String, _ shape: Shape, _ path: [String]) -> Declared.Value? {
        switch shape {
        case .series(let dimension, let range):
            if let mapping = node.mapping { return series(mapping, dimension, range, node.mark, path) }
            return number(node, text, dimension, range, path).map { .series(dimension, Series(constant: $0)) }
        case .references(let kind): return names(node, path) { $0.refer(kind, $1, $2, path) }
        case .choices(let allowed): return names(node, path) { $0.choose(allowed, $1, $2, path) }
        default: break
        }
        guard node.scalar != nil, !text.isEmpty else {
            note(node.mark, path.dotted, "expected \(describe(shape)), found \(describe(node))", "")
            return nil
        }
        switch shape {
        case .text: return .text(text)
        case .date:
            guard let date = CalendarDate(text) else {
                note(
                    node.mark, path.dotted, "'\(text)' is not a date",
                    "write year-month-day of a day that exists, such as 2025-01-21")
                return nil
            }
            return .date(date)
        case .span:
            do throws(QuantityRefusal) {
                return .span(try Span.parse(text))
            } catch {
                note(
                    node.mark, path.dotted, Spelling.problem(error),
                    "write a number and a unit, such as '10 business days'")
                return nil
            }
        case .quantity(let dimension, let range):
            return number(node, text, dimension, range, path).map { .number(dimension, $0) }
        case .choice(let allowed): return choose(allowed, text, node.mark, path) ? .text(text) : nil
        case .reference(let kind): return refer(kind, text, node.mark, path) ? .text(text) : nil
        case .series, .references, .choices, .named, .object: return nil
        }
    }

    private mutating func refer(_ kind: Shape.Kind, _ name: String, _ mark: Mark?, _ path: [String]) -> Bool {
        let local = kind == .phase && !name.contains(".") && path.count > 1
        references.append((kind, local ? "\(path[1]).\(name)" : name, mark, path.dotted))
        return true
    }

    private mutating func choose(_ allowed: [String], _ text: String, _ mark: Mark?, _ path: [String]) -> Bool {
        guard !allowed.contains(text) else { return true }
        let nearest = Spelling.hint(for: text, in: allowed)
        note(mark, path.dotted, "'\(text)' is not allowed here\(nearest)", "allowed are \(Spelling.list(allowed))")
        return false
    }

    private mutating func names(
        _ node: Node, _ path: [String], _ check: (inout Reader, String, Mark?) -> Bool
    ) -> Declared.Value? {
        guard let sequence = node.sequence else {
            note(node.mark, path.dotted, "expected a list, found \(describe(node))", "write [first, second]")
            return nil
        }
        var names: [String] = []
        for item in sequence {
            guard let text = item.scalar?.string, !text.isEmpty else {
                note(item.mark, path.dotted, "expected a name, found \(describe(item))", "")
                continue
            }
            if check(&self, text, item.mark) { names.append(text) }
        }
        return .list(names)
    }

    private mutating func number(
        _ node: Node, _ text: String, _ dimension: Dimension, _ range: ClosedRange<Int64>, _ path: [String]
    ) -> Int64? {
        guard node.scalar != nil, !text.isEmpty else {
            note(
                node.mark, path.dotted, "expected a quantity, found \(describe(node))", "such as '\(dimension.example)'"
            )
            return nil
        }
        do throws(QuantityRefusal) {
            let number = try dimension.parse(text, allowsNegative: range.lowerBound < 0)
            guard range.contains(number) else {
                note(
                    node.mark, path.dotted, "'\(text)' is too \(number < range.lowerBound ? "small" : "large")",
                    "a plausible value is written like '\(dimension.example)'")
                return nil
            }
            return number
        } catch {
            let units = dimension.units.map(\.name).filter { !$0.isEmpty }
            let allowed = units.isEmpty ? "a plain number" : "units are \(units.joined(separator: ", "))"
            note(node.mark, path.dotted, Spelling.problem(error), "such as '\(dimension.example)'; \(allowed)")
            return nil
        }
    }

    private mutating func series(
        _ mapping: Node.Mapping, _ dimension: Dimension, _ range: ClosedRange<Int64>, _ mark: Mark?, _ path: [String]
    ) -> Declared.Value? {
        var points: [Series.Point] = []
        for (keyNode, value) in mapping {
            guard let date = CalendarDate(keyNode.scalar?.string ?? "") else {
                note(
                    keyNode.mark, path.dotted, "'\(keyNode.scalar?.string ?? "")' is not a date",
                    "a series maps dates to values")
                continue
            }
            if let number = number(value, value.scalar?.string ?? "", dimension, range, path) {
                points.append(Series.Point(date: date, value: number))
            }
        }
        guard points.count == mapping.count else { return nil }
        guard let series = Series(points: points) else {
            note(mark, path.dotted, points.isEmpty ? "a series without points" : "the dates of a series must rise", "")
            return nil
        }
        return .series(dimension, series)
    }

    private func describe(_ node: Node) -> String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string.prefix(40))'"
        case .alias: "an alias"
        }
    }

    private func describe(_ shape: Shape) -> String {
        switch shape {
        case .text: "a text"
        case .date: "a date"
        case .span: "a length of time"
        case .quantity, .series: "a quantity"
        case .choice(let allowed): "one of \(Spelling.list(allowed))"
        case .choices: "a list"
        case .reference(let kind): "the name of a \(kind.rawValue)"
        case .references(let kind): "a list of \(kind.rawValue)s"
        case .named, .object: "a mapping"
        }
    }
}

extension Field {
    var isRequired: Bool {
        if case .required = presence { return true }
        return false
    }
}

extension [String] {
    var dotted: String { joined(separator: ".") }
}

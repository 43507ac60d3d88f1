import StargateQuantities
import StargateScheduling
import Yams

extension FleetFile {
    private static let largestFile = 4 << 20
    /// Such as no fleet has, but within what the tree's numbers hold.
    static let mostNodes = 2_000_000
    /// GPUs of a rack.
    static let mostOfRack = 65_536

    /// Reads a file.
    ///
    /// - Throws: `FleetFileRefusal` with everything that is wrong.
    public init(path: String) throws(FleetFileRefusal) {
        let file: TraceFile
        do throws(TraceError) { file = try TraceFile(path: path) } catch {
            throw FleetFileRefusal(
                file: path, isUnreadable: true,
                issues: [.init(line: 0, column: 0, path: "", problem: error.reason, help: error.remedy)])
        }
        guard file.text.count <= Self.largestFile, file.brokenOff(after: 0) == nil,
            let text = String(validating: file.text, as: UTF8.self)
        else {
            throw Self.refusal(path, "this is no YAML text in UTF-8 of at most 4 MiB", "name a fleet file")
        }
        try self.init(text, file: path)
    }

    /// Reads text; `file` stands for it in errors.
    public init(_ text: String, file: String) throws(FleetFileRefusal) {
        let root = try Self.compose(text, file: file)
        var builder = FleetFileBuilder()
        let found = builder.build(root)
        let issues = builder.nodes.issues
        guard issues.isEmpty, let found else {
            throw FleetFileRefusal(
                file: file,
                issues: issues.enumerated().sorted {
                    ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
                }.map(\.element))
        }
        self = found
    }

    private static func compose(_ text: String, file: String) throws(FleetFileRefusal) -> Node {
        do {
            if let node = try Yams.compose(yaml: text), size(of: node) < 100_000 { return node }
        } catch let error as YamlError {
            throw refusal(of: error, file)
        } catch {
            throw refusal(file, "not YAML: \(error)", "")
        }
        throw refusal(file, "the file is empty, or its aliases expand to too much", "begin with 'nodes: 16'")
    }

    private static func refusal(of error: YamlError, _ file: String) -> FleetFileRefusal {
        let (mark, problem): (Mark?, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark, "not YAML: \(problem)")
            case .duplicatedKeysInMapping(let names, let context):
                (context.mark, "declared twice: \(names.sorted().joined(separator: ", "))")
            default: (nil, "not YAML: \(error)")
            }
        return FleetFileRefusal(
            file: file,
            issues: [.init(line: mark?.line ?? 0, column: mark?.column ?? 0, path: "", problem: problem, help: "")])
    }

    private static func refusal(_ file: String, _ problem: String, _ help: String) -> FleetFileRefusal {
        FleetFileRefusal(file: file, issues: [.init(line: 0, column: 0, path: "", problem: problem, help: help)])
    }

    /// Nodes of the tree, aliases counted as often as they are used, up to a bound.
    private static func size(of node: Node) -> Int {
        var count = 0
        var stack = [node]
        while let next = stack.popLast(), count < 100_000 {
            count += 1
            switch next {
            case .mapping(let mapping): for (key, value) in mapping { stack += [key, value] }
            case .sequence(let sequence): stack += sequence
            case .scalar, .alias: break
            }
        }
        return count
    }
}

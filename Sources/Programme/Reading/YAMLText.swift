import Yams

/// From bytes to a YAML tree, with limits that keep hostile files harmless.
enum YAMLText {
    static let largestFile = 4 << 20
    static let deepestNesting = 64

    static func compose(_ text: String) throws(ProgrammeRefusal) -> Node {
        guard text.utf8.count <= largestFile else {
            throw refusal("the file is too large", "a programme file has at most \(largestFile >> 20) MiB")
        }
        guard !text.utf8.contains(0) else {
            throw refusal("this is a binary file", "a programme file is YAML text in UTF-8")
        }
        guard nesting(of: text) <= deepestNesting else {
            throw refusal("brackets are nested too deeply", "at most \(deepestNesting) levels")
        }
        do {
            guard let node = try Yams.compose(yaml: text), node.mapping.map({ !$0.isEmpty }) ?? true else {
                throw refusal("the file is empty", "begin with 'programme:'; `stargate schema` tells all keys")
            }
            guard count(node, limit: 200_000) < 200_000 else {
                throw refusal("aliases expand to too much", "write the values out")
            }
            return node
        } catch let error as YamlError {
            throw ProgrammeRefusal(issues: issues(of: error, in: text))
        } catch let error as ProgrammeRefusal {
            throw error
        } catch {
            throw refusal("not YAML: \(error)", "")
        }
    }

    static func refusal(_ problem: String, _ help: String) -> ProgrammeRefusal {
        ProgrammeRefusal(issues: [.init(line: 0, column: 0, path: "", problem: problem, help: help)])
    }

    private static func nesting(of text: String) -> Int {
        var depth = 0
        var deepest = 0
        for byte in text.utf8 {
            if byte == 0x5B || byte == 0x7B { depth += 1 }
            if byte == 0x5D || byte == 0x7D { depth = max(0, depth - 1) }
            deepest = max(deepest, depth)
        }
        return deepest
    }

    /// Nodes of the tree, aliases counted as often as they are used; stops at `limit`.
    private static func count(_ node: Node, limit: Int) -> Int {
        var count = 0
        var stack = [node]
        while let next = stack.popLast(), count < limit {
            count += 1
            switch next {
            case .mapping(let mapping): for (key, value) in mapping { stack += [key, value] }
            case .sequence(let sequence): stack += sequence
            case .scalar, .alias: break
            }
        }
        return count
    }

    private static func issues(of error: YamlError, in text: String) -> [ProgrammeRefusal.Issue] {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return [.init(line: mark.line, column: mark.column, path: "", problem: "not YAML: \(problem)", help: "")]
        case .reader(let problem, _, _, _):
            return [.init(line: 0, column: 0, path: "", problem: "not YAML text: \(problem)", help: "")]
        case .duplicatedKeysInMapping(let duplicates, let context):
            return duplicates.sorted().map { name in
                let lines = places(of: name, from: context.mark.line, in: text)
                let (line, column) = lines.dropFirst().first ?? (context.mark.line, context.mark.column)
                let first = lines.first.map { ", first on line \($0.line)" } ?? ""
                return .init(
                    line: line, column: column, path: "", problem: "'\(name)' is declared twice\(first)",
                    help: "names in one mapping differ; rename or remove one")
            }
        default: return [.init(line: 0, column: 0, path: "", problem: "not YAML: \(error)", help: "")]
        }
    }

    /// Lines from `start` on, at one indentation, that declare `name`.
    private static func places(of name: String, from start: Int, in text: String) -> [(line: Int, column: Int)] {
        var found: [(line: Int, column: Int)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where index + 1 >= start {
            let indent = line.prefix { $0 == " " }.count
            guard line.dropFirst(indent).hasPrefix("\(name):") else { continue }
            if found.isEmpty || found[0].column == indent + 1 { found.append((index + 1, indent + 1)) }
        }
        return found
    }
}

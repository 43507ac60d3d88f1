import StargateQuantities
import Yams

/// A place in a JSON file, with what stands there: exact numbers, and where a mistake is.
struct JSONNode {
    let node: Node

    /// Reads JSON text.
    ///
    /// - Throws: `CasebookRefusal` with the place of the first mistake.
    static func parse(_ text: String) throws(CasebookRefusal) -> JSONNode {
        // YAML holds JSON, but takes tabs only within a line.
        let spaced = String(text.map { $0 == "\t" ? " " : $0 })
        let parsed: Node?
        do { parsed = try Yams.compose(yaml: spaced) } catch {
            guard let fault = error as? YamlError, case .scanner(_, let problem, let mark, _) = fault else {
                guard let fault = error as? YamlError, case .parser(_, let problem, let mark, _) = fault else {
                    throw CasebookRefusal(line: 0, column: 0, problem: "it is no JSON: \(error)")
                }
                throw CasebookRefusal(line: mark.line, column: mark.column, problem: "it is no JSON: \(problem)")
            }
            throw CasebookRefusal(line: mark.line, column: mark.column, problem: "it is no JSON: \(problem)")
        }
        guard let parsed else { throw CasebookRefusal(line: 1, column: 1, problem: "the file is empty") }
        return JSONNode(node: parsed)
    }

    var line: Int { node.mark?.line ?? 0 }
    var column: Int { node.mark?.column ?? 0 }

    subscript(key: String) -> JSONNode? {
        guard let value = node.mapping?[Node(key)], !JSONNode(node: value).isNull else { return nil }
        return JSONNode(node: value)
    }

    var keys: [String] { node.mapping?.keys.compactMap { $0.scalar?.string } ?? [] }
    var elements: [JSONNode]? { node.sequence.map { $0.map { JSONNode(node: $0) } } }
    var isObject: Bool { node.mapping != nil }

    private var isNull: Bool { node.scalar.map { $0.style == .plain && $0.string == "null" } ?? false }

    /// A string or number as it is written.
    var text: String? { node.scalar?.string }
    var isString: Bool { node.scalar.map { $0.style != .plain } ?? false }

    /// True for `true`, and for an object or list that says what it is.
    var isTrue: Bool {
        guard let scalar = node.scalar else { return true }
        return scalar.string != "false" && scalar.string != "0" && !scalar.string.isEmpty
    }

    var integer: Int? { isString ? nil : text.flatMap { Int($0) } }

    /// The number in units of `10^-scale`; `nil` if it is no number or finer than that.
    func number(scale: Int) -> Int64? {
        guard !isString, let text, let decimal = ExactDecimal(text) else { return nil }
        return decimal.whole(times: ExactDecimal(digits: 1, exponent: scale))
    }

    func refusal(_ problem: String) -> CasebookRefusal {
        CasebookRefusal(line: line, column: column, problem: problem)
    }
}

/// Why a file of timelines cannot be read, and where.
public struct CasebookRefusal: Error, Sendable, Hashable {
    public let line: Int
    public let column: Int
    public let problem: String
}

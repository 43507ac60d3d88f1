import Foundation
import StargateQuantities
import Yams

/// A place in a JSON file, with what stands there: exact numbers, and where a mistake is.
struct JSONNode {
    let node: Node

    /// Reads JSON text.
    ///
    /// - Throws: `CasebookRefusal` with the place of the first mistake.
    static func parse(_ text: String) throws(CasebookRefusal) -> JSONNode {
        do { _ = try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed]) } catch {
            throw notJSON(text, error as NSError)
        }
        // YAML holds JSON and keeps places and digits, but takes tabs only within a line and knows no surrogates.
        let spaced = joiningSurrogates(String(text.map { $0 == "\t" ? " " : $0 }))
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

    private static func notJSON(_ text: String, _ error: NSError) -> CasebookRefusal {
        guard !text.allSatisfy(\.isWhitespace) else {
            return CasebookRefusal(line: 1, column: 1, problem: "the file is empty")
        }
        let words = error.userInfo[NSDebugDescriptionErrorKey] as? String ?? error.localizedDescription
        let offset = error.userInfo["NSJSONSerializationErrorIndex"] as? Int ?? 0
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let column = before.reversed().prefix { $0 != 0x0A }.count + 1
        return CasebookRefusal(line: line, column: column, problem: "it is no JSON: \(words)")
    }

    /// `\ud83d\ude00` as the one escape that YAML has for it.
    private static func joiningSurrogates(_ text: String) -> String {
        text.replacing(#/\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/#) { match in
            let high = UInt32(match.1, radix: 16) ?? 0
            let low = UInt32(match.2, radix: 16) ?? 0
            let scalar = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
            let digits = String(scalar, radix: 16)
            return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        }
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

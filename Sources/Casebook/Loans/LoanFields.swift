import StargateCapital

/// Reads the members of an object. Numbers may be strings, with blanks around them.
struct LoanFields {
    let node: JSONNode

    init(_ node: JSONNode) { self.node = node }

    /// What is written, blanks trimmed; `nil` if nothing is.
    func text(_ key: String) throws(CasebookRefusal) -> String? {
        guard let value = node[key] else { return nil }
        guard let text = value.text else { throw value.refusal("'\(key)' is a text or a number") }
        let trimmed = text.drop { $0.isWhitespace }
        let end = trimmed.lastIndex { !$0.isWhitespace }
        return end.map { String(trimmed[...$0]) }
    }

    func number(_ key: String) throws(CasebookRefusal) -> Double? {
        guard let text = try text(key) else { return nil }
        guard text.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }), let number = Double(text), number.isFinite
        else { throw (node[key] ?? node).refusal("'\(key)': '\(text)' is no number") }
        return number
    }

    func time(_ key: String) throws(CasebookRefusal) -> LoanTime? {
        guard let text = try text(key) else { return nil }
        guard let time = LoanTime(text) else {
            throw (node[key] ?? node).refusal("'\(key)': '\(text)' is no time such as 2013-01-31T00:00:00")
        }
        return time
    }

    func cycle(_ key: String) throws(CasebookRefusal) -> LoanCycle? {
        guard let text = try text(key) else { return nil }
        guard let cycle = LoanCycle(text) else {
            throw (node[key] ?? node).refusal("'\(key)': '\(text)' is no cycle such as P1ML0")
        }
        return cycle
    }

    /// One of the values that a code may have.
    func code<Code>(_ key: String, as: Code.Type = Code.self) throws(CasebookRefusal) -> Code?
    where Code: RawRepresentable & CaseIterable, Code.RawValue == String {
        guard let text = try text(key) else { return nil }
        guard let code = Code(rawValue: text) else {
            let known = Code.allCases.map(\.rawValue).joined(separator: ", ")
            throw (node[key] ?? node).refusal("'\(key)': '\(text)' is not known; \(known) are")
        }
        return code
    }

    func needed<Value>(
        _ key: String, _ read: (String) throws(CasebookRefusal) -> Value?
    ) throws(CasebookRefusal) -> Value {
        guard let value = try read(key) else { throw node.refusal("'\(key)' is missing") }
        return value
    }
}

/// A value of a JSON text, with the place where it stands.
struct JSONValue: Sendable {
    /// What the value is. Numbers keep their digits.
    enum Content: Sendable {
        case null
        case bool(Bool)
        case number(String)
        case string(String)
        case array([JSONValue])
        case object([(key: String, value: JSONValue)])
    }

    let content: Content
    let line: Int
    let column: Int

    /// The value of `key`, or nil if this is no object, has no such key, or has null there.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = content, let value = members.last(where: { $0.key == key })?.value,
            !value.isNull
        else { return nil }
        return value
    }

    var isNull: Bool { if case .null = content { true } else { false } }
    var isObject: Bool { if case .object = content { true } else { false } }

    /// The keys of an object, in order.
    var keys: [String] { if case .object(let members) = content { members.map(\.key) } else { [] } }

    var elements: [JSONValue]? { if case .array(let values) = content { values } else { nil } }
    var string: String? { if case .string(let text) = content { text } else { nil } }
    var bool: Bool? { if case .bool(let value) = content { value } else { nil } }

    var number: Double? {
        guard case .number(let digits) = content, let value = Double(digits), value.isFinite else { return nil }
        return value
    }

    /// The number if it is whole, however it is written (`8`, `8.0`, `1e3`).
    var integer: Int? { number.flatMap { Int(exactly: $0) } }

    /// The value as it would be written, shortened, for refusals.
    var written: String {
        switch content {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let digits): digits
        case .string(let text): text
        case .array: "[…]"
        case .object: "{…}"
        }
    }
}

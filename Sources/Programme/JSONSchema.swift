import StargateQuantities

/// The programme file's JSON Schema (draft 2020-12), for completion and checks in editors.
public enum JSONSchema {
    /// The schema as JSON text.
    public static func text() -> String {
        var root = object(of: Grammar.root)
        root.insert(("$schema", .string("https://json-schema.org/draft/2020-12/schema")), at: 0)
        root.insert(("title", .string("Stargate programme")), at: 1)
        return JSONText.object(root).rendered() + "\n"
    }

    private static func object(of shape: Shape) -> [(String, JSONText)] {
        switch shape {
        case .object(let fields):
            let required = fields.filter(\.isRequired).map { JSONText.string($0.name) }
            return [
                ("type", .string("object")),
                ("additionalProperties", .bool(false)),
                ("required", .array(required)),
                ("properties", .object(fields.map { ($0.name, property($0)) })),
            ]
        case .named(_, let content):
            return [
                ("type", .string("object")),
                ("propertyNames", .object([("pattern", .string("^[a-z0-9][a-z0-9-]*$"))])),
                ("additionalProperties", .object(object(of: content))),
            ]
        default:
            let plain = JSONText.object(plain(shape))
            let sourced = JSONText.object([
                ("type", .string("object")),
                ("additionalProperties", .bool(false)),
                ("required", .array([.string("value")])),
                (
                    "properties",
                    .object([
                        ("value", plain),
                        ("source", .object([("type", .string("string"))])),
                        ("confidence", .object([("enum", .array(Confidence.allCases.map { .string($0.rawValue) }))])),
                    ])
                ),
            ])
            return [("anyOf", .array([plain, sourced]))]
        }
    }

    private static func property(_ field: Field) -> JSONText {
        var content = [("description", JSONText.string(field.meaning))]
        if case .assumed(let text) = field.presence { content.append(("default", .string(text))) }
        return .object(content + object(of: field.shape))
    }

    private static func plain(_ shape: Shape) -> [(String, JSONText)] {
        switch shape {
        case .quantity(let dimension, _): return quantity(dimension)
        case .series(let dimension, _):
            let points: [(String, JSONText)] = [
                ("type", .string("object")), ("additionalProperties", .object(quantity(dimension))),
            ]
            return [("anyOf", .array([.object(quantity(dimension)), .object(points)]))]
        case .choice(let allowed): return [("enum", .array(allowed.map { .string($0) }))]
        case .choices(let allowed):
            return [
                ("type", .string("array")), ("items", .object([("enum", .array(allowed.map { .string($0) }))])),
            ]
        case .references: return [("type", .string("array")), ("items", .object([("type", .string("string"))]))]
        case .date: return [("type", .string("string")), ("format", .string("date"))]
        case .span: return [("type", .string("string")), ("examples", .array([.string("10 business days")]))]
        case .text, .reference, .named, .object: return [("type", .string("string"))]
        }
    }

    private static func quantity(_ dimension: Dimension) -> [(String, JSONText)] {
        [
            ("type", .array([.string("string"), .string("number")])),
            ("examples", .array([.string(dimension.example)])),
        ]
    }
}

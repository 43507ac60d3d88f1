import StargateQuantities

/// The reference page of the programme file, made from the grammar so that it cannot drift from it.
public enum FileReference {
    /// Markdown.
    public static func text() -> String {
        var lines = [
            "# The programme file",
            "",
            "Made by `stargate schema --markdown`. Any value may be written plainly, or as",
            "`{value: …, source: …, confidence: reported | assumed | measured}`; a plain value counts as assumed.",
            "`NAME` stands for names you choose. A series is one value, or a mapping from dates to values with straight",
            "lines between them. Inside braces, a value with a comma needs quotes: `{ price: \"50,000 USD\" }`.",
        ]
        for field in fields(of: Grammar.root) {
            lines += [
                "", "## `\(field.name)`", "", field.meaning, "", "| key | value | if absent | meaning |",
                "|---|---|---|---|",
            ]
            lines += rows(field.shape, under: field.name)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func fields(of shape: Shape) -> [Field] {
        if case .object(let fields) = shape { return fields }
        return []
    }

    private static func rows(_ shape: Shape, under path: String) -> [String] {
        switch shape {
        case .object(let fields):
            return fields.flatMap { field -> [String] in
                let path = "\(path).\(field.name)"
                guard field.shape.isLeaf else { return rows(field.shape, under: path) }
                return ["| `\(path)` | \(value(field.shape)) | \(absence(field)) | \(field.meaning) |"]
            }
        case .named(_, let content): return rows(content, under: "\(path).NAME")
        default: return []
        }
    }

    private static func absence(_ field: Field) -> String {
        switch field.presence {
        case .required: "refused"
        case .optional: "–"
        case .assumed(let text): "\(text)"
        }
    }

    private static func value(_ shape: Shape) -> String {
        switch shape {
        case .text: "text"
        case .date: "date, `2025-01-21`"
        case .span: "time, `10 business days`"
        case .quantity(let dimension, _): "`\(dimension.example)`"
        case .series(let dimension, _): "series of `\(dimension.example)`"
        case .choice(let allowed): allowed.map { "`\($0)`" }.joined(separator: ", ")
        case .choices(let allowed): "list of " + allowed.map { "`\($0)`" }.joined(separator: ", ")
        case .reference(let kind): "name of a \(kind.rawValue)"
        case .references(let kind): "list of \(kind.rawValue)s"
        case .named, .object: ""
        }
    }
}

/// Words made safe for HTML and SVG: names come from people's own files.
enum HTMLText {
    /// Safe in content and in quoted attributes; characters that no page may hold are left out.
    static func safe(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n", "\r": result += " "
            default:
                guard scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) else { continue }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// At most `limit` characters: without what stands in brackets at the end, or with an ellipsis.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard text.count > limit else { return text }
        if text.hasSuffix(")"), let bracket = text.lastIndex(of: "("), bracket > text.startIndex {
            let before = text[..<text.index(before: bracket)]
            if before.count <= limit, before.count >= 3 { return String(before) }
        }
        return text.prefix(max(1, limit - 1)) + "…"
    }

    /// A word such as `2026-Q2` that no line may end in.
    static func unbroken(_ text: String) -> String { String(text.map { $0 == "-" ? "\u{2011}" : $0 }) }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `1 phase`, `3 phases`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(Figures.count(Int64(count))) \(noun)\(count == 1 ? "" : "s")"
    }

    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

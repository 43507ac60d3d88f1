/// Numbers as people write them in tables.
enum NumberText {
    /// The value of `text`: digits with optional thousands separators, an optional `~` before, and an optional
    /// suffix k, M, B or T; nil for anything else.
    static func value(_ text: String) -> Double? {
        var body = text.trimmed[...]
        if let first = body.first, first == "~" || first == "≈" { body = body.dropFirst() }
        var factor = 1.0
        if let last = body.last, let scale = scales[last] {
            factor = scale
            body = body.dropLast()
        }
        var plain = String(body).trimmed
        if plain.contains(",") {
            guard hasThousands(plain) else { return nil }
            plain.removeAll { $0 == "," }
        }
        guard let first = plain.first, first.isNumber || first == "-" || first == "+" || first == ".",
            let value = Double(plain), value.isFinite
        else { return nil }
        return value * factor
    }

    private static let scales: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12]

    private static func hasThousands(_ text: String) -> Bool {
        let groups = (text.split(separator: ".").first ?? "").split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, (1...3).contains(first.count) else { return false }
        return groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
    }
}

extension String {
    /// The text without white space around it.
    var trimmed: String {
        var body = self[...]
        while let first = body.first, first.isWhitespace { body.removeFirst() }
        while let last = body.last, last.isWhitespace { body.removeLast() }
        return body.utf8.count == utf8.count ? self : String(body)
    }
}

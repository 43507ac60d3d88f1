/// Words for error messages about names and quantities that a file gives.
public enum Spelling {
    /// The name most like `word`, if one is near enough to be a slip of the pen.
    public static func nearest(to word: String, in names: [String]) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let ranked = names.map { (name: $0, distance: distance(word, $0)) }.sorted { $0.distance < $1.distance }
        guard let best = ranked.first, best.distance <= max(1, min(word.count, best.name.count) / 2) else { return nil }
        return best.name
    }

    /// `; did you mean 'nodes'?`, or nothing.
    public static func hint(for word: String, in names: [String]) -> String {
        nearest(to: word, in: names).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// The names with commas between, the first twenty of many.
    public static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }

    /// Why a text is no quantity.
    public static func problem(_ refusal: QuantityRefusal) -> String {
        switch refusal {
        case .notANumber(let given): "'\(given.prefix(40))' does not begin with a number"
        case .unitMissing: "the unit is missing"
        case .unitUnknown(let given, let allowed):
            "unknown unit '\(given.prefix(40))'\(hint(for: given, in: allowed))"
        case .notRepresentable(let given): "'\(given.prefix(40))' is too large, or finer than can be counted"
        case .negative(let given): "'\(given.prefix(40))' is negative"
        }
    }

    /// Levenshtein distance.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}

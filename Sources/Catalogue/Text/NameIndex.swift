/// Finds things by name whatever the case and punctuation, and says which names come near one that is unknown.
struct NameIndex: Sendable {
    private var places: [String: Int] = [:]
    private var names: [(name: String, key: String)] = []

    /// Makes `name` mean the thing at `place`.
    ///
    /// - Returns: false if the name already means another thing.
    mutating func add(_ name: String, place: Int) -> Bool {
        let key = Self.key(name)
        if let known = places[key] { return known == place }
        places[key] = place
        names.append((name, key))
        return true
    }

    /// The place of `name`, if it is known.
    func place(of name: String) -> Int? { places[Self.key(name)] }

    /// The names nearest to `name`, best first, at most `count`.
    func nearest(to name: String, count: Int = 3) -> [String] {
        let key = Array(Self.key(name).utf8)
        let ranked = names.enumerated().map { index, entry in
            (index: index, name: entry.name, distance: Self.distance(key, Array(entry.key.utf8)))
        }
        return ranked.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(count).map(\.name)
    }

    /// Lower case letters and digits alone.
    static func key(_ name: String) -> String { String(name.lowercased().filter { $0.isLetter || $0.isNumber }) }

    /// Single-letter edits between two keys; one that begins with the other counts half of what is missing.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Double {
        if b.starts(with: a) || a.starts(with: b) { return Double(abs(a.count - b.count)) / 4 }
        var previous = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var current = [i + 1]
            for (j, y) in b.enumerated() {
                current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x == y ? 0 : 1)))
            }
            previous = current
        }
        return Double(previous[b.count])
    }
}

/// Rows that speak for each other: those that share a name.
enum Companions {
    /// For each place the other places of its name, in order; none for a place without a name.
    static func others(of names: [String?]) -> [[Int]] {
        var groups: [String: [Int]] = [:]
        for (index, name) in names.enumerated() {
            if let name { groups[name, default: []].append(index) }
        }
        return names.enumerated().map { index, name in
            name.flatMap { groups[$0] }?.filter { $0 != index } ?? []
        }
    }
}

extension [CalibrationKey] {
    /// The name of a case's group: what it has in each of these columns.
    func name(_ value: (CalibrationKey) -> String) -> String { map(value).joined(separator: "\u{1F}") }
}

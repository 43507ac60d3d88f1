import StargatePerformance

/// How far predictions were off, for groups of rows.
public struct Scores: Encodable, Hashable, Sendable {
    /// The errors of one group of rows, in per cent of the measured step time.
    public struct Group: Encodable, Hashable, Sendable {
        /// What the rows have in common: `all`, `split`, `chip`, `family`, `kind` or `source`.
        public let by: String
        public let name: String
        public let rows: Int
        /// Mean and median of the errors without their signs, the largest, and the mean with signs.
        public let meanErrorPercent: Double
        public let medianErrorPercent: Double
        public let largestErrorPercent: Double
        public let biasPercent: Double
        /// Rows whose measured time lies within the 80 % interval.
        public let coveragePercent: Double
    }

    public let groups: [Group]
    /// Rows without a measured step, and rows that could not be predicted.
    public let unmeasured: Int
    public let refused: Int

    public init(_ predictions: [TrainingPrediction], refused: Int) {
        let measured = predictions.filter { $0.error != nil }
        unmeasured = predictions.count - measured.count
        self.refused = refused
        let kinds: [(String, (TrainingPrediction) -> String)] = [
            ("split", { $0.subject.split }),
            ("kind", { $0.subject.shape.experts == nil ? "dense" : "mixture of experts" }),
            ("chip", { $0.subject.accelerator.name }),
            ("family", { Self.family($0.subject.model) }),
            ("source", { String($0.subject.id.split(separator: "-").first ?? "") }),
        ]
        var groups = measured.isEmpty ? [] : [Self.group("all", "all", measured)]
        for (by, name) in kinds {
            let parts = Dictionary(grouping: measured, by: name)
            groups += parts.keys.sorted().compactMap { key in parts[key].map { Self.group(by, key, $0) } }
        }
        self.groups = groups
    }

    /// The letters a model's name begins with: `llama3.1-405b` is of the family `llama`.
    static func family(_ model: String) -> String { String(model.lowercased().prefix { $0.isLetter }) }

    private static func group(_ by: String, _ name: String, _ rows: [TrainingPrediction]) -> Group {
        let errors = rows.compactMap(\.error).map { $0 * 100 }
        let sizes = errors.map(abs).sorted()
        let middle = sizes.count / 2
        let median = sizes.count % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2
        let held = rows.filter { row in row.subject.measured.map { row.seconds.contains($0) } ?? false }
        let count = Double(errors.count)
        return Group(
            by: by, name: name, rows: errors.count, meanErrorPercent: sizes.reduce(0, +) / count,
            medianErrorPercent: median, largestErrorPercent: sizes.last ?? 0, biasPercent: errors.reduce(0, +) / count,
            coveragePercent: 100 * Double(held.count) / count)
    }
}

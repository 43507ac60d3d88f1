import StargatePerformance

/// How far predictions were off, for groups of rows.
public struct Scores: Encodable, Hashable, Sendable {
    /// The errors of one group of rows, in per cent of the measured step time.
    public struct Group: Encodable, Hashable, Sendable {
        /// `step time`, or `chip-hours` of whole runs.
        public let quantity: String
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
        unmeasured = predictions.count { $0.error == nil && $0.subject.measuredChipHours == nil }
        self.refused = refused
        let kinds: [(String, (TrainingPrediction) -> String)] = [
            ("split", { $0.subject.split }),
            ("kind", { $0.subject.shape.experts == nil ? "dense" : "mixture of experts" }),
            ("chip", { $0.subject.accelerator.name }),
            ("family", { Self.family($0.subject.model) }),
            ("source", { String($0.subject.id.split(separator: "-").first ?? "") }),
        ]
        var groups: [Group] = []
        for quantity in [Quantity.stepTime, .chipHours] {
            let rows = predictions.filter { quantity.pair($0) != nil }
            if !rows.isEmpty { groups.append(Self.group("all", "all", rows, quantity)) }
            for (by, name) in kinds {
                let parts = Dictionary(grouping: rows, by: name)
                groups += parts.keys.sorted().compactMap { key in
                    parts[key].map { Self.group(by, key, $0, quantity) }
                }
            }
        }
        self.groups = groups
    }

    /// The letters a model's name begins with: `llama3.1-405b` is of the family `llama`.
    static func family(_ model: String) -> String { String(model.lowercased().prefix { $0.isLetter }) }

    /// What is compared: its name, and of a row what was measured beside what is predicted.
    private enum Quantity: String {
        case stepTime = "step time"
        case chipHours = "chip-hours"

        func pair(_ row: TrainingPrediction) -> (measured: Double, predicted: Estimate)? {
            switch self {
            case .stepTime: row.subject.measured.map { ($0, row.seconds) }
            case .chipHours:
                row.subject.measuredChipHours.flatMap { hours in row.run.map { (hours, $0.chipHours) } }
            }
        }
    }

    private static func group(
        _ by: String, _ name: String, _ rows: [TrainingPrediction], _ quantity: Quantity
    ) -> Group {
        let pairs = rows.compactMap(quantity.pair)
        let errors = pairs.map { ($0.predicted.expected / $0.measured - 1) * 100 }
        let sizes = errors.map(abs).sorted()
        let middle = sizes.count / 2
        let median = sizes.count % 2 == 1 ? sizes[middle] : (sizes[middle - 1] + sizes[middle]) / 2
        let held = pairs.filter { $0.predicted.contains($0.measured) }
        let count = Double(errors.count)
        return Group(
            quantity: quantity.rawValue, by: by, name: name, rows: errors.count,
            meanErrorPercent: sizes.reduce(0, +) / count,
            medianErrorPercent: median, largestErrorPercent: sizes.last ?? 0, biasPercent: errors.reduce(0, +) / count,
            coveragePercent: 100 * Double(held.count) / count)
    }
}

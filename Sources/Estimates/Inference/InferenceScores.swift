import StargatePerformance

/// How far predictions of inference were off, for groups of rows.
public struct InferenceScores: Encodable, Hashable, Sendable {
    /// The errors of one quantity over one group of rows, in per cent of the measurement.
    public struct Group: Encodable, Hashable, Sendable {
        public let by: String
        public let name: String
        /// `tokens/s per chip`, `TPOT p99`, `TTFT p99`, `TPOT mean` or `TTFT mean`.
        public let quantity: String
        public let rows: Int
        public let meanErrorPercent: Double
        public let medianErrorPercent: Double
        public let biasPercent: Double
        /// Rows whose measurement lies within the 80 % interval.
        public let coveragePercent: Double
    }

    public let groups: [Group]
    public let refused: Int

    public init(_ rows: InferenceRows) {
        refused = rows.refused
        let kinds: [(String, (InferencePrediction) -> String)] = [
            ("all", { _ in "all" }), ("split", { $0.subject.split }), ("model", { $0.subject.model }),
            ("chip", { $0.subject.accelerator.name }), ("scenario", { $0.subject.scenario }),
        ]
        var groups: [Group] = []
        let predictions = rows.predictions
        for (by, name) in kinds {
            let parts = Dictionary(grouping: predictions, by: name)
            for key in parts.keys.sorted() {
                for quantity in Self.quantities {
                    if let group = Self.group(by, key, quantity, parts[key] ?? []) { groups.append(group) }
                }
            }
        }
        self.groups = groups
    }

    private struct Quantity: Sendable {
        let name: String
        let pair: @Sendable (InferencePrediction) -> (measured: Double, forecast: Estimate)?
    }

    private static let quantities: [Quantity] = [
        Quantity(name: "tokens/s per chip") { row in
            row.subject.isMeasured ? (row.subject.observation.tokenRatePerChip, row.forecast.tokenRatePerChip) : nil
        },
        Quantity(name: "TPOT p99") { row in
            row.subject.observation.timePerToken.map { ($0, row.forecast.timePerToken) }
        },
        Quantity(name: "TTFT p99") { row in
            row.subject.observation.timeToFirst.map { ($0, row.forecast.timeToFirst) }
        },
        Quantity(name: "TPOT mean") { row in
            let ratio = row.result.meanTimePerToken / row.result.tailTimePerToken
            return row.subject.meanTimePerToken.map { ($0, row.forecast.timePerToken.scaled(by: ratio)) }
        },
        Quantity(name: "TTFT mean") { row in
            let ratio = row.result.meanTimeToFirst / row.result.tailTimeToFirst
            return row.subject.meanTimeToFirst.map { ($0, row.forecast.timeToFirst.scaled(by: ratio)) }
        },
    ]

    private static func group(
        _ by: String, _ name: String, _ quantity: Quantity, _ rows: [InferencePrediction]
    ) -> Group? {
        let pairs = rows.compactMap(quantity.pair)
        guard !pairs.isEmpty else { return nil }
        let errors = pairs.map { ($0.forecast.expected / $0.measured - 1) * 100 }
        let sizes = errors.map(abs).sorted()
        let count = Double(errors.count)
        let held = pairs.count { $0.forecast.contains($0.measured) }
        return Group(
            by: by, name: name, quantity: quantity.name, rows: pairs.count,
            meanErrorPercent: sizes.reduce(0, +) / count, medianErrorPercent: sizes[sizes.count / 2],
            biasPercent: errors.reduce(0, +) / count, coveragePercent: 100 * Double(held) / count)
    }
}

/// Sets the constants of the training model from measured steps.
public struct TrainingFit: Sendable {
    /// One measured step.
    public struct Observation: Sendable {
        public let id: String
        public let shape: ModelShape
        public let accelerator: Accelerator
        public let draft: LayoutDraft
        /// Measured seconds of a step.
        public let seconds: Double
        /// Rows that measure one configuration again bear the same group: together they weigh as √(their count).
        public let group: String
        /// How much this row counts: 1 for most.
        public let weight: Double

        public init(
            id: String, shape: ModelShape, accelerator: Accelerator, draft: LayoutDraft, seconds: Double, group: String,
            weight: Double = 1
        ) {
            self.id = id
            self.shape = shape
            self.accelerator = accelerator
            self.draft = draft
            self.seconds = seconds
            self.group = group
            self.weight = weight
        }
    }

    public let observations: [Observation]
    /// How strongly values are drawn to what physics lets one expect: the residual of a value one whole range away.
    public var priorWeight: Double

    public init(_ observations: [Observation], priorWeight: Double = 0.2) {
        self.observations = observations
        self.priorWeight = priorWeight
    }

    /// A part of the step time or a constant to leave out, to see what it is worth.
    public struct Ablation: Sendable {
        public let name: String
        /// Constants held at a value that takes their effect away.
        public let held: [(TrainingParameter, Double)]
        /// Takes a part out of the breakdown.
        public let remove: @Sendable (inout StepBreakdown) -> Void

        public init(
            _ name: String, held: [(TrainingParameter, Double)] = [],
            remove: @escaping @Sendable (inout StepBreakdown) -> Void = { _ in }
        ) {
            self.name = name
            self.held = held
            self.remove = remove
        }
    }

    /// The values that come closest to the observations, from what is expected; layouts that were not published are
    /// chosen twice, once with the expected values and once with the fitted.
    public func fitted(rounds: Int = 60, without ablation: Ablation? = nil) -> TrainingParameters {
        var values = TrainingParameters.expected
        for (parameter, value) in ablation?.held ?? [] { values[parameter] = value }
        for _ in 0..<2 {
            let layouts = observations.map { $0.layout(with: values) }
            values = fitted(from: values, layouts: layouts, rounds: rounds, ablation: ablation)
        }
        return values
    }

    private func fitted(
        from start: TrainingParameters, layouts: [Execution], rounds: Int, ablation: Ablation?
    ) -> TrainingParameters {
        let priors = TrainingParameter.allCases.map(\.prior)
        var low = priors.map(\.low)
        var high = priors.map(\.high)
        for (parameter, value) in ablation?.held ?? [] {
            low[parameter.rawValue] = value
            high[parameter.rawValue] = value
        }
        let weights = self.weights
        let solver = LeastSquares(huber: 0.08, rounds: rounds)
        let best = solver.fit(start: start.values, low: low, high: high) { values in
            let parameters = TrainingParameters(values: values)
            var residuals: [Double] = []
            residuals.reserveCapacity(observations.count + priors.count)
            for (index, seen) in observations.enumerated() {
                let model = TrainingModel(
                    shape: seen.shape, accelerator: seen.accelerator, parameters: parameters)
                var step = model.step(layouts[index])
                ablation?.remove(&step)
                residuals.append(relativeError(step.total, seen.seconds) * weights[index])
            }
            for (index, prior) in priors.enumerated() where high[index] > low[index] {
                residuals.append((values[index] - prior.expected) / (prior.high - prior.low) * priorWeight)
            }
            return residuals
        }
        return TrainingParameters(values: best)
    }

    private var weights: [Double] {
        var counts: [String: Int] = [:]
        for seen in observations { counts[seen.group, default: 0] += 1 }
        return observations.map { $0.weight / Double(counts[$0.group] ?? 1).squareRoot() }
    }
}

extension TrainingFit.Observation {
    /// The published layout, with what is missing chosen as the fastest that fits.
    public func layout(with parameters: TrainingParameters) -> Execution {
        TrainingModel(shape: shape, accelerator: accelerator, parameters: parameters).completed(draft)
    }
}

/// (a - b)/√(a·b): twice the hyperbolic sine of half the logarithm of a/b, which is the logarithm itself for small
/// errors, without needing one.
func relativeError(_ a: Double, _ b: Double) -> Double { (a - b) / (a * b).squareRoot() }

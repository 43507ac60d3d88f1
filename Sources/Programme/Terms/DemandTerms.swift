public import StargatePerformance
public import StargateQuantities

/// What the programme's compute is wanted for, beside the models.
public struct DemandTerms: Hashable, Sendable {
    public let research: ResearchTerms?
    public let inference: InferenceTerms?
    public let efficiency: [EfficiencyGain]

    /// Experiments: many small gangs that arrive at random through the month.
    public struct ResearchTerms: Hashable, Sendable {
        public let experimentsPerMonth: Series
        /// For one experiment, before efficiency gains.
        public let compute: Compute
        public let accelerators: Int64
        public let utilisation: Ratio
    }

    /// A service that answers users.
    public struct InferenceTerms: Hashable, Sendable {
        public let tokensPerDay: Series
        /// FLOP for one token, before efficiency gains.
        public let computePerToken: Int64
        /// Of the class of chip that serves best; of all, where it is declared.
        public let utilisation: Ratio
        /// What other classes reach of that: empty where it is declared.
        public let relative: [ChipID: Ratio]

        /// The share of the best utilisation that a class of chip reaches.
        public func relative(_ chip: ChipID) -> Ratio { relative[chip] ?? .one }
    }

    /// From a day on, the same result takes less arithmetic.
    public struct EfficiencyGain: Hashable, Sendable {
        public let name: String
        public let from: CalendarDate
        /// The share of training FLOP still needed by runs that start later.
        public let training: Ratio
        /// The share of inference FLOP still needed.
        public let inference: Ratio
    }

    /// The product of all training gains known on `date`.
    public func trainingFactor(on date: CalendarDate) -> Ratio {
        efficiency.filter { $0.from <= date }.reduce(.one) { $1.training.of($0, .nearest) }
    }

    public func inferenceFactor(on date: CalendarDate) -> Ratio {
        efficiency.filter { $0.from <= date }.reduce(.one) { $1.inference.of($0, .nearest) }
    }

    /// How tokens turn into arithmetic on `date`.
    public func serving(on date: CalendarDate) -> ServingCapacity? {
        inference.map {
            ServingCapacity(
                computePerToken: max(1, inferenceFactor(on: date).of($0.computePerToken, .nearest)),
                utilisation: $0.utilisation)
        }
    }
}

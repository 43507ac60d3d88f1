public import StargateQuantities

/// The model FLOP utilisation (MFU) a training run reaches, by class of chip and by how many of them it has.
public struct TrainingPace: Hashable, Sendable {
    /// From so many chips on (up to the next step of the same class), this share of peak becomes progress.
    public struct Step: Hashable, Sendable {
        public let chip: ChipID
        public let accelerators: Int64
        public let utilisation: Ratio

        public init(chip: ChipID, accelerators: Int64, utilisation: Ratio) {
            self.chip = chip
            self.accelerators = accelerators
            self.utilisation = utilisation
        }
    }

    /// Where no step says otherwise.
    public let typical: Ratio
    /// By class, then by count.
    public let steps: [Step]

    /// The same share everywhere, as declared.
    public init(_ typical: Ratio) {
        self.typical = typical
        steps = []
    }

    public init(steps: [Step]) {
        self.steps = steps.sorted { ($0.chip, $0.accelerators) < ($1.chip, $1.accelerators) }
        typical = steps.map(\.utilisation).max() ?? .zero
    }

    public func utilisation(on chip: ChipID, accelerators: Int64) -> Ratio {
        let own = steps.filter { $0.chip == chip }
        return (own.last { $0.accelerators <= accelerators } ?? own.first)?.utilisation ?? typical
    }
}

extension TrainingPace {
    /// A run whose pace the training model predicts.
    public struct Plan: Hashable, Sendable {
        public let shape: ModelShape
        /// Tokens of one sequence, and of one step.
        public let sequence: Int
        public let tokensPerStep: Int
        public let precision: Precision
        public let least: Int64
        public let most: Int64

        public init(
            shape: ModelShape, sequence: Int, tokensPerStep: Int, precision: Precision, least: Int64, most: Int64
        ) {
            self.shape = shape
            self.sequence = sequence
            self.tokensPerStep = tokensPerStep
            self.precision = precision
            self.least = least
            self.most = most
        }

        /// FLOP that make progress for one token: 6 for each active parameter (arXiv:2001.08361, section 2.1).
        public var computePerToken: Double { 6 * Double(shape.activeParameters) }

        /// Counts at which the pace is asked for: powers of two and three halves of them, from the least to the most,
        /// at most eight.
        public var counts: [Int64] {
            var counts: [Int64] = []
            var power: Int64 = 1
            while power <= most, power < Int64.max / 4 {
                for count in [power, power + power / 2] where count >= least && count <= most && counts.last != count {
                    counts.append(count)
                }
                power *= 2
            }
            if counts.isEmpty {
                var largest: Int64 = 1
                while largest * 2 <= most { largest *= 2 }
                return [largest]
            }
            let stride = (counts.count + 7) / 8
            return counts.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
        }

        /// What the fastest layout that fits reaches on so many chips, or nil if none fits.
        ///
        /// - Parameter peak: the peak the share is of.
        public func utilisation(
            on accelerator: Accelerator, peak: ComputeRate, count: Int64, parameters: TrainingParameters
        ) -> Ratio? {
            let model = TrainingModel(shape: shape, accelerator: accelerator, parameters: parameters)
            let sequences = max(1, tokensPerStep / sequence)
            // A batch that divides over powers of two and three halves of them.
            let unit = 192
            let batch = sequences >= unit ? sequences / unit * unit : sequences
            let known = accelerator.peak(precision) == nil ? Precision.bf16 : precision
            let draft = LayoutDraft(
                base: Execution(sequence: sequence, batch: batch, precision: known), chips: Int(count),
                sharding: .optimizer)
            guard let best = LayoutSearch(model: model, draft: draft, keep: 1).run().best.first else { return nil }
            let done = computePerToken * Double(batch * sequence)
            let share = done / (best.seconds * Double(count) * Double(peak.gigaflops) * 1e9)
            guard share.isFinite, share > 0 else { return nil }
            // A file may declare a peak below what the chip does; no share of it is above one.
            return Ratio(partsPerMillion: Int64((min(1, share) * 1_000_000).rounded()))
        }

        /// The pace on several classes of chips.
        public func pace(
            on chips: [(chip: ChipID, accelerator: Accelerator, peak: ComputeRate)], parameters: TrainingParameters
        ) -> TrainingPace {
            var steps: [Step] = []
            for (chip, accelerator, peak) in chips {
                for count in counts {
                    guard let share = utilisation(on: accelerator, peak: peak, count: count, parameters: parameters)
                    else {
                        continue
                    }
                    steps.append(Step(chip: chip, accelerators: count, utilisation: share))
                }
            }
            return TrainingPace(steps: steps)
        }
    }
}

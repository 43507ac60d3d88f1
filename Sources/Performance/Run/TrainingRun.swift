/// A whole training run: how long it takes and what it uses.
public struct TrainingRun: Hashable, Sendable {
    /// Tokens to train on.
    public var tokens: Double
    /// Tokens of one step.
    public var tokensPerStep: Double
    /// Seconds of one step, with its interval.
    public var step: Estimate
    public var goodput: Goodput
    /// Watts of one chip with its share of host and network, before cooling; nil where not published.
    public var wattsPerChip: Double?
    /// Power usage effectiveness of the site.
    public var powerUsageEffectiveness: Double
    /// Micro-USD for one chip and hour; nil if unknown.
    public var pricePerChipHour: Int64?

    public init(
        tokens: Double, tokensPerStep: Double, step: Estimate, goodput: Goodput, wattsPerChip: Double? = nil,
        powerUsageEffectiveness: Double = 1.2, pricePerChipHour: Int64? = nil
    ) {
        self.tokens = tokens
        self.tokensPerStep = tokensPerStep
        self.step = step
        self.goodput = goodput
        self.wattsPerChip = wattsPerChip
        self.powerUsageEffectiveness = powerUsageEffectiveness
        self.pricePerChipHour = pricePerChipHour
    }

    /// Steps, the last one begun counted whole.
    public var steps: Double { (tokens / tokensPerStep).rounded(.up) }

    /// Hours of computation without failures.
    public var computeHours: Estimate { step.scaled(by: steps / 3_600) }

    /// Hours from start to end.
    public var hours: Estimate { computeHours.scaled(by: 1 / max(1e-9, goodput.share)) }

    /// Chip-hours, spares included from start to end.
    public var chipHours: Estimate { hours.scaled(by: Double(goodput.chips + goodput.spares)) }

    /// Interruptions expected on the way.
    public var interruptions: Double { goodput.failuresPerHour * hours.expected }

    /// Watt-hours at the site's meter; nil where the chip's power is not known.
    public var wattHours: Estimate? {
        wattsPerChip.map { chipHours.scaled(by: $0 * powerUsageEffectiveness) }
    }

    /// Cost in micro-USD; nil without a price.
    public var microUSD: Estimate? { pricePerChipHour.map { chipHours.scaled(by: Double($0)) } }
}

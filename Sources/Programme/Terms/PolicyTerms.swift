public import StargateCapital
public import StargateQuantities

/// The rules the programme gives itself.
public struct PolicyTerms: Hashable, Sendable {
    /// The share of every pool that inference may count on while it needs it.
    public let inferenceFloor: Ratio
    /// Construction workers the programme can have on all sites together.
    public let constructionWorkers: Series
    /// Of construction cost, due when a phase is contracted.
    public let constructionDeposit: Ratio
    /// How the rest of it falls over the time of building.
    public let constructionSpend: SpendProfile
    /// Of the chips' price, due with the order.
    public let chipDeposit: Ratio
    /// From delivery to service: installation and burn-in.
    public let burnIn: Span
    /// How long a training run is meant to take, for sizing the fleet.
    public let trainingWindow: Span
    /// The share of peak power that an idle accelerator draws.
    public let idlePower: Ratio
    /// The share of wanted cloud capacity that is really sought; 0 rents nothing.
    public let cloudShare: Ratio
    /// Useful life of shell and power, for the cost of an hour.
    public let buildingLife: Span
    /// How far ahead cloud capacity is rented.
    public let sourcingHorizon: Span
}

/// What chance may do.
public struct RiskTerms: Hashable, Sendable {
    /// Of a planned time, how much later it gets: one in ten, half, and nine in ten times no more than this.
    public struct Slip: Hashable, Sendable {
        public let p10: Ratio
        public let p50: Ratio
        public let p90: Ratio
    }

    public let constructionSlip: Slip
    public let deliverySlip: Slip
    /// Failures in a million node-days.
    public let nodeFailures: Int64
    public let repair: Span
    /// `nil` means the best one for each run.
    public let checkpointInterval: Span?
    /// Time a checkpoint stops the run.
    public let checkpointTime: Span
    /// From failure to the run's first new step, beside the work lost.
    public let restart: Span
    /// The share of call lines that are paid late.
    public let latePayment: Ratio
    public let lateBy: Span
}

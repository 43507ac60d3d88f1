public import StargateQuantities

/// A model that is to be trained, as declared.
public struct ModelTerms: Hashable, Sendable {
    public let id: ModelID
    public let name: String
    /// Training arithmetic before efficiency gains.
    public let compute: Compute
    /// Model FLOP utilisation, by class of chip and by how many of them there are.
    public let pace: TrainingPace
    /// The fewest accelerators of one pool the run starts on.
    public let least: Int64
    /// The most it makes use of.
    public let most: Int64
    /// The day on which research is ready for the run.
    public let notBefore: CalendarDate
    /// The day on which training data is ready.
    public let dataReady: CalendarDate?
    /// Models that must be trained first.
    public let after: [ModelID]

    public init(
        id: ModelID, name: String, compute: Compute, pace: TrainingPace, least: Int64, most: Int64,
        notBefore: CalendarDate, dataReady: CalendarDate?, after: [ModelID]
    ) {
        self.id = id
        self.name = name
        self.compute = compute
        self.pace = pace
        self.least = least
        self.most = most
        self.notBefore = notBefore
        self.dataReady = dataReady
        self.after = after
    }
}

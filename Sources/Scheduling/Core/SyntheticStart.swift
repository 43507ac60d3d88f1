/// A job of a synthetic replay has started.
public struct SyntheticStart: Hashable, Sendable {
    public let job: SyntheticJob
    /// In ticks.
    public let start: Int64
    /// What it holds, until `start + job.run`.
    public let gang: GangID
}

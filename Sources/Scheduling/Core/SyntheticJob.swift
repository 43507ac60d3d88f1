/// A job that a synthetic workload submits.
public struct SyntheticJob: Hashable, Sendable {
    /// How many jobs are submitted before this one.
    public let row: Int64
    /// In ticks, as all times here.
    public let submit: Int64
    /// How long it will really run: a tick at least.
    public let run: Int64
    /// How long its owner says it will run: never less.
    public let estimate: Int64
    public let accelerators: Int32
}

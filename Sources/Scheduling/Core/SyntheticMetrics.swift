/// What a synthetic replay is judged by. Times are ticks, ratios millionths, rounded down.
public struct SyntheticMetrics: Hashable, Sendable {
    public let jobs: Int64
    /// Jobs that started ahead of the head.
    public let backfilled: Int64
    /// From submission to start. Quantiles are right to a 32nd.
    public let waitMean: Int64
    /// Half of the jobs wait no longer.
    public let waitP50: Int64
    /// 99 of 100 jobs wait no longer.
    public let waitP99: Int64
    /// The longest wait of any job.
    public let waitLargest: Int64
    /// From time 0 to the last end.
    public let makespan: Int64
    /// Accelerator time held over what there was, to the last end.
    public let utilisationMillionths: Int64
    /// The same to the last submission; the tail of the longest jobs is left out.
    public let arrivingUtilisationMillionths: Int64
    /// Of free accelerator time, what was free on nodes held in part.
    public let fragmentationMillionths: Int64
    /// Of the makespan, while the head had accelerators enough but no place.
    public let unplaceableMillionths: Int64
    /// Of all starts and places: the same seed gives the same hash.
    public let hash: UInt64
}

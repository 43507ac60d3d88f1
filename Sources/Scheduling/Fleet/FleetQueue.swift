/// A tenant's queue: what it is entitled to and what it may borrow of its cohort
/// (Kueue, ClusterQueue: `cohortName`, `nominalQuota`, `borrowingLimit`, `fairSharing.weight`).
///
/// Quotas count over all pools together.
public struct FleetQueue: Hashable, Sendable, Codable {
    /// Queues of one cohort lend each other what they do not use.
    public var cohort: Int
    /// GPUs by type.
    public var nominal: [Int64]
    /// By type the most it may use beyond `nominal`; nil has no limit but the cohort.
    public var borrowingLimits: [Int64?]
    /// A queue of twice the weight gets twice the share. At least 1.
    public var weight: Int64

    public init(cohort: Int, nominal: [Int64], borrowingLimits: [Int64?]? = nil, weight: Int64 = 1) {
        self.cohort = cohort
        self.nominal = nominal
        self.borrowingLimits = borrowingLimits ?? [Int64?](repeating: nil, count: nominal.count)
        self.weight = max(1, weight)
    }
}

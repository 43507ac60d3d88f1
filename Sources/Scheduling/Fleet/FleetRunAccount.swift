/// What became of a job's time: work kept, work lost, and time without work.
///
/// The effective training time ratio is the work kept over all time since the first start, waiting after an
/// interruption included (Kokolis et al., "Revisiting Reliability in Large-Scale ML Research Clusters", HPCA 2025).
public struct FleetRunAccount: Hashable, Sendable, Codable {
    /// In milliseconds, as all times and spans here; nil until it starts.
    public private(set) var firstStart: Int64?
    /// Work kept: done up to the last checkpoint, or to the end.
    public private(set) var productive: Int64 = 0
    /// Work done and lost again.
    public private(set) var lost: Int64 = 0
    /// How often a run of it was cut short, by preemption or a failure.
    public private(set) var interruptions = 0
    /// When the present run makes, or has begun to make, progress; nil while it does not run.
    public private(set) var progressFrom: Int64?
    /// When it ended or was taken back; nil until then.
    public private(set) var ended: Int64?

    public init() {}

    mutating func start(at now: Int64, restartTime: Int64) {
        progressFrom = now + (firstStart == nil ? 0 : restartTime)
        if firstStart == nil { firstStart = now }
    }

    /// Keeps what whole checkpoint intervals have done and loses the rest.
    mutating func interrupt(at now: Int64, checkpointInterval: Int64?) {
        guard let from = progressFrom else { return }
        let ran = max(0, now - from)
        let kept = checkpointInterval.map { ran / $0 * $0 } ?? 0
        productive += kept
        lost += ran - kept
        interruptions += 1
        progressFrom = nil
    }

    mutating func finish(at now: Int64) {
        if let from = progressFrom { productive += max(0, now - from) }
        progressFrom = nil
        ended = now
    }

    /// When a run that is not interrupted again has done `work` milliseconds; nil while it does not run.
    public func completion(of work: Int64) -> Int64? { progressFrom.map { $0 + max(0, work - productive) } }

    /// The effective training time ratio in thousandths, up to `now`.
    public func effectiveTimePermille(at now: Int64) -> Int64 {
        guard let firstStart else { return 0 }
        let until = ended ?? now
        guard until > firstStart else { return 1000 }
        let running = progressFrom.map { max(0, until - $0) } ?? 0
        return (productive + running) * 1000 / (until - firstStart)
    }
}

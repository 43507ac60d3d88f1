/// In which order a synthetic replay serves waiting jobs.
public enum SyntheticPolicy: String, Hashable, Sendable, CaseIterable {
    /// The head starts when there is a place for it; nobody passes it.
    case fcfs
    /// EASY backfilling by count, among the first jobs behind the head (see `SyntheticReplay`).
    case easy
}

/// A window in which nodes or a number of GPUs belong to certain jobs
/// (Slurm, `scontrol create reservation`: `StartTime`, `EndTime`, `Nodes` or `NodeCnt`).
///
/// No other job starts on what is reserved unless, by its estimate, it ends before the window begins.
public struct FleetReservation: Hashable, Sendable, Codable {
    public enum Extent: Hashable, Sendable, Codable {
        /// All of a domain of a level from rack to pool.
        case domain(FleetLevel, Int)
        /// A number of GPUs somewhere in a pool.
        case count(pool: Int, type: Int, gpus: Int64)
    }

    /// Its first millisecond.
    public var begin: Int64
    /// The millisecond at which it is over.
    public var end: Int64
    /// What is reserved.
    public var extent: Extent

    public init(begin: Int64, end: Int64, extent: Extent) {
        self.begin = begin
        self.end = end
        self.extent = extent
    }
}

/// Why a reservation is not made.
public enum FleetReservationRefusal: Error, Hashable, Sendable {
    case windowEmpty
    case domainUnknown
    /// More than the pool has that is not reserved at the time.
    case tooMany(available: Int64)
    /// Another window has some of the same domain at the same time.
    case overlaps(reservation: Int)
    /// A job that runs there would not have ended by its estimate.
    case taken(job: Int64, until: Int64)
}

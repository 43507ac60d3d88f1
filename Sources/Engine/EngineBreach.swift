public import StargateQuantities
public import StargateScheduling

/// An invariant broke, or an event could not be folded: the engine stops before anything is written.
public struct EngineBreach: Error, Sendable {
    public enum Problem: Sendable, Hashable {
        /// The books refused an entry: the refusal's code, and the refusal in words.
        case ledger(code: String, String)
        /// Contributions and debt are not what was spent and what is left.
        case moneyLost(sources: Money, uses: Money)
        case cashNegative(Money)
        /// The fleet would have decided otherwise than the event says, or cannot take it.
        case scheduling(SchedulingFault)
        /// More accelerators run than exist.
        case overAllocated(PoolID, held: Int64, online: Int64)
        /// More accelerators stand on a site than its live power feeds.
        case overPowered(SiteID, needed: Power, energised: Power)
        /// More accelerator-time was metered than was online.
        case overMetered(PoolID, metered: Int64, online: Int64)
        case timeWentBack(from: Instant)
        /// A million steps at one instant: timers or answers that never end.
        case noProgress
    }

    public let at: Instant
    /// The event that broke it, if one did.
    public let event: Event?
    public let problem: Problem

    public init(at: Instant, event: Event?, problem: Problem) {
        self.at = at
        self.event = event
        self.problem = problem
    }
}

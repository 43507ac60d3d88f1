/// What an account counts.
public enum Commodity: String, Hashable, Sendable, Codable {
    /// US dollars in cents.
    case usd
    /// Permission to spend, in cents.
    case budget
    /// Accelerator-seconds.
    case acceleratorSeconds
    /// Watt-hours.
    case wattHours
    /// Watts of capacity that a waiver permits.
    case permittedWatts
}

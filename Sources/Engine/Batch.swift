public import StargateQuantities

/// The events of one decision, which happened at one instant and are journalled together.
public struct Batch: Hashable, Sendable {
    public let at: Instant
    public let events: [Event]

    public init(at: Instant, events: [Event]) {
        self.at = at
        self.events = events
    }
}

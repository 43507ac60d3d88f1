/// Watts of a GPU by its state, by type, and what each site may draw.
///
/// A GPU that is free or down counts as idle, so that a repair never lifts a site above its cap.
public struct FleetPowerPlan: Hashable, Sendable, Codable {
    public var idleWatts: [Int64]
    public var busyWatts: [Int64]
    /// By site; nil has no cap.
    public var caps: [Int64?]

    public init(idleWatts: [Int64], busyWatts: [Int64], caps: [Int64?]) {
        self.idleWatts = idleWatts
        self.busyWatts = busyWatts
        self.caps = caps
    }

    /// Sites without caps.
    public static func uncapped(types: Int, sites: Int) -> FleetPowerPlan {
        FleetPowerPlan(
            idleWatts: [Int64](repeating: 0, count: types), busyWatts: [Int64](repeating: 0, count: types),
            caps: [Int64?](repeating: nil, count: sites))
    }
}

public import StargateQuantities

/// A class of accelerator and how it can be bought, as declared.
public struct ChipTerms: Hashable, Sendable {
    public let id: ChipID
    public let name: String
    public let vendor: PartyID
    /// Dense BF16, one accelerator.
    public let peak: ComputeRate
    /// Facility power for one accelerator: chip, server, network, cooling, at peak.
    public let facilityPower: Power
    /// Accelerators in one node, the unit that fails and is repaired.
    public let node: Int64
    /// One accelerator with its share of server and network.
    public let price: Money
    public let available: CalendarDate
    public let lead: Span
    /// Accelerators the programme can get in a month.
    public let supplyPerMonth: Series
    /// Useful life, for depreciation.
    public let life: Span
    /// The chip of the catalogue whose measured rates it has, if the file names one.
    public let accelerator: String?

    public init(
        id: ChipID, name: String, vendor: PartyID, peak: ComputeRate, facilityPower: Power, node: Int64,
        price: Money, available: CalendarDate, lead: Span, supplyPerMonth: Series, life: Span,
        accelerator: String? = nil
    ) {
        self.id = id
        self.name = name
        self.vendor = vendor
        self.peak = peak
        self.facilityPower = facilityPower
        self.node = node
        self.price = price
        self.available = available
        self.lead = lead
        self.supplyPerMonth = supplyPerMonth
        self.life = life
        self.accelerator = accelerator
    }

    /// Facility power of so many accelerators.
    public func power(of accelerators: Int64) -> Power { Power(watts: accelerators * facilityPower.watts) }

    /// Accelerators that `power` feeds, in whole nodes.
    public func accelerators(fedBy power: Power) -> Int64 {
        power.watts / facilityPower.watts / node * node
    }
}

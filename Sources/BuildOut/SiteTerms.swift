public import StargateQuantities

/// A place where compute is built, as declared.
public struct SiteTerms: Hashable, Sendable {
    public let id: SiteID
    public let name: String
    public let owner: PartyID
    public let `operator`: PartyID
    public let region: String
    /// Micro-dollars for one MWh.
    public let energyPrice: UnitPrice
    /// Annual mean power usage effectiveness: facility energy over IT energy.
    public let pue: Ratio
    /// Facility power over IT power at peak, at least `pue`.
    public let peakOverhead: Ratio
    /// Micro-dollars for one MW over one year, without energy.
    public let operatingCost: UnitPrice
    /// Thousandths of a worker for each MW under construction.
    public let workersPerMegawatt: Int64
    /// Thousandths of a job for each MW energised.
    public let jobsPerMegawatt: Int64
    public let phases: [PhaseTerms]

    public init(
        id: SiteID, name: String, owner: PartyID, operator: PartyID, region: String, energyPrice: UnitPrice,
        pue: Ratio, peakOverhead: Ratio, operatingCost: UnitPrice, workersPerMegawatt: Int64, jobsPerMegawatt: Int64,
        phases: [PhaseTerms]
    ) {
        self.id = id
        self.name = name
        self.owner = owner
        self.operator = `operator`
        self.region = region
        self.energyPrice = energyPrice
        self.pue = pue
        self.peakOverhead = peakOverhead
        self.operatingCost = operatingCost
        self.workersPerMegawatt = workersPerMegawatt
        self.jobsPerMegawatt = jobsPerMegawatt
        self.phases = phases
    }

    public func workers(for power: Power) -> Int64 { power.watts.scaled(workersPerMegawatt, over: 1_000_000_000, .up) }
    public func jobs(for power: Power) -> Int64 { power.watts.scaled(jobsPerMegawatt, over: 1_000_000_000, .nearest) }
}

/// A part of a site that is built, energised and filled as one, as declared.
public struct PhaseTerms: Hashable, Sendable {
    public let id: PhaseID
    public let site: SiteID
    /// Facility power: what the grid must deliver at peak.
    public let power: Power
    /// The day on which construction is wanted to begin; before the programme's start if it already has.
    public let notBefore: CalendarDate
    public let construction: Span
    /// The day on which power is planned to be live.
    public let energisation: CalendarDate
    /// Shell and power, without chips; micro-dollars for one MW.
    public let constructionCost: UnitPrice
    public let chip: ChipID
    /// Phases that must be energised first.
    public let after: [PhaseID]
    /// The share of construction cost that others paid before the programme began.
    public let alreadyPaid: Ratio

    public init(
        id: PhaseID, site: SiteID, power: Power, notBefore: CalendarDate, construction: Span,
        energisation: CalendarDate, constructionCost: UnitPrice, chip: ChipID, after: [PhaseID], alreadyPaid: Ratio
    ) {
        self.id = id
        self.site = site
        self.power = power
        self.notBefore = notBefore
        self.construction = construction
        self.energisation = energisation
        self.constructionCost = constructionCost
        self.chip = chip
        self.after = after
        self.alreadyPaid = alreadyPaid
    }

    /// What the programme still has to pay for shell and power.
    public var costToComplete: Money {
        let whole = constructionCost.cost(of: power.watts, per: 1_000_000)
        return whole - alreadyPaid.of(whole)
    }
}

public import StargateQuantities

/// The parameters of a right of first refusal (reference: agreements, section 2). No public text gives those of a
/// real one between an AI lab and its cloud: values in examples are assumptions.
public struct FirstRefusalTerms: Hashable, Sendable {
    /// Whether holders are asked one rank after the other, or all at once.
    public enum Mode: String, Hashable, Sendable, Codable, CaseIterable { case ranked, concurrent }
    /// Which side of the deal the grantor is on.
    public enum Side: String, Hashable, Sendable, Codable, CaseIterable { case buyer, seller }
    /// What a holder may take of a deal that has parts outside the right.
    public enum Bundle: String, Hashable, Sendable, Codable, CaseIterable {
        /// The burdened part at its allocated price.
        case allocate
        /// Everything or nothing.
        case takeAll = "take_all"
    }
    /// To whom a holder may pass its right on.
    public enum Assignment: String, Hashable, Sendable, Codable, CaseIterable { case none, affiliates, free }
    /// What happens to a closing that the right forbids: it is refused, or it is recorded as a breach.
    public enum Breach: String, Hashable, Sendable, Codable, CaseIterable { case enforce, record }

    public var holders: [HolderTerms]
    public var mode: Mode
    public var side: Side
    public var time: ContractTime
    public var offerPeriod: Span
    /// For a second notice within the closing window on changed terms.
    public var reofferPeriod: Span
    public var signPeriod: Span
    public var closePeriod: Span
    /// How far a closing may be from the released quantity; the price has no tolerance.
    public var quantityTolerance: Ratio
    /// The least part a holder may take; `nil`: all, but not less than all.
    public var leastPart: Power?
    public var bundle: Bundle
    /// Deals of no more than this need no notice; smaller deals of one counterparty and site within 90 days add up.
    public var deMinimis: Power
    public var requiredFields: [NoticeField]
    public var assignment: Assignment
    public var breach: Breach

    public init(
        holders: [HolderTerms], mode: Mode = .ranked, side: Side = .buyer, time: ContractTime,
        offerPeriod: Span = .businessDays(10), reofferPeriod: Span = .businessDays(5), signPeriod: Span = .days(30),
        closePeriod: Span = .days(60), quantityTolerance: Ratio = Ratio(partsPerMillion: 50_000),
        leastPart: Power? = nil, bundle: Bundle = .allocate, deMinimis: Power = .zero,
        requiredFields: [NoticeField] = NoticeField.material, assignment: Assignment = .none,
        breach: Breach = .enforce
    ) {
        self.holders = holders
        self.mode = mode
        self.side = side
        self.time = time
        self.offerPeriod = offerPeriod
        self.reofferPeriod = reofferPeriod
        self.signPeriod = signPeriod
        self.closePeriod = closePeriod
        self.quantityTolerance = quantityTolerance
        self.leastPart = leastPart
        self.bundle = bundle
        self.deMinimis = deMinimis
        self.requiredFields = requiredFields
        self.assignment = assignment
        self.breach = breach
    }
}

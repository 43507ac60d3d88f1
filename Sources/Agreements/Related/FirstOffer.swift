public import StargateQuantities

/// A right of first offer: before the grantor goes to the market it asks the holder, whose offer then stands as a
/// floor for a while (reference: agreements, section 1, "Related rights").
public struct FirstOfferTerms: Hashable, Sendable {
    public let time: ContractTime
    /// Which side of the deal the grantor is on.
    public let side: FirstRefusalTerms.Side
    public let answerPeriod: Span
    /// How long the grantor may then close with others.
    public let freePeriod: Span
    /// Assumed in simulation: the price the holder offers; `nil` if it offers nothing.
    public let offeredPrice: UnitPrice?

    public init(
        time: ContractTime, side: FirstRefusalTerms.Side = .buyer, answerPeriod: Span, freePeriod: Span,
        offeredPrice: UnitPrice?
    ) {
        self.time = time
        self.side = side
        self.answerPeriod = answerPeriod
        self.freePeriod = freePeriod
        self.offeredPrice = offeredPrice
    }
}

/// What happens under a right of first offer.
public enum FirstOfferStep: Hashable, Sendable, Codable {
    case asked(deal: Deal, answerBy: Deadline)
    case offered(terms: DealTerms, freeUntil: Deadline)
    case declined(freeUntil: Deadline)
    /// No answer in time; the grantor is as free as after a refusal.
    case lapsed(on: Instant, freeUntil: Deadline)
}

/// Where a right of first offer stands.
public struct FirstOfferRound: Hashable, Sendable, Codable {
    public internal(set) var asked: Deal?
    public internal(set) var answerBy: Deadline?
    /// What the holder offered, if it did.
    public internal(set) var offer: DealTerms?
    public internal(set) var freeUntil: Deadline?

    /// Renting and building are asked for apart: their prices are not comparable.
    static func key(_ agreement: AgreementID, _ kind: CapacityKind) -> String { "\(agreement)/\(kind.rawValue)" }

    mutating func evolve(_ step: FirstOfferStep) {
        switch step {
        case .asked(let deal, let answerBy):
            self = FirstOfferRound()
            asked = deal
            self.answerBy = answerBy
        case .offered(let terms, let freeUntil):
            offer = terms
            (answerBy, self.freeUntil) = (nil, freeUntil)
        case .declined(let freeUntil), .lapsed(_, let freeUntil): (answerBy, self.freeUntil) = (nil, freeUntil)
        }
    }

    /// True while the grantor may close with others.
    func isFree(at now: Instant) -> Bool { freeUntil.map { now <= $0.instant } ?? false }
}

extension Agreements {
    /// True while the holder's offer is awaited.
    public func isAskedFirst(_ agreement: AgreementID, _ kind: CapacityKind) -> Bool {
        firstOffers[FirstOfferRound.key(agreement, kind)]?.answerBy != nil
    }

    /// When the next question for a first offer lapses; the instant itself is still in time.
    public var nextFirstOffer: Instant? { firstOffers.values.compactMap { $0.answerBy?.instant }.min() }

    /// The grantor asks for the holder's offer.
    public func decideAsking(
        _ deal: Deal, under agreement: AgreementTerms, at now: Instant
    ) -> [AgreementEvent] {
        guard case .firstOffer(let terms) = agreement.kind else { return [] }
        let answerBy = terms.time.answerBy(terms.answerPeriod, noticed: now, in: terms.time.zone)
        return [.firstOffer(agreement: agreement.id, kind: deal.kind, step: .asked(deal: deal, answerBy: answerBy))]
    }

    /// The holder answers with an offer, or with none. An answer that comes too late or unasked has no effect.
    public func decideFirstOffer(
        _ offer: DealTerms?, of kind: CapacityKind, under agreement: AgreementTerms, at now: Instant
    ) -> [AgreementEvent] {
        guard case .firstOffer(let terms) = agreement.kind,
            let round = firstOffers[FirstOfferRound.key(agreement.id, kind)],
            let answerBy = round.answerBy, now <= answerBy.instant
        else { return [] }
        let freeUntil = terms.time.endOf(terms.freePeriod, since: now, in: terms.time.zone)
        let step =
            offer.map { FirstOfferStep.offered(terms: $0, freeUntil: freeUntil) } ?? .declined(freeUntil: freeUntil)
        return [.firstOffer(agreement: agreement.id, kind: kind, step: step)]
    }

    /// Questions whose time to answer passed before `now`.
    public func decideLapsedOffers(in book: AgreementBook, at now: Instant) -> [AgreementEvent] {
        book.all.flatMap { agreement in
            guard case .firstOffer(let terms) = agreement.kind else { return [AgreementEvent]() }
            return CapacityKind.allCases.compactMap { kind in
                let round = firstOffers[FirstOfferRound.key(agreement.id, kind)]
                guard let answerBy = round?.answerBy, answerBy.instant < now else { return nil }
                let freeUntil = terms.time.endOf(terms.freePeriod, since: answerBy.instant, in: terms.time.zone)
                return .firstOffer(
                    agreement: agreement.id, kind: kind, step: .lapsed(on: answerBy.instant, freeUntil: freeUntil))
            }
        }
    }
}

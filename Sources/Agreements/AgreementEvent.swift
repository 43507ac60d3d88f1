public import StargateQuantities

/// Everything that happens under agreements.
public indirect enum AgreementEvent: Hashable, Sendable, Codable {
    /// A deal was put before a right; the case has this number from now on.
    case opened(number: Int, agreement: AgreementID, deal: Deal, scope: ScopeFinding)
    case progressed(number: Int, step: CaseStep)
    /// First phase: `power` of a waiver is set aside for a deal; `capacity` is the whole of it.
    case waiverReserved(waiver: AgreementID, deal: DealID, power: Power, capacity: Power)
    /// Second phase: so much is drawn for good; the rest stays set aside until it is drawn or voided.
    case waiverPosted(waiver: AgreementID, deal: DealID, power: Power)
    case waiverVoided(waiver: AgreementID, deal: DealID)
    case holderSuspended(agreement: AgreementID, holder: PartyID)
    case holderResumed(agreement: AgreementID, holder: PartyID)
    case rightAssigned(agreement: AgreementID, from: PartyID, to: PartyID)
    case rightEnded(agreement: AgreementID)
    case firstOffer(agreement: AgreementID, kind: CapacityKind, step: FirstOfferStep)
    /// A party with most-favoured terms gets this price from now on.
    case favouredPrice(agreement: AgreementID, deal: DealID, price: UnitPrice)
    case productJudged(agreement: AgreementID, product: String, outcome: ProductOutcome)
    /// Something was taken that counts towards a commitment; cents if the commitment is in money.
    case commitmentTaken(agreement: AgreementID, counting: String, units: Int64)
    case commitmentSettled(agreement: AgreementID, settlement: PeriodSettlement)
    /// So much of what the holder owes back is set against a bill.
    case commitmentCredited(agreement: AgreementID, amount: Money)
    case revenueShared(agreement: AgreementID, revenue: Money, due: Money)
}

public import StargateQuantities

/// What a party does in a case.
public enum CaseCommand: Hashable, Sendable {
    /// Tells the holders; `terms` says what the counterparty offers now, if that changed.
    case notice(NoticeContent, terms: TermChanges = TermChanges())
    /// Completes a notice that was found deficient.
    case supplement(NoticeContent)
    case amend(TermChanges)
    /// A holder takes up the offer; `quantity` `nil` takes all there is for it.
    case accept(PartyID, quantity: Power? = nil, terms: TermChanges = TermChanges())
    case decline(PartyID)
    case waive(PartyID)
    case sign(PartyID)
    /// Closes with the counterparty; `quantity` `nil` closes what is free.
    case close(quantity: Power? = nil, terms: TermChanges = TermChanges())
    case withdraw
    /// Nothing is done; deadlines that have passed take effect.
    case tick
}

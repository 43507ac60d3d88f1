public import StargateQuantities

/// What happened in a case. `on` is the instant it counts from: that of a deadline, though the clock passed it later.
public enum CaseStep: Hashable, Sendable, Codable {
    /// A notice that leaves something out starts no clock.
    case foundDeficient(missing: [NoticeField], said: NoticeContent, offered: DealTerms)
    /// The holders whose turn it is were told; `isShort` if the re-offer period runs.
    case noticed(terms: DealTerms, asks: [HolderAsk], isShort: Bool)
    /// The next rank's turn came.
    case asked(HolderAsk)
    case amended(terms: DealTerms, asks: [HolderAsk])
    case accepted(holder: PartyID, quantity: Power, at: Instant)
    case declined(holder: PartyID)
    case waived(holder: PartyID)
    case lapsed(holder: PartyID, on: Instant)
    /// All have answered and what was accepted is shared out.
    case allocated(shares: [HolderShare], on: Instant)
    /// Less was accepted than all, and all was wanted.
    case forfeited(on: Instant)
    case released(quantity: Power, window: Deadline, on: Instant)
    case signed(holder: PartyID, quantity: Power)
    /// Every holder that accepted has signed for the whole.
    case contracted
    case defaulted(holder: PartyID, quantity: Power, on: Instant)
    case windowPassed(on: Instant)
    /// The right no longer reaches a deal it once reached.
    case freed(Freedom)
    case closed(quantity: Power, terms: DealTerms)
    case breached(quantity: Power, terms: DealTerms)
    case withdrawn
}

/// A holder that was asked, and its time to answer.
public struct HolderAsk: Hashable, Sendable, Codable {
    public let holder: PartyID
    public let answerBy: Deadline
}

/// What a holder was given, and its time to sign for it.
public struct HolderShare: Hashable, Sendable, Codable {
    public let holder: PartyID
    public let quantity: Power
    public let signBy: Deadline
}

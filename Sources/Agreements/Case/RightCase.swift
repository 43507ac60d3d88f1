public import StargateQuantities

/// One deal under one right of first refusal: where it stands and what each holder has said.
public struct RightCase: Hashable, Sendable, Codable {
    /// Reference: agreements, section 4.
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, outOfScope, deficient, open, accepted, contracted, released, reofferRequired, closed, withdrawn
        case breach
    }

    public let number: Int
    public let agreement: AgreementID
    public let deal: Deal
    public let opened: Instant
    public internal(set) var state: State
    /// Why the right does not reach it, if it does not.
    public internal(set) var freedom: Freedom?
    /// Complete notices and amendments so far.
    public internal(set) var round = 0
    public internal(set) var holders: [HolderStanding]
    /// What the counterparty offers now.
    public internal(set) var current: DealTerms
    /// What the holders were last told.
    public internal(set) var noticed: DealTerms?
    /// The most that was ever offered, what is gone by now included.
    var whole: Power
    /// What a notice that was found deficient said.
    var said = NoticeContent()
    /// Free to be closed with the counterparty until `window` ends.
    public internal(set) var released = Power.zero
    public internal(set) var window: Deadline?
    public internal(set) var closed = Power.zero

    init(number: Int, agreement: AgreementID, deal: Deal, opened: Instant, scope: ScopeFinding) {
        self.number = number
        self.agreement = agreement
        self.deal = deal
        self.opened = opened
        current = deal.terms
        whole = deal.quantity
        switch scope {
        case .inScope(let holders):
            state = .draft
            self.holders = holders
        case .outOfScope(let freedom):
            state = .outOfScope
            holders = []
            self.freedom = freedom
        }
    }

    /// Contracted with holders so far.
    public var contracted: Power { holders.map(\.contracted).sum() }

    /// What of the deal is still to be had: neither signed for by holders nor closed with the counterparty.
    var left: Power {
        let gone = contracted + closed
        return gone == .zero ? current.quantity : max(whole - gone, .zero)
    }

    /// What better ranks have left for a holder to take.
    public func offered(to party: PartyID) -> Power {
        let all = noticed?.quantity ?? deal.quantity
        guard let rank = holder(party)?.rank else { return all }
        return max(all - holders.filter { $0.rank < rank && $0.status == .accepted }.map(\.accepted).sum(), .zero)
    }

    /// True once nothing more can come of it.
    public var isSettled: Bool {
        switch state {
        case .contracted, .withdrawn, .breach: true
        case .closed: !holders.contains { $0.signBy != nil }
        case .outOfScope, .draft, .deficient, .open, .accepted, .released, .reofferRequired: false
        }
    }

    /// The next deadline: of an answer, of a signature, or of the closing window.
    public var nextDeadline: Instant? {
        guard state != .breach else { return nil }
        var next: Instant?
        func consider(_ deadline: Deadline?) {
            guard let instant = deadline?.instant else { return }
            next = min(next ?? instant, instant)
        }
        if state == .open {
            for holder in holders where holder.status == .pending { consider(holder.answerBy) }
        } else {
            for holder in holders { consider(holder.signBy) }
        }
        if state == .released { consider(window) }
        return next
    }

    func holder(_ party: PartyID) -> HolderStanding? { holders.first { $0.party == party } }
}

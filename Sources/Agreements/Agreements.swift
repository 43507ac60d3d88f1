public import StargateQuantities

/// The state of the agreements: cases of first refusal, waivers drawn, rights suspended or passed on, and accounts of
/// commitments.
public struct Agreements: Hashable, Sendable, Codable {
    /// In order of opening; the first has number 1.
    public internal(set) var cases: [RightCase] = []
    public internal(set) var waivers: [AgreementID: WaiverBalance] = [:]
    public internal(set) var standings: [AgreementID: RightStanding] = [:]
    public internal(set) var firstOffers: [String: FirstOfferRound] = [:]
    public internal(set) var commitments: [AgreementID: CommitmentAccount] = [:]
    /// Paid so far under each revenue share.
    public internal(set) var shared: [AgreementID: Money] = [:]
    public internal(set) var products: [ProductJudgement] = []
    /// Deals that count towards a cap, by right, counterparty and site.
    var recent: [String: [RecentDeal]] = [:]
    private var byDeal: [DealID: [Int]] = [:]
    private var byNeed: [String: [Int]] = [:]
    private var deadlines = DeadlineQueue()

    public init() {}

    public var nextNumber: Int { cases.count + 1 }

    /// The earliest deadline of a case. It is inclusive: it takes effect just after.
    public var nextDeadline: Instant? { deadlines.first?.at }

    /// The case whose deadline passed first before `now`, if one's did.
    public func overdueCase(at now: Instant) -> Int? {
        guard let first = deadlines.first, first.at < now else { return nil }
        return first.number
    }

    public func matter(_ number: Int) -> RightCase? {
        cases.indices.contains(number - 1) ? cases[number - 1] : nil
    }

    /// The cases of one deal, one for each right it came under.
    public func cases(of deal: DealID) -> [RightCase] { (byDeal[deal] ?? []).map { cases[$0 - 1] } }

    /// Those of a deal's cases that are neither closed nor withdrawn.
    public func openCases(of deal: DealID) -> [RightCase] {
        cases(of: deal).filter { $0.state != .closed && $0.state != .withdrawn }
    }

    /// The cases of all deals for one need.
    func cases(for need: String) -> [RightCase] { (byNeed[need] ?? []).map { cases[$0 - 1] } }

    func standing(_ agreement: AgreementID) -> RightStanding { standings[agreement] ?? RightStanding() }

    public func room(of waiver: AgreementTerms) -> Power {
        guard let terms = waiver.waiver else { return .zero }
        return (waivers[waiver.id] ?? WaiverBalance()).room(under: terms)
    }
}

/// What became of a right since it was declared.
public struct RightStanding: Hashable, Sendable, Codable {
    /// Holders whose right sleeps.
    public internal(set) var suspended: [PartyID] = []
    /// Who holds it in place of whom.
    public internal(set) var assigned: [Assignment] = []
    public internal(set) var ended: Instant?

    public struct Assignment: Hashable, Sendable, Codable {
        public let from: PartyID
        public let to: PartyID
    }

    init() {}

    /// A right that sleeps goes on sleeping in other hands.
    mutating func assign(_ from: PartyID, _ to: PartyID) {
        assigned.append(Assignment(from: from, to: to))
        suspended = suspended.map { $0 == from ? to : $0 }
    }

    /// Who now holds what was declared for `party`.
    func holder(for party: PartyID) -> PartyID { assigned.reduce(party) { $1.from == $0 ? $1.to : $0 } }
}

extension Agreements {
    public mutating func evolve(_ event: AgreementEvent, at now: Instant) {
        switch event {
        case .opened(let number, let agreement, let deal, let scope):
            let matter = RightCase(number: number, agreement: agreement, deal: deal, opened: now, scope: scope)
            cases.append(matter)
            byDeal[deal.id, default: []].append(number)
            if let need = deal.need { byNeed[need, default: []].append(number) }
            noteRecent(matter)
        case .progressed(let number, let step): evolve(number, step)
        case .waiverReserved(let waiver, let deal, let power, _):
            waivers[waiver, default: WaiverBalance()].reserve(power, for: deal)
        case .waiverPosted(let waiver, let deal, let power):
            waivers[waiver, default: WaiverBalance()].post(power, for: deal)
        case .waiverVoided(let waiver, let deal): waivers[waiver, default: WaiverBalance()].void(deal)
        case .holderSuspended(let agreement, let holder):
            standings[agreement, default: RightStanding()].suspended.append(holder)
        case .holderResumed(let agreement, let holder):
            standings[agreement, default: RightStanding()].suspended.removeAll { $0 == holder }
        case .rightAssigned(let agreement, let from, let to):
            standings[agreement, default: RightStanding()].assign(from, to)
            for place in cases.indices where cases[place].agreement == agreement && !cases[place].isSettled {
                for index in cases[place].holders.indices where cases[place].holders[index].party == from {
                    cases[place].holders[index].party = to
                }
            }
        case .rightEnded(let agreement): standings[agreement, default: RightStanding()].ended = now
        case .firstOffer(let agreement, let kind, let step):
            firstOffers[FirstOfferRound.key(agreement, kind), default: FirstOfferRound()].evolve(step)
        case .favouredPrice: break
        case .productJudged(let agreement, let product, let outcome):
            products.append(ProductJudgement(agreement: agreement, product: product, outcome: outcome, at: now))
        case .commitmentTaken(let agreement, let counting, let units):
            commitments[agreement, default: CommitmentAccount()].take(units, counting)
        case .commitmentSettled(let agreement, let settlement):
            commitments[agreement, default: CommitmentAccount()].settle(settlement)
        case .commitmentCredited(let agreement, let amount):
            commitments[agreement, default: CommitmentAccount()].use(amount)
        case .revenueShared(let agreement, _, let due): shared[agreement, default: .zero] += due
        }
    }

    private mutating func evolve(_ number: Int, _ step: CaseStep) {
        let before = cases[number - 1].nextDeadline
        cases[number - 1].evolve(step)
        if let deadline = cases[number - 1].nextDeadline, deadline != before {
            deadlines.insert(.init(at: deadline, number: number))
        }
        while let first = deadlines.first, cases[first.number - 1].nextDeadline != first.at { deadlines.removeFirst() }
    }
}

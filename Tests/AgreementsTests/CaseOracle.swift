import StargateAgreements
import StargateQuantities

/// Watches a random run from outside: it keeps its own record of what was said and counts every deadline again, and
/// writes down what breaks a rule of the reference. It asks nothing of the rules it checks.
struct CaseOracle {
    /// What the observer knows of one case.
    struct Record {
        var answerBy: [PartyID: Instant] = [:]
        var acceptedAt: [PartyID: Instant] = [:]
        var signBy: [PartyID: Instant] = [:]
        /// Open to the counterparty: how much, until when.
        var free: (quantity: Power, until: Instant)?
        /// The most that was ever put before the right.
        var inScope: Power
        var contracted = Power.zero
        var closed = Power.zero
    }

    /// Two phases of every waiver, counted again.
    struct Tally {
        var pending: [DealID: Power] = [:]
        var drawn: [DealID: Power] = [:]
    }

    let book: AgreementBook
    private(set) var findings: [String] = []
    private(set) var refusals = 0
    var records: [Int: Record] = [:]
    private var tallies: [AgreementID: Tally] = [:]
    private var ended: [AgreementID: Instant] = [:]
    private var place = ""

    init(_ book: AgreementBook) { self.book = book }

    mutating func require(_ holds: Bool, _ law: @autoclosure () -> String) {
        if !holds { findings.append("\(place): \(law())") }
    }

    /// Judges one move.
    mutating func observe(
        _ timed: TimedMove, _ result: Result<[AgreementEvent], AgreementRefusal>, _ play: Play, _ after: Agreements,
        _ step: Int
    ) {
        let before = play.agreements
        place = "step \(step), \(timed.move) at \(timed.at)"
        switch result {
        case .failure(let refusal):
            refusals += 1
            require(before == after, "a refused step changes the state")
            require(exists(refusal.clause), "the refusal \(refusal.code) names a clause that does not exist")
            judge(refusal, timed, play)
        case .success(let events):
            var state = before
            var date = timed.at
            for event in events {
                let old = event.number.flatMap { state.matter($0) }
                state.evolve(event, at: timed.at)
                date = event.date(after: date, now: timed.at)
                watch(event, old, timed, on: date)
            }
            require(state == after, "the events do not make the state")
        }
        checkState(after)
    }

    private mutating func watch(_ event: AgreementEvent, _ old: RightCase?, _ timed: TimedMove, on date: Instant) {
        switch event {
        case .opened(let number, let id, let deal, let scope):
            records[number] = Record(inScope: deal.quantity)
            if case .outOfScope(let freedom) = scope { watch(freedom, deal, id, timed.at) }
        case .progressed(let number, let step):
            guard let old, let rules = book[old.agreement]?.firstRefusal else { return }
            watch(step, number, old, rules, timed, on: date)
        case .waiverReserved(let id, let deal, let power, let capacity):
            require(tallies[id]?.pending[deal] == nil, "A9: \(id) is set aside twice for \(deal)")
            require(capacity == book[id]?.waiver?.capacity, "A9: \(id) has another capacity")
            tallies[id, default: Tally()].pending[deal] = power
        case .waiverPosted(let id, let deal, let power):
            let pending = tallies[id]?.pending[deal] ?? .zero
            require(tallies[id]?.drawn[deal] == nil, "A9: \(id) is drawn twice for \(deal)")
            require(power <= pending, "A9: \(id) is drawn by \(power), \(pending) is set aside")
            tallies[id]?.pending[deal] = power < pending ? pending - power : nil
            tallies[id]?.drawn[deal] = power
        case .waiverVoided(let id, let deal):
            require(tallies[id]?.pending[deal] != nil, "A9: \(id) is given back and nothing was set aside")
            tallies[id]?.pending[deal] = nil
        case .rightEnded(let id): ended[id] = ended[id] ?? timed.at
        case .rightAssigned(_, let from, let to): rename(from, to)
        default: break
        }
    }

    /// Deadlines go over to the new holder unchanged.
    private mutating func rename(_ from: PartyID, _ to: PartyID) {
        for number in records.keys {
            for times in [\Record.answerBy, \.acceptedAt, \.signBy] {
                let moved = records[number]?[keyPath: times].removeValue(forKey: from)
                if let moved { records[number]?[keyPath: times][to] = moved }
            }
        }
    }

    /// A right leaves a deal free only for a reason that holds, and names the clause.
    mutating func watch(_ freedom: Freedom, _ deal: Deal, _ id: AgreementID, _ now: Instant) {
        require(exists(freedom.clause), "\(freedom.code) names a clause that does not exist")
        guard let right = book[id], let terms = right.firstRefusal else { return }
        switch freedom.ground {
        case .notInForce: require(!isInForce(right, now), "the right is in force")
        case .carveOut(let name):
            let carveOut = right.carveOuts.first { $0.id == name }
            let isFree =
                switch carveOut?.ground {
                case .kind(let kind, let purposes): deal.kind == kind && deal.purpose.map(purposes.contains) == true
                case .flatRenewal: deal.isRenewal
                case .affiliate: deal.isAffiliate
                case nil: false
                }
            require(isFree, "\(name) does not leave it free")
        case .deMinimis: require(deal.quantity <= terms.deMinimis, "the deal is not small")
        case .waiver(let id):
            let waiver = book[id]
            require(
                waiver?.waiver?.party == deal.counterparty && waiver?.waiver?.of == right.id,
                "\(id) is for somebody else")
            require(waiver.map { isInForce($0, now) } == true, "\(id) is not in force")
        case .holderIsBidder, .suspended: break
        }
    }

    func isInForce(_ agreement: AgreementTerms, _ now: Instant) -> Bool {
        agreement.from <= now && now < agreement.until && ended[agreement.id].map { now < $0 } ?? true
    }

    func exists(_ reference: ClauseReference) -> Bool {
        book[reference.agreement]?.clauses.all.contains { $0.id == reference.clause } ?? false
    }

    /// What must hold after every step, whatever it was.
    private mutating func checkState(_ state: Agreements) {
        require(state.nextDeadline == state.cases.compactMap(\.nextDeadline).min(), "the next deadline is another")
        for (id, tally) in tallies {
            let (pending, drawn) = (tally.pending.values.sum(), tally.drawn.values.sum())
            let capacity = book[id]?.waiver?.capacity ?? .zero
            require(pending + drawn <= capacity, "A9: \(id) is overdrawn")
            require(
                state.waivers[id]?.drawn == drawn && state.waivers[id]?.setAside == pending,
                "A9: \(id) is drawn by \(drawn) and \(pending) more is set aside")
            if book[id]?.waiver?.isOneOff == true {
                require(Set(tally.pending.keys).union(tally.drawn.keys).count <= 1, "A9: \(id) is used more than once")
            }
        }
        for matter in state.cases { checkCase(matter) }
    }

    private mutating func checkCase(_ matter: RightCase) {
        guard let record = records[matter.number], let terms = book[matter.agreement]?.firstRefusal else { return }
        let most = record.inScope + terms.quantityTolerance.of(record.inScope)
        let name = "case \(matter.number)"
        require(matter.contracted == record.contracted, "\(name) has contracted \(matter.contracted)")
        require(
            record.contracted + record.closed <= most,
            "A2: \(name) has \(record.contracted) contracted, \(record.closed) closed of \(record.inScope)")
        // Drawn at closing, given back at withdrawal, and nothing is left aside then.
        if case .waiver(let id) = matter.freedom?.ground, matter.state != .outOfScope {
            require(tallies[id]?.pending[matter.deal.id] == nil, "A9: \(id) stays set aside for \(name)")
            let isDrawn = tallies[id]?.drawn[matter.deal.id] != nil
            require(isDrawn == (matter.state == .closed), "A9: \(name) is \(matter.state), drawn: \(isDrawn)")
        }
        let isCoherent =
            switch matter.state {
            case .open: matter.noticed != nil && matter.holders.contains { $0.status == .pending }
            case .accepted: matter.holders.contains { $0.signBy != nil }
            case .contracted: matter.contracted > .zero && !matter.holders.contains { $0.signBy != nil }
            case .released: matter.released > .zero && matter.window != nil
            case .outOfScope: matter.freedom != nil
            case .closed, .breach: matter.closed > .zero
            case .draft, .deficient, .reofferRequired, .withdrawn: matter.window == nil || matter.state == .deficient
            }
        require(isCoherent, "A3: \(name) is \(matter.state) and its facts are not")
        for holder in matter.holders where !matter.isSettled {
            if holder.status == .pending {
                require(
                    holder.answerBy?.instant == record.answerBy[holder.party], "\(name): \(holder.party)'s deadline")
            }
            require(holder.signBy?.instant == record.signBy[holder.party], "\(name): \(holder.party)'s day to sign")
        }
    }

    /// Time goes on for ever and nobody does anything more: nothing is left that only waits for a deadline.
    mutating func finish(_ play: Play, _ now: Instant) {
        var play = play
        let before = play
        let end = TimedMove(at: now.advanced(byDays: 40_000), move: .tick)
        observe(end, play.attempt(end), before, play.agreements, -1)
        require(play.agreements.nextDeadline == nil, "A3: a deadline is left at the end of time")
        for matter in play.agreements.cases {
            switch matter.state {
            case .open, .accepted, .released: require(false, "A3: case \(matter.number) stays \(matter.state) for ever")
            default: break
            }
        }
    }
}

extension AgreementEvent {
    var number: Int? {
        if case .progressed(let number, _) = self { return number }
        return nil
    }

    /// The instant it counts from: a party acts now, and what follows of itself is dated like what it follows from.
    func date(after last: Instant, now: Instant) -> Instant {
        guard case .progressed(_, let step) = self else { return now }
        switch step {
        case .lapsed(_, let on), .allocated(_, let on), .forfeited(let on), .released(_, _, let on),
            .defaulted(_, _, let on), .windowPassed(let on):
            return on
        case .asked, .contracted, .freed: return last
        default: return now
        }
    }
}

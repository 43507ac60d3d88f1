public import StargateAgreements
public import StargateQuantities

/// Plays timelines against the agreements' rules, and compares.
public struct ScenarioPlayer: Sendable {
    public private(set) var agreements = Agreements()
    private let scenario: Scenario
    private var cases: [DealID: Int] = [:]

    public init(_ scenario: Scenario) { self.scenario = scenario }

    /// Where a timeline first came out otherwise than expected.
    public struct Difference: Sendable, Codable, Hashable {
        public let scenario: String
        public let line: Int
        /// The event, or the offer at the end.
        public let place: String
        public let expected: String
        public let found: String
        /// Why, if the rules say.
        public let reason: String?
    }

    /// What came of one event.
    public enum Reply: Sendable, Hashable {
        case done
        /// Recorded although the right forbids it.
        case breach
        case refused(code: String, reason: String)

        var code: String {
            switch self {
            case .done: "done"
            case .breach: "breach"
            case .refused(let code, _): code
            }
        }
    }

    /// Plays the whole timeline; `nil` if everything came out as expected.
    public static func firstDifference(in scenario: Scenario) -> Difference? {
        var player = ScenarioPlayer(scenario)
        for event in scenario.events {
            let reply = player.play(event)
            if let difference = player.compare(event, reply) { return difference }
        }
        return player.compareOutcomes()
    }

    /// Plays one event. A refusal leaves everything as it was.
    public mutating func play(_ event: ScenarioEvent) -> Reply {
        passDeadlines(event.at)
        do throws(AgreementRefusal) {
            switch event.action {
            case .offer(let deal): return offer(deal, event.at)
            case .step(let deal, let command):
                guard let number = cases[deal] else {
                    return .refused(code: "unknownOffer", reason: "no offer is called '\(deal)'; offer it first")
                }
                return fold(try agreements.decide(command, in: number, of: scenario.book, at: event.at), event.at)
            case .suspend(let holder): return try suspend(holder, true, event.at)
            case .resume(let holder): return try suspend(holder, false, event.at)
            case .assign(let from, let to, let isAffiliate):
                guard let right = scenario.book[Scenario.right] else { return .done }
                return fold(
                    try agreements.decideAssignment(from: from, to: to, isAffiliate: isAffiliate, under: right),
                    event.at)
            case .end: return fold([.rightEnded(agreement: Scenario.right)], event.at)
            case .tick: return .done
            case .unreadable(let code, let reason): return .refused(code: code, reason: reason)
            }
        } catch {
            return .refused(code: error.code, reason: "\(error)")
        }
    }

    /// The case of an offer, if it was made.
    public func matter(_ offer: DealID) -> RightCase? { cases[offer].flatMap { agreements.matter($0) } }

    /// What has passed takes effect, whoever moves next and however that ends.
    private mutating func passDeadlines(_ now: Instant) {
        while let number = agreements.overdueCase(at: now),
            let events = try? agreements.decide(.tick, in: number, of: scenario.book, at: now), !events.isEmpty
        {
            _ = fold(events, now)
        }
    }

    private mutating func offer(_ deal: Deal, _ now: Instant) -> Reply {
        guard cases[deal.id] == nil else {
            return .refused(code: "duplicateOffer", reason: "'\(deal.id)' has been offered already; give a new name")
        }
        guard let right = scenario.book[Scenario.right] else { return .done }
        cases[deal.id] = agreements.nextNumber
        return fold(agreements.decideOffer(deal, under: right, in: scenario.book, at: now), now)
    }

    private mutating func suspend(
        _ holder: PartyID, _ isSuspended: Bool, _ now: Instant
    ) throws(AgreementRefusal) -> Reply {
        guard let right = scenario.book[Scenario.right] else { return .done }
        return fold(
            try agreements.decideSuspension(of: holder, under: right, isSuspended: isSuspended), now)
    }

    private mutating func fold(_ events: [AgreementEvent], _ now: Instant) -> Reply {
        var reply = Reply.done
        for event in events {
            agreements.evolve(event, at: now)
            guard case .progressed(_, let step) = event else { continue }
            switch step {
            case .foundDeficient(let missing, _, _):
                let fields = missing.map(\.rawValue).joined(separator: ",")
                let clause = scenario.book[Scenario.right].map { " (\($0.reference(.notice)))" } ?? ""
                reply = .refused(code: "deficient:\(fields)", reason: "the notice leaves out \(fields)\(clause)")
            case .breached: reply = .breach
            default: break
            }
        }
        return reply
    }

    private func compare(_ event: ScenarioEvent, _ reply: Reply) -> Difference? {
        func difference(_ expected: String, _ found: String, _ reason: String? = nil) -> Difference {
            Difference(
                scenario: scenario.id, line: event.line, place: "\(event.label) at \(event.at)", expected: expected,
                found: found, reason: reason)
        }
        switch (reply, event.refusal) {
        case (.done, nil), (.breach, nil), (.breach, "breach"): break
        case (.refused(let code, _), let expected?) where code == expected: break
        case (.refused(let code, let reason), let expected):
            return difference(expected ?? "no refusal", code, reason)
        case (.done, let expected?), (.breach, let expected?): return difference(expected, reply.code)
        }
        for (holder, instant) in event.deadlines {
            let standings = matters(of: event).compactMap { $0.holders.first { $0.party == holder } }
            let found = standings.flatMap { [$0.signBy, $0.answerBy] }.compactMap { $0?.instant }
            if !found.contains(instant) {
                return difference(
                    "\(holder) has until \(instant)", found.first.map { "until \($0)" } ?? "no deadline")
            }
        }
        return nil
    }

    /// The case an event is about; all of them if it names none.
    private func matters(of event: ScenarioEvent) -> [RightCase] {
        switch event.action {
        case .offer(let deal): matter(deal.id).map { [$0] } ?? []
        case .step(let deal, _): matter(deal).map { [$0] } ?? []
        case .suspend, .resume, .assign, .end, .tick, .unreadable: agreements.cases
        }
    }

    private func compareOutcomes() -> Difference? {
        for (offer, expected) in scenario.outcomes {
            guard let matter = matter(DealID(offer)) else {
                return Difference(
                    scenario: scenario.id, line: 0, place: offer, expected: "an outcome", found: "no such offer",
                    reason: nil)
            }
            for expectation in expected {
                let (name, found) = ScenarioPlayer.fact(expectation.fact, of: matter)
                guard !ScenarioPlayer.agrees(expectation.value, found) else { continue }
                return Difference(
                    scenario: scenario.id, line: 0, place: "\(offer) at the end",
                    expected: "\(name) \(expectation.value)", found: found, reason: nil)
            }
        }
        return nil
    }

    /// A number agrees however it is written.
    private static func agrees(_ expected: String, _ found: String) -> Bool {
        if expected == found { return true }
        guard let a = ExactDecimal(expected)?.whole(times: ExactDecimal(digits: 1, exponent: 6)),
            let b = ExactDecimal(found)?.whole(times: ExactDecimal(digits: 1, exponent: 6))
        else { return false }
        return a == b
    }

    private static func fact(_ fact: Expectation.Fact, of matter: RightCase) -> (name: String, found: String) {
        switch fact {
        case .state: ("state", matter.state.rawValue)
        case .why: ("why", matter.freedom?.code ?? "none")
        case .round: ("round", "\(matter.round)")
        case .closed: ("closedQty", megawatts(matter.closed))
        case .released: ("released", megawatts(matter.released))
        case .contracted: ("contracted", megawatts(matter.contracted))
        case .contractedBy(let party):
            ("contracted by \(party)", megawatts(matter.holders.first { $0.party == party }?.contracted ?? .zero))
        case .status(let party):
            (
                "status of \(party)",
                matter.holders.first { $0.party == party }?.status.rawValue ?? "no holder of this case"
            )
        case .unknown(let key): (key, "an outcome this program does not know")
        }
    }

    private static func megawatts(_ power: Power) -> String {
        let text = Format.fixed(power.watts, scale: 6, decimals: 6, grouped: false)
        let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return trimmed.isEmpty ? "0" : String(trimmed.reversed())
    }
}

extension ScenarioPlayer.Difference {
    /// A timeline that cannot be read.
    public init(unreadable id: String, _ refusal: CasebookRefusal) {
        self.init(
            scenario: id, line: refusal.line, place: "the file", expected: "a timeline", found: "something else",
            reason: refusal.problem)
    }
}

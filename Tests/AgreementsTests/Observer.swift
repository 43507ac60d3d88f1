import StargateAgreements
import StargateQuantities

/// Watches a timeline from its events alone and notes what breaks an invariant of the reference (A1–A4, A9, A10). It
/// shares no rule with what it watches.
struct Observer {
    private(set) var complaints: [String] = []

    private let side: FirstRefusalTerms.Side
    private let tolerance: Ratio
    private let caps: [AgreementID: Int64]
    private var noticed: [Int: DealTerms] = [:]
    private var largest: [Int: Int64] = [:]
    private var answerBy: [String: Instant] = [:]
    private var signBy: [String: Instant] = [:]
    private var askedAt: [String: Instant] = [:]
    private var accepted: [Int: [PartyID: Int64]] = [:]
    private var window: [Int: Instant] = [:]
    private var free: Set<Int> = []
    private var used: [Int: Int64] = [:]
    private var broken: Set<Int> = []
    private var deals: [Int: Deal] = [:]
    private var pending: [String: Int64] = [:]
    private var drawn: [AgreementID: Int64] = [:]

    init(_ play: Play) {
        side = play.right.firstRefusal?.side ?? .buyer
        tolerance = play.right.firstRefusal?.quantityTolerance ?? .zero
        caps = Dictionary(
            uniqueKeysWithValues: play.book.all.compactMap { agreement in
                agreement.waiver.map { (agreement.id, $0.capacity.watts) }
            })
    }

    mutating func watch(_ events: [AgreementEvent], at now: Instant) {
        for event in events {
            switch event {
            case .opened(let number, _, let deal, let scope):
                deals[number] = deal
                largest[number] = deal.quantity.watts
                if case .outOfScope = scope { free.insert(number) }
            case .progressed(let number, let step): watch(step, number, now)
            case .waiverReserved(let waiver, let deal, let power, _):
                pending["\(waiver)/\(deal)", default: 0] += power.watts
                check(waiver, now)
            case .waiverPosted(let waiver, let deal, let power):
                let key = "\(waiver)/\(deal)"
                let aside = pending.removeValue(forKey: key)
                if let aside, aside > power.watts { pending[key] = aside - power.watts }
                if aside.map({ power.watts > $0 }) ?? true {
                    complain(now, "\(waiver) drawn twice or too far for \(deal)")
                }
                drawn[waiver, default: 0] += power.watts
                check(waiver, now)
            case .waiverVoided(let waiver, let deal):
                if pending.removeValue(forKey: "\(waiver)/\(deal)") == nil { complain(now, "nothing to void") }
            case .rightAssigned(_, let from, let to): rename(from, to)
            default: break
            }
        }
    }

    private mutating func complain(_ at: Instant, _ text: String) { complaints.append("\(at): \(text)") }

    private mutating func check(_ waiver: AgreementID, _ now: Instant) {
        let aside = pending.filter { $0.key.hasPrefix("\(waiver)/") }.values.reduce(0, +)
        if aside + (drawn[waiver] ?? 0) > caps[waiver] ?? 0 { complain(now, "\(waiver) is overdrawn (A9)") }
    }

    private mutating func rename(_ from: PartyID, _ to: PartyID) {
        func moved(_ table: [String: Instant]) -> [String: Instant] {
            Dictionary(
                table.map {
                    ($0.key.hasSuffix("/\(from)") ? "\($0.key.dropLast(from.text.count))\(to)" : $0.key, $0.value)
                },
                uniquingKeysWith: max)
        }
        (answerBy, signBy, askedAt) = (moved(answerBy), moved(signBy), moved(askedAt))
        accepted = accepted.mapValues { wanted in
            var renamed = wanted
            renamed[to] = renamed.removeValue(forKey: from)
            return renamed
        }
    }

    private mutating func watch(_ step: CaseStep, _ number: Int, _ now: Instant) {
        let key = { (party: PartyID) in "\(number)/\(party)" }
        switch step {
        case .noticed(let terms, let asks, _), .amended(let terms, let asks):
            noticed[number] = terms
            largest[number] = max(largest[number] ?? 0, terms.quantity.watts)
            if case .noticed = step { accepted[number] = [:] }
            window[number] = nil
            for ask in asks { note(ask, number, now) }
        case .asked(let ask): note(ask, number, now)
        case .accepted(let holder, let quantity, _):
            if now > answerBy[key(holder)] ?? Instant(milliseconds: 0) { complain(now, "accepted late (A4)") }
            if now < askedAt[key(holder)] ?? now.advanced(byMilliseconds: 1) {
                complain(now, "accepted before receipt (A4)")
            }
            accepted[number, default: [:]][holder] = quantity.watts
        case .lapsed(let holder, let on):
            if on != answerBy[key(holder)] || on >= now { complain(now, "lapsed at another time than its deadline") }
        case .allocated(let shares, _): allocated(shares, number, now)
        case .signed(let holder, let quantity):
            if now > signBy[key(holder)] ?? Instant(milliseconds: 0) { complain(now, "signed late") }
            used[number, default: 0] += quantity.watts
        case .defaulted(let holder, _, let on):
            if on != signBy[key(holder)] || on >= now { complain(now, "defaulted at another time than its deadline") }
        case .released(_, let until, let on):
            window[number] = until.instant
            if on > now { complain(now, "released in the future") }
        case .windowPassed(let on):
            if on != window[number] || on >= now { complain(now, "the window passed at another time") }
            window[number] = nil
        case .freed: free.insert(number)
        case .closed(let quantity, let closed):
            close(quantity, closed, number, now)
            window[number] = nil
        case .breached: broken.insert(number)
        case .withdrawn: window[number] = nil
        case .foundDeficient, .declined, .waived, .forfeited, .contracted: break
        }
        let most = (largest[number] ?? 0) + tolerance.of(Power(watts: largest[number] ?? 0)).watts
        if !broken.contains(number), used[number] ?? 0 > most {
            complain(now, "case \(number): more than there was (A2)")
        }
    }

    private mutating func note(_ ask: HolderAsk, _ number: Int, _ now: Instant) {
        let key = "\(number)/\(ask.holder)"
        answerBy[key] = ask.answerBy.instant
        // One who is asked because a deadline passed was asked at that deadline.
        askedAt[key] = min(now, ask.answerBy.from)
    }

    private mutating func close(_ quantity: Power, _ closed: DealTerms, _ number: Int, _ now: Instant) {
        used[number, default: 0] += quantity.watts
        guard !free.contains(number) else { return }
        guard let until = window[number], now <= until, let noticed = noticed[number] else {
            return complain(now, "case \(number) closed without release (A1)")
        }
        let sign = side == .buyer ? 1 : -1
        let gains = [
            (closed.price.units - noticed.price.units).signum(),
            (closed.start.dayNumber - noticed.start.dayNumber).signum().asInt64,
            (closed.termMonths - noticed.termMonths).signum().asInt64,
            ((closed.minimumTake?.units ?? 0) - (noticed.minimumTake?.units ?? 0)).signum(),
        ]
        if gains.contains(where: { $0 * Int64(sign) > 0 }) { complain(now, "closed on better terms (A1)") }
    }

    private mutating func allocated(_ shares: [HolderShare], _ number: Int, _ now: Instant) {
        let wanted = accepted[number] ?? [:]
        let quantity = noticed[number]?.quantity.watts ?? 0
        let given = shares.reduce(0) { $0 + $1.quantity.watts }
        if given != min(quantity, wanted.values.reduce(0, +)) { complain(now, "shared out another sum (A10)") }
        for share in shares {
            signBy["\(number)/\(share.holder)"] = share.signBy.instant
            if share.quantity.watts > wanted[share.holder] ?? 0 { complain(now, "\(share.holder) got too much (A10)") }
        }
    }
}

extension Int {
    fileprivate var asInt64: Int64 { Int64(self) }
}

extension CaseStep {
    /// The step's name alone.
    var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}

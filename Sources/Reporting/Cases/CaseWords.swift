import StargateAgreements
import StargateQuantities

/// What happens in cases, in words.
enum CaseWords {
    /// `Mon 2025-03-17 17:00`
    static func local(_ instant: Instant, in zone: Zone) -> String {
        let local = zone.local(instant)
        return "\(weekday(local.date)) \(local)"
    }

    /// ISO 8601, with the time also at midnight.
    static func utc(_ instant: Instant) -> String {
        let text = "\(instant)"
        return text.contains("T") ? text : "\(text)T00:00:00Z"
    }

    static func weekday(_ date: CalendarDate) -> String {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][date.weekday - 1]
    }

    static func subject(of deal: Deal) -> String {
        switch deal.kind {
        case .cloud: "\(deal.quantity) from \(deal.counterparty), \(terms(deal.terms))"
        case .ownBuild: "\(deal.quantity) to be built with \(deal.counterparty) (\(deal.id))"
        }
    }

    static func terms(_ terms: DealTerms) -> String {
        "at \(terms.price) from \(terms.start) for \(terms.termMonths) months"
    }

    static func state(_ matter: RightCase) -> String {
        switch matter.state {
        case .outOfScope: "out of scope (\(matter.freedom?.code ?? ""))"
        case .reofferRequired: "to be offered again"
        case .breach: "in breach"
        case .draft, .deficient, .open, .accepted, .contracted, .released, .closed, .withdrawn: matter.state.rawValue
        }
    }

    static func ground(_ freedom: Freedom) -> String {
        switch freedom.ground {
        case .notInForce: "the right is not in force"
        case .carveOut(let id): "carve-out \(id)"
        case .deMinimis: "small enough to need no notice"
        case .waiver(let id): "covered by the waiver \(id)"
        case .holderIsBidder: "the bidder is the holder itself"
        case .suspended: "the holder's right is suspended"
        }
    }

    /// What a step says, the instant it counts from if that is not now, the clause behind it, and its deadlines.
    static func step(_ step: CaseStep) -> (text: String, on: Instant?, rule: ClauseRule, deadlines: [Deadline]) {
        switch step {
        case .foundDeficient(let missing, _, _):
            let fields = missing.map(\.rawValue).joined(separator: ", ")
            return ("The notice leaves out \(fields); no time runs.", nil, .notice, [])
        case .noticed(let terms, let asks, let isShort):
            let again = isShort ? " on changed terms, the shorter time runs" : ""
            return (
                "Notice\(again): \(terms.quantity) \(self.terms(terms)). \(answers(asks))", nil, .notice,
                asks.map(\.answerBy)
            )
        case .asked(let ask): return ("The next rank is asked. \(answers([ask]))", nil, .notice, [ask.answerBy])
        case .amended(let terms, let asks):
            return (
                "Amended: \(terms.quantity) \(self.terms(terms)). \(answers(asks))", nil, .notice, asks.map(\.answerBy)
            )
        case .accepted(let holder, let quantity, _): return ("\(holder) takes up \(quantity).", nil, .matching, [])
        case .declined(let holder): return ("\(holder) declines.", nil, .notice, [])
        case .waived(let holder): return ("\(holder) waives its right.", nil, .notice, [])
        case .lapsed(let holder, let on): return ("\(holder) stayed silent; its right lapses.", on, .notice, [])
        case .allocated(let shares, let on):
            let parts = shares.map { "\($0.holder) \($0.quantity), to be signed by \(close($0.signBy))" }
            return ("Shared out: \(parts.joined(separator: "; ")).", on, .signing, shares.map(\.signBy))
        case .forfeited(let on): return ("Less than all was taken up, so nothing is.", on, .matching, [])
        case .released(let quantity, let window, let on):
            return ("Released: \(quantity) may be closed with others until \(close(window)).", on, .closing, [window])
        case .signed(let holder, let quantity): return ("\(holder) signs for \(quantity).", nil, .signing, [])
        case .contracted: return ("Contracted with the holders.", nil, .signing, [])
        case .defaulted(let holder, let quantity, let on):
            return ("\(holder) did not sign; \(quantity) is free again.", on, .signing, [])
        case .windowPassed(let on): return ("The closing window passed; the right revives.", on, .closing, [])
        case .freed(let freedom): return ("Free: \(ground(freedom)).", nil, .scope, [])
        case .closed(let quantity, let terms):
            return ("Closed with the counterparty: \(quantity) \(self.terms(terms)).", nil, .closing, [])
        case .breached(let quantity, _): return ("Closed in breach of the right: \(quantity).", nil, .closing, [])
        case .withdrawn: return ("Withdrawn.", nil, .withdrawal, [])
        }
    }

    private static func answers(_ asks: [HolderAsk]) -> String {
        asks.map { "\($0.holder) answers by \(close($0.answerBy))." }.joined(separator: " ")
    }

    static func close(_ deadline: Deadline) -> String {
        "\(local(deadline.instant, in: deadline.zone)) \(deadline.zone)"
    }

    /// `10 business days after Mon 2025-03-03, which is day 0; …`
    static func counted(_ deadline: Deadline) -> String {
        let zero = "\(weekday(deadline.dayZero)) \(deadline.dayZero)"
        let arrived = deadline.zone.local(deadline.from)
        let receipt =
            arrived.date == deadline.dayZero ? "" : ", since it came \(local(deadline.from, in: deadline.zone))"
        return "\(deadline.period) after \(zero) (day 0\(receipt)), holidays by \(deadline.calendar), "
            + "time zones \(deadline.zones)"
    }
}

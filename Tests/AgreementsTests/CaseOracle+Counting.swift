import StargateAgreements
import StargateQuantities

/// Counting and comparing, once more and in another way.
extension CaseOracle {
    /// Section 3, rules 2 and 3: the end of a time to answer.
    static func answer(within period: Span, _ instant: Instant, _ time: ContractTime, _ zone: Zone) -> Instant {
        let shift = zone.offset(at: instant)
        let local = instant.milliseconds + shift
        var day = CalendarDate(dayNumber: Int(local.floorDivided(by: Instant.millisecondsPerDay)))
        let clock = local - Int64(day.dayNumber) * Instant.millisecondsPerDay
        if !time.calendar.isBusinessDay(day) || clock > time.cutoff {
            repeat { day = day.advanced(byDays: 1) } while !time.calendar.isBusinessDay(day)
        }
        return close(of: last(period, day, time), time, zone)
    }

    /// Rule 3: the end of a time that runs from something done.
    static func end(of period: Span, _ instant: Instant, _ time: ContractTime, _ zone: Zone) -> Instant {
        let local = instant.milliseconds + zone.offset(at: instant)
        let day = CalendarDate(dayNumber: Int(local.floorDivided(by: Instant.millisecondsPerDay)))
        return close(of: last(period, day, time), time, zone)
    }

    private static func last(_ period: Span, _ zero: CalendarDate, _ time: ContractTime) -> CalendarDate {
        switch period {
        case .businessDays(let count):
            // Every open day is numbered; the one with number `count` is wanted.
            let days = (1...(count * 3 + 30)).lazy.map { zero.advanced(byDays: $0) }
            return Array(days.filter { time.calendar.isBusinessDay($0) }.prefix(count)).last ?? zero
        case .milliseconds(let length):
            var day = zero.advanced(byDays: Int(length / Instant.millisecondsPerDay))
            while !time.calendar.isBusinessDay(day) { day = day.advanced(byDays: 1) }
            return day
        case .months: preconditionFailure("random rights count no months")
        }
    }

    /// Close of business: the offset is looked for that makes the clock show it.
    private static func close(of day: CalendarDate, _ time: ContractTime, _ zone: Zone) -> Instant {
        let wall = Int64(day.dayNumber) * Instant.millisecondsPerDay + time.cutoff
        var offset = zone.offset(at: Instant(milliseconds: wall))
        for _ in 0..<2 { offset = zone.offset(at: Instant(milliseconds: wall - offset)) }
        return Instant(milliseconds: wall - offset)
    }

    /// True if `terms` are in no dimension better for the counterparty than `noticed`, and comparable in all.
    static func mayReplace(_ noticed: DealTerms, with terms: DealTerms, _ side: FirstRefusalTerms.Side) -> Bool {
        let grows = [
            terms.price.microdollars - noticed.price.microdollars,
            Int64(terms.start.dayNumber - noticed.start.dayNumber), Int64(terms.termMonths - noticed.termMonths),
            (terms.minimumTake ?? .zero).partsPerMillion - (noticed.minimumTake ?? .zero).partsPerMillion,
        ]
        let isMoved = terms.location != nil && noticed.location != nil && terms.location != noticed.location
        return !isMoved && grows.allSatisfy { side == .buyer ? $0 <= 0 : $0 >= 0 }
    }

    static func isNear(_ quantity: Power, _ free: Power, _ terms: FirstRefusalTerms) -> Bool {
        let difference = Int128(abs(quantity.watts - free.watts)) * 1_000_000
        return difference <= Int128(free.watts) * Int128(terms.quantityTolerance.partsPerMillion)
    }

    /// A refusal has its reason: what was refused would have broken a rule.
    mutating func judge(_ refusal: AgreementRefusal, _ timed: TimedMove, _ play: Play) {
        guard case .step(let deal, let command) = timed.move, let number = play.cases[deal],
            let matter = play.agreements.matter(number),
            let record = records[number], let terms = book[matter.agreement]?.firstRefusal,
            matter.nextDeadline.map({ timed.at <= $0 }) ?? true
        else { return }
        switch (command, refusal.problem) {
        case (.accept(let party, _, _), .notOpen), (.decline(let party), .notOpen), (.waive(let party), .notOpen):
            let isPending = matter.holders.contains { $0.party == party && $0.status == .pending }
            require(
                matter.state != .open || !isPending || record.answerBy[party].map { timed.at > $0 } != false,
                "an answer in time is refused")
        case (.accept(_, _, let changes), .nonConforming(.terms)):
            guard let noticed = matter.noticed else { return }
            require(
                !CaseOracle.mayReplace(noticed, with: changes.applied(to: noticed), terms.side), "good terms refused")
        case (.sign(let party), .nothingToSign):
            // A breach is final: what a holder had still to sign for is a matter of remedies.
            let isLate = record.signBy[party].map { timed.at > $0 } ?? true
            require(isLate || matter.state == .breach, "a signature in time is refused")
        case (.close(let quantity, let changes), _):
            guard let free = record.free, let noticed = matter.noticed, timed.at <= free.until,
                matter.state == .released
            else { return }
            let isGood =
                CaseOracle.mayReplace(noticed, with: changes.applied(to: noticed), terms.side)
                && CaseOracle.isNear(quantity ?? changes.quantity ?? free.quantity, free.quantity, terms)
            require(!isGood, "a closing within window, terms and tolerance is refused")
        default: break
        }
    }
}

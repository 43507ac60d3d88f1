import StargateAgreements
import StargateCapital
import StargateLedger
import StargateQuantities

/// Posting rules: what each event enters in the books.
extension EngineState {
    mutating func openBooks() {
        _ = ledger.account("assets:cash", .usd, .debit, limited: true)
    }

    mutating func book(_ event: Event) throws(LedgerBreach) {
        do throws(LedgerRefusal) {
            switch event {
            case .capital(let event): try book(event)
            case .agreements(let event): try book(event)
            case .usage(.metered(let pool, let training, let research, let inference, _, let energy, _)):
                for (use, seconds) in zip(Use.allCases, [training, research, inference]) where seconds > 0 {
                    let used = ledger.account("compute:used:\(use.rawValue):\(pool)", .acceleratorSeconds, .debit)
                    let supplied = ledger.account("compute:supplied:\(pool)", .acceleratorSeconds, .credit)
                    try ledger.post(debit: used, credit: supplied, seconds)
                }
                if energy > .zero {
                    let used = ledger.account("energy:used:\(pool)", .wattHours, .debit)
                    let supplied = ledger.account("energy:supplied:\(pool)", .wattHours, .credit)
                    try ledger.post(debit: used, credit: supplied, energy.wattHours)
                }
            default: break
            }
        } catch {
            throw LedgerBreach(refusal: error)
        }
    }

    /// What waivers permit, in two phases: the account of what was granted refuses to be overdrawn.
    private mutating func book(_ event: AgreementEvent) throws(LedgerRefusal) {
        func accounts(_ waiver: AgreementID) -> (drawn: AccountNumber, granted: AccountNumber) {
            (
                ledger.account("permits:drawn:\(waiver)", .permittedWatts, .debit),
                ledger.account("permits:granted:\(waiver)", .permittedWatts, .debit, limited: true)
            )
        }
        switch event {
        case .waiverReserved(let waiver, let deal, let power, let capacity):
            let (drawn, granted) = accounts(waiver)
            // The permission is entered when it is first drawn on, and again if it was made larger.
            let issued = ledger.account("permits:issued:\(waiver)", .permittedWatts, .credit)
            let missing = capacity.watts - ledger[issued].balance
            if missing > 0 { try ledger.post(debit: granted, credit: issued, missing) }
            try ledger.reserve("waiver/\(waiver)/\(deal)", debit: drawn, credit: granted, power.watts)
        case .waiverPosted(let waiver, let deal, let power):
            try ledger.postReserved("waiver/\(waiver)/\(deal)", power.watts)
        case .waiverVoided(let waiver, let deal): try ledger.void("waiver/\(waiver)/\(deal)")
        default: break
        }
    }

    private mutating func book(_ event: CapitalEvent) throws(LedgerRefusal) {
        let cash = ledger.account("assets:cash", .usd, .debit, limited: true)
        switch event {
        case .called(let call, let lines, _, _):
            for line in lines {
                let equity = ledger.account("equity:contributed:\(line.funder)", .usd, .credit)
                try ledger.reserve("call/\(call)/\(line.funder)", debit: cash, credit: equity, line.amount.cents)
            }
        case .contributed(let call, let funder, let amount):
            try ledger.postReserved("call/\(call)/\(funder)", amount.cents)
        case .encumbered(let work, let cost, _, _):
            let spent = ledger.account("budget:spent:\(work.category.rawValue)", .budget, .debit)
            let granted = ledger.account("budget:granted", .budget, .credit)
            try ledger.reserve(work.encumbrance, debit: spent, credit: granted, cost.cents)
        case .paid(_, let work, let encumbrance, let amount, let draws):
            for draw in draws {
                let debt = ledger.account("liabilities:debt:\(draw.facility)", .usd, .credit)
                try ledger.post(debit: cash, credit: debt, draw.amount.cents)
            }
            let cost = ledger.account(costAccount(work), .usd, .debit)
            try ledger.post(debit: cost, credit: cash, amount.cents)
            if let encumbrance { try ledger.postReserved(encumbrance, amount.cents) }
        case .obligated, .matured, .interestBooked: break
        }
    }

    /// Construction and chips are assets under the site; the rest are expenses of the site, supplier or facility.
    private func costAccount(_ work: Work) -> String {
        let subject = work.site.map(\.text) ?? String(work.subject.prefix { $0 != "." })
        return switch work.category {
        case .construction, .chips: "assets:\(work.category.rawValue):\(subject)"
        case .energy, .operations, .cloud, .interest, .fees: "expenses:\(work.category.rawValue):\(subject)"
        }
    }
}

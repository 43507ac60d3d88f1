import StargateAgreements
import StargateQuantities
import StargateTesting

extension RandomWorld {
    /// Something a party might do in this case: mostly what fits its state, now and then what does not.
    mutating func command(_ matter: RightCase) -> CaseCommand {
        if dice.chance(15) { return anything(matter) }
        switch matter.state {
        case .draft, .reofferRequired, .withdrawn: return dice.chance(90) ? notice(matter) : .withdraw
        case .deficient: return .supplement(complete(matter))
        case .open: return dice.chance(8) ? .amend(changes(matter.current)) : answer(matter)
        case .accepted: return .sign(dice.pick(parties(matter) { $0.signBy != nil }))
        case .released:
            if matter.holders.contains(where: { $0.signBy != nil }) && dice.chance(50) {
                return .sign(dice.pick(parties(matter) { $0.signBy != nil }))
            }
            return dice.chance(25) ? notice(matter) : close(matter)
        case .outOfScope: return close(matter)
        case .closed, .contracted, .breach: return anything(matter)
        }
    }

    private mutating func anything(_ matter: RightCase) -> CaseCommand {
        switch dice.number(1...9) {
        case 1: notice(matter)
        case 2: .supplement(complete(matter))
        case 3: .amend(changes(matter.current))
        case 4: answer(matter)
        case 5: .sign(dice.pick(parties(matter) { $0.signBy != nil }))
        case 6, 7: close(matter)
        case 8: .withdraw
        default: .tick
        }
    }

    private mutating func parties(_ matter: RightCase, _ isWanted: (HolderStanding) -> Bool) -> [PartyID] {
        let wanted = matter.holders.filter(isWanted).map(\.party)
        return wanted.isEmpty ? RandomWorld.parties : wanted
    }

    private mutating func answer(_ matter: RightCase) -> CaseCommand {
        let asked = parties(matter) { $0.status == .pending }
        let party = dice.pick(dice.chance(90) ? asked : RandomWorld.parties)
        let roll = dice.number(1...100)
        if roll <= 20 { return .decline(party) }
        if roll <= 30 { return .waive(party) }
        let all = matter.current.quantity
        let quantity = dice.chance(50) ? nil : Power(watts: dice.number(1...max(all.watts + all.watts / 10, 1)))
        return .accept(party, quantity: quantity, terms: dice.chance(20) ? changes(matter.current) : TermChanges())
    }

    private mutating func close(_ matter: RightCase) -> CaseCommand {
        let free = matter.state == .released ? matter.released : matter.current.quantity
        var quantity: Power?
        if dice.chance(50) {
            // Just within, and just beyond, the tolerances there are.
            let slack = free.watts / dice.pick([100, 20, 10])
            quantity = Power(watts: max(free.watts + dice.pick([-slack - 1, -slack, 0, slack, slack + 1]), 1))
        }
        return .close(quantity: quantity, terms: dice.chance(40) ? changes(matter.current) : TermChanges())
    }

    /// Sometimes it leaves something out.
    private mutating func notice(_ matter: RightCase) -> CaseCommand {
        var content = complete(matter)
        if dice.chance(15) { content.terms.price = nil }
        if dice.chance(10) { content.counterparty = nil }
        if dice.chance(10) { content.allocatedPrice = nil }
        return .notice(content, terms: dice.chance(30) ? changes(matter.current) : TermChanges())
    }

    private mutating func complete(_ matter: RightCase) -> NoticeContent {
        var content = NoticeContent(of: matter.deal, at: matter.current, location: "TX")
        content.allocatedPrice = matter.deal.isBundle ? matter.current.price : nil
        content.cashEquivalent = matter.deal.isNonCash ? Money(dollars: 1) : nil
        return content
    }

    /// One dimension or two, better or worse by a little.
    private mutating func changes(_ terms: DealTerms) -> TermChanges {
        var changes = TermChanges()
        for _ in 0..<dice.number(1...2) {
            switch dice.number(1...6) {
            case 1, 2: changes.price = UnitPrice(microdollars: terms.price.microdollars + dice.pick([-10_000, 10_000]))
            case 3: changes.start = terms.start.advanced(byDays: dice.pick([-30, 30]))
            case 4: changes.termMonths = terms.termMonths + dice.pick([-1, 1])
            case 5: changes.minimumTake = Ratio(partsPerMillion: dice.pick([400_000, 500_000, 600_000]))
            default: changes.location = dice.pick(["TX", "OH"])
            }
        }
        if dice.chance(10) { changes.quantity = Power(watts: max(terms.quantity.watts / 10 * dice.pick([8, 9]), 1)) }
        return changes
    }
}

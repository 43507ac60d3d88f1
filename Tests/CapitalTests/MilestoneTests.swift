import StargateCapital
import StargateQuantities
import Testing

@Suite("Money that hangs on a milestone")
struct MilestoneTests {
    let shell = Milestone("abilene.1", .shell)
    var tranche: FunderTerms {
        FunderTerms(id: "late", party: "late", commitment: billions(10), from: day("2025-01-01"), release: shell)
    }

    @Test("of a funder is neither counted on nor called until it is certified")
    func funders() throws {
        let terms = programme([funder("a", billions(10)), tranche], minimumCash: billions(2))
        var state = Capital()
        #expect(state.committed(terms, on: signing.date) == billions(10))
        #expect(state.fundsToComplete(terms, on: signing.date).uncalledEquity == billions(10))
        let before = try state.decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(before.first?.lines == [CallLine(funder: "a", amount: billions(2))])
        #expect(throws: CapitalRefusal.commitmentsExhausted(needed: billions(11), available: billions(10))) {
            try state.decideEncumbrance(phase(), cost: billions(11), terms: terms, at: signing)
        }
        state.take(state.decideCertificate(shell, terms))
        #expect(state.committed(terms, on: signing.date) == billions(20))
        let after = try state.decideCall(terms, by: "board", at: signing, horizon: signing)
        #expect(after.first?.lines.map(\.amount) == [billions(1), billions(1)])
        try state.commit(phase(), billions(11), terms)
    }

    @Test("of a loan is not promised until it is certified")
    func facilities() throws {
        let terms = programme(venture, [loan(takesOver: true, release: shell)])
        var state = Capital()
        try state.commit(phase(), billions(4), terms)
        #expect(state.loans["loan"] == nil && state.decideTakeOver(terms.facilities[0], at: signing).isEmpty)
        for other in [Milestone("abilene.1", .energised), Milestone("abilene.2", .shell)] {
            state.take(state.decideCertificate(other, terms))
        }
        #expect(!state.isReleased(shell))
        state.take(state.decideCertificate(shell, terms))
        #expect(state.isReleased(shell) && state.decideTakeOver(terms.facilities[0], at: signing).count == 1)
        try state.commit(phase("abilene.2"), billions(4), terms)
        #expect(state.loans["loan"]?.promised == billions(2))
    }

    @Test("is released from the start if it hangs on none")
    func none() {
        #expect(Capital().isReleased(nil) && !Capital().isReleased(shell))
    }

    @Test("is certified once, at the moment it happened, and only if money hangs on it")
    func once() {
        let terms = programme([tranche], [loan(release: Milestone("x.1", .contracted), completion: serving)])
        #expect(terms.milestones == [shell, serving, Milestone("x.1", .contracted)])
        var state = Capital()
        #expect(state.decideCertificate(Milestone("abilene.1", .contracted), terms).isEmpty)
        let moment = signing.advanced(byMilliseconds: 12_345)
        for event in state.decideCertificate(shell, terms) { state.evolve(event, at: moment) }
        #expect(state.certified(shell) == moment)
        #expect(state.decideCertificate(shell, terms).isEmpty)
        #expect(state.decideCertificate(serving, terms) == [.certified(serving)])
        #expect(state.certificates.count == 1 && state.certified(serving) == nil)
    }
}

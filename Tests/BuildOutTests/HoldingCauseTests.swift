import StargateBuildOut
import StargateQuantities
import StargateTesting
import Testing

@Suite("What a phase waits for")
struct HoldingCauseTests {
    @Test("is nothing before it is wanted, then what kept it from being contracted", arguments: HoldingCause.allCases)
    func blocked(cause: HoldingCause) {
        let terms = phaseTerms()
        var state = BuildOut()
        #expect(state.holding(terms, at: begin) == nil)
        state.evolve(.phaseBlocked(phase: terms.id, cause: cause, reason: ""), at: begin.advanced(byDays: -1))
        #expect(state.holding(terms, at: begin.advanced(byMilliseconds: -1)) == nil)
        #expect(state.holding(terms, at: begin) == cause)
    }

    @Test("is, of shell and power, the one expected later; once it is there, the other")
    func later() {
        var grid = Construction(shell: 300, power: 360)
        #expect(grid.holding(day: 0) == .power)
        grid.take(.powerLive(phase: grid.terms.id), day: 200)
        #expect(grid.holding(day: 200) == .construction)

        var builder = Construction(shell: 400, power: 360)
        #expect(builder.holding(day: 0) == .construction)
        builder.take(.shellReady(phase: builder.terms.id), day: 300)
        #expect(builder.holding(day: 300) == .power)
    }

    @Test("is chips when they are expected last of all")
    func chips() {
        var phase = Construction(shell: 300, power: 360)
        phase.order(expected: 361)
        #expect(phase.holding(day: 0) == .chips)
        phase.take(.chipsDelivered(phase: phase.terms.id, lot: 1, accelerators: 999), day: 250)
        #expect(phase.holding(day: 250) == .chips)
        phase.take(.chipsDelivered(phase: phase.terms.id, lot: 2, accelerators: 1), day: 260)
        #expect(phase.holding(day: 260) == .power)
    }

    @Test("is chips in an energised phase for which none are ordered")
    func unordered() {
        var phase = Construction()
        phase.take(.shellReady(phase: phase.terms.id), day: 300)
        phase.take(.powerLive(phase: phase.terms.id), day: 360)
        #expect(phase.holding(day: 360) == .chips)
    }

    @Test("is what stopped the order of chips, if something did")
    func orderBlocked() {
        var phase = Construction()
        phase.take(.shellReady(phase: phase.terms.id), day: 300)
        phase.take(.powerLive(phase: phase.terms.id), day: 360)
        phase.take(.phaseBlocked(phase: phase.terms.id, cause: .capital, reason: ""), day: 360)
        #expect(phase.holding(day: 360) == .capital)
    }

    @Test("is commissioning when everything is there, and nothing once it is full")
    func commissioning() {
        var phase = Construction()
        phase.order(expected: 100)
        phase.take(.shellReady(phase: phase.terms.id), day: 300)
        phase.take(.powerLive(phase: phase.terms.id), day: 360)
        phase.take(.chipsDelivered(phase: phase.terms.id, lot: 1, accelerators: 1000), day: 361)
        #expect(phase.holding(day: 361) == .construction)
        phase.take(.online(phase: phase.terms.id, lot: 1, accelerators: 999), day: 370)
        #expect(phase.holding(day: 370) == .construction)
        phase.take(.online(phase: phase.terms.id, lot: 1, accelerators: 1), day: 371)
        #expect(phase.holding(day: 371) == nil)
    }

    @Test(
        "is outstanding even when it is overdue, and of what is overdue never what is already there", arguments: seeds)
    func overdue(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<1000 {
            let expected = (0..<3).map { _ in dice.number(0...100) }
            let isThere = (0..<3).map { _ in dice.chance(50) }
            var phase = Construction(shell: expected[0], power: expected[1])
            phase.order(expected: expected[2])
            if isThere[0] { phase.take(.shellReady(phase: phase.terms.id), day: 1) }
            if isThere[1] { phase.take(.powerLive(phase: phase.terms.id), day: 1) }
            if isThere[2] { phase.take(.chipsDelivered(phase: phase.terms.id, lot: 1, accelerators: 1000), day: 1) }
            let today = dice.number(0...100)
            let cause = phase.holding(day: today)
            let causes: [HoldingCause] = [.construction, .power, .chips]
            let outstanding = (0..<3).filter { !isThere[$0] }
            let last = outstanding.map { max(expected[$0], today) }.max()
            let latest = outstanding.filter { max(expected[$0], today) == last }.map { causes[$0] }
            let note: Comment = "seed \(seed), round \(round): \(expected), there \(isThere), day \(today)"
            #expect(outstanding.isEmpty ? cause == .construction : latest.contains { $0 == cause }, note)
        }
    }
}

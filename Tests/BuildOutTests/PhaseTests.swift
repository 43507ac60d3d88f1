import Foundation
import StargateBuildOut
import StargateQuantities
import StargateTesting
import Testing

@Suite("A phase under construction")
struct PhaseTests {
    @Test("is expected to be energised when both shell and power are there")
    func energisation() {
        #expect(BuildOut().energisation(of: "abilene.1") == nil)
        var phase = Construction(shell: 300, power: 360)
        #expect(phase.state.energisation(of: "abilene.1") == begin.advanced(byDays: 360))
        phase.take(.powerLive(phase: "abilene.1"), day: 200)
        #expect(phase.state.energisation(of: "abilene.1") == begin.advanced(byDays: 300))
        phase.take(.shellReady(phase: "abilene.1"), day: 340)
        #expect(phase.state.energisation(of: "abilene.1") == begin.advanced(byDays: 340))
        phase.take(.energised(phase: "abilene.1", power: phase.terms.power), day: 341)
        #expect(phase.state.energisation(of: "abilene.1") == begin.advanced(byDays: 341))
    }

    @Test("forgets what blocked it when it is contracted")
    func contracted() {
        var state = BuildOut()
        state.evolve(.phaseBlocked(phase: "abilene.1", cause: .capital, reason: "no equity"), at: begin)
        #expect(state["abilene.1"].blocked == .capital)
        state.evolve(
            .contracted(
                phase: "abilene.1", power: phaseTerms().power, chip: "gb200", accelerators: 1000, shellCost: .zero,
                chipCost: .zero, started: begin, shellExpected: begin,
                powerExpected: begin), at: begin)
        #expect(state["abilene.1"].blocked == nil && state["abilene.1"].contracted == begin)
    }

    @Test("that is planned anew is expected when the new plan says, and waits for what is then last")
    func replanned() {
        var phase = Construction(shell: 300, power: 360)
        phase.take(
            .replanned(
                phase: "abilene.1", started: begin, shellExpected: begin.advanced(byDays: 400),
                powerExpected: begin.advanced(byDays: 350)), day: 10)
        #expect(phase.state["abilene.1"].started == begin && phase.state["abilene.1"].contracted == begin)
        #expect(phase.state.energisation(of: "abilene.1") == begin.advanced(byDays: 400))
        #expect(phase.holding(day: 10) == .construction)
    }

    @Test("serves power in proportion to what is online, never more than it has", arguments: seeds)
    func serving(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for round in 0..<100 {
            var phase = Construction()
            var lots = (1...dice.number(1...6)).map { _ in Int64(1) }
            for _ in 0..<1000 - lots.count { lots[dice.number(0...lots.count - 1)] += 1 }
            phase.order(expected: 100)
            var before = Power.zero
            for (index, accelerators) in lots.enumerated() {
                phase.take(.chipsDelivered(phase: "abilene.1", lot: index, accelerators: accelerators), day: index)
                #expect(phase.state["abilene.1"].waitingLots.map(\.number) == [index])
                phase.take(.installing(phase: "abilene.1", lot: index, accelerators: accelerators), day: index)
                phase.take(.online(phase: "abilene.1", lot: index, accelerators: accelerators), day: index)
                let state = phase.state["abilene.1"]
                let note: Comment = "seed \(seed), round \(round)"
                #expect(before < state.servingPower && state.servingPower <= phase.terms.power, note)
                #expect(state.servingPower.watts == 200_000 * state.online, note)
                #expect(phase.state.waitingPower(phase.terms) + state.servingPower == phase.terms.power, note)
                #expect(state.online <= state.delivered && state.waitingLots.isEmpty, note)
                before = state.servingPower
            }
            #expect(before == phase.terms.power)
            #expect(try JSONDecoder().decode(BuildOut.self, from: JSONEncoder().encode(phase.state)) == phase.state)
        }
    }

    @Test("that is only planned has all its power waiting")
    func planned() {
        #expect(BuildOut().waitingPower(phaseTerms()) == phaseTerms().power)
        #expect(BuildOut()["abilene.1"].servingPower == .zero)
    }

    @Test("costs its power at the price of a megawatt, less what others paid")
    func cost() {
        #expect(phaseTerms().costToComplete == Money(dollars: 2_500_000_000))
        #expect(
            phaseTerms(alreadyPaid: Ratio(partsPerMillion: 600_000)).costToComplete == Money(dollars: 1_000_000_000))
        #expect(phaseTerms(alreadyPaid: .one).costToComplete == .zero)
    }

    @Test("takes workers and leaves jobs for its megawatts, a part of a worker counting as one")
    func people() {
        let site = SiteTerms(
            id: "abilene", name: "Abilene", owner: "crusoe", operator: "oracle", region: "Texas", energyPrice: .zero,
            pue: .one, peakOverhead: .one, operatingCost: .zero, workersPerMegawatt: 5300, jobsPerMegawatt: 83,
            phases: [])
        #expect(site.workers(for: Power(watts: 1_200_000_000)) == 6360)
        #expect(site.workers(for: Power(watts: 1)) == 1)
        #expect(site.workers(for: .zero) == 0)
        #expect(site.jobs(for: Power(watts: 1_200_000_000)) == 100)
        #expect(site.jobs(for: Power(watts: 6_000_000)) == 0)
        #expect(site.jobs(for: Power(watts: 7_000_000)) == 1)
    }
}

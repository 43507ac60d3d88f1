import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateSimulation
import StargateTesting
import Testing

@Suite("Random programmes")
struct RandomProgrammeTests {
    /// Each number makes another programme; a failure names it.
    static let seeds = Array(UInt64(1)...250)

    @Test("lose no cent, meter nothing that is not online, draw no dead power, and keep to the law", arguments: seeds)
    func addUp(seed: UInt64) throws {
        let rehearsal = try Rehearsal(RandomProgramme.text(seed: seed), seed: seed)
        var auditor = Auditor(rehearsal.state.programme)
        // Nothing is rented that an agreement forbids; no waiver is drawn twice or beyond its cap.
        var law = LawAuditor(rehearsal.state.programme)
        for batch in rehearsal.batches {
            auditor.audit(batch)
            law.audit(batch)
        }
        #expect(auditor.complaints == [] && law.complaints == [], "programme \(seed)")
        #expect(auditor.quarters >= 3)
    }

    @Test("among themselves come under rights, and wait for them")
    func laws() throws {
        var (cases, released) = (0, 0)
        for seed in RandomProgrammeTests.seeds.prefix(60) {
            let rehearsal = try Rehearsal(RandomProgramme.text(seed: seed), seed: seed)
            var auditor = LawAuditor(rehearsal.state.programme)
            for batch in rehearsal.batches { auditor.audit(batch) }
            cases += auditor.cases
            released += auditor.released
        }
        #expect(cases > 20 && released > 5, "\(cases) cases, \(released) rentals after a release")
    }

    @Test("fold from their events to the state they ended in", arguments: seeds.prefix(30))
    func fold(seed: UInt64) throws {
        let rehearsal = try Rehearsal(RandomProgramme.text(seed: seed), seed: seed)
        #expect(try rehearsal.state(before: Instant(milliseconds: .max)) == rehearsal.state, "programme \(seed)")
    }

    @Test("go on from any moment, unchanged, as they did", arguments: seeds.prefix(40))
    func fork(seed: UInt64) throws {
        let rehearsal = try Rehearsal(RandomProgramme.text(seed: seed), seed: seed)
        var dice = Dice(seed: seed)
        let start = Instant(rehearsal.state.programme.start)
        for _ in 0..<3 {
            let moment = start.advanced(byMilliseconds: dice.number(1...rehearsal.end.since(start) - 1))
            let past = rehearsal.batches.filter { $0.at < moment }
            var batches = past
            var simulation = Simulation(from: try rehearsal.state(before: moment))
            try simulation.run(until: rehearsal.end) { batches.append($0) }
            try simulation.close(at: rehearsal.end) { batches.append($0) }
            #expect(batches == rehearsal.batches, "programme \(seed) forked at \(moment)")
        }
    }

    @Test("repeat themselves with the same seed, and differ with another", arguments: [3, 14, 15])
    func repeatable(seed: UInt64) throws {
        let text = RandomProgramme.text(seed: seed)
        let first = try Rehearsal(text, seed: 7)
        #expect(try Rehearsal(text, seed: 7).batches == first.batches)
        #expect(try Rehearsal(text, seed: 8).batches != first.batches)
    }
}

import Foundation
import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

@Suite("Moves that fit their case, under random rights")
struct CaseOracleTests {
    /// 50 × 34 worlds of 60 moves: 102,000 steps. The seed reproduces a failure.
    static let groups = Array(UInt64(1)...50)

    private func seeds(_ group: UInt64, _ count: UInt64) -> [UInt64] { (0..<count).map { group * 1000 + $0 } }

    @Test("follow the table of section 4 step by step, with every deadline counted again", arguments: groups)
    func table(group: UInt64) {
        var refusals = 0
        for seed in seeds(group, 34) {
            var world = RandomWorld(seed: seed)
            var play = world.start
            var oracle = CaseOracle(play.book)
            for step in 0..<60 {
                let timed = world.next(play)
                let before = play
                let result = play.attempt(timed)
                oracle.observe(timed, result, before, play.agreements, step)
            }
            oracle.finish(play, world.now)
            refusals += oracle.refusals
            #expect(oracle.findings.first == nil, "seed \(seed)")
        }
        #expect(refusals > 100, "group \(group): hardly anything was refused")
    }

    /// Who suspends a holder, passes a right on or ends one lets passed deadlines take effect first, as the engine does.
    @Test("come out alike with the clock looked at in between, refusals and all (A5)", arguments: groups.prefix(20))
    func ticks(group: UInt64) {
        for seed in seeds(group, 6) {
            var world = RandomWorld(seed: seed)
            var dice = Dice(seed: seed)
            var (play, ticked, last) = (world.start, world.start, world.now)
            for step in 0..<50 {
                let timed = world.next(play)
                let between = last.advanced(byMilliseconds: dice.number(0...timed.at.since(last)))
                for at in [between, timed.at] { _ = ticked.attempt(TimedMove(at: at, move: .tick)) }
                if case .step = timed.move {} else { _ = play.attempt(TimedMove(at: timed.at, move: .tick)) }
                let (plain, other) = (play.attempt(timed), ticked.attempt(timed))
                #expect(CaseOracleTests.code(plain) == CaseOracleTests.code(other), "seed \(seed), step \(step)")
                last = timed.at
            }
            let end = TimedMove(at: last, move: .tick)
            _ = (play.attempt(end), ticked.attempt(end))
            #expect(play.agreements.cases == ticked.agreements.cases, "seed \(seed)")
            #expect(play.agreements.waivers == ticked.agreements.waivers, "seed \(seed)")
        }
    }

    /// A refused move throws its passed deadlines away with it, so the state behind a refusal may lag; the code may not.
    private static func code(_ result: Result<[AgreementEvent], AgreementRefusal>) -> String {
        switch result {
        case .success: "done"
        case .failure(let refusal): refusal.code
        }
    }

    @Test("go on from any point, stored and read, as if nothing had been (A11)", arguments: groups.prefix(10))
    func fork(group: UInt64) throws {
        for seed in seeds(group, 4) {
            var world = RandomWorld(seed: seed)
            var play = world.start
            var fork: Play?
            for step in 0..<50 {
                if step % 17 == 16 {
                    let stored = try JSONEncoder().encode(play.agreements)
                    fork = play
                    fork?.agreements = try JSONDecoder().decode(Agreements.self, from: stored)
                }
                let timed = world.next(play)
                let result = play.attempt(timed)
                if let other = fork?.attempt(timed) {
                    #expect(other == result && fork?.agreements == play.agreements, "seed \(seed), step \(step)")
                }
            }
        }
    }
}

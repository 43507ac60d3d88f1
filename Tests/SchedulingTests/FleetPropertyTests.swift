import StargateScheduling
import Testing

@Suite("Random fleets")
struct FleetPropertyTests {
    static let seeds = UInt64(1)...60

    @Test("give no GPU twice, start gangs whole, hold every constraint, quota, window and cap, and come to rest")
    func everything() throws {
        var seen: [String: Int] = [:]
        for seed in Self.seeds {
            var run = try FleetRun(FleetScene(seed: seed))
            try run.run()
            for (_, decision) in run.log { seen[Self.kind(decision), default: 0] += 1 }
        }
        // The scenes are no good if they do not bring about every kind of decision, often.
        for kind in [
            "inTurn", "backfilled", "preempting", "reclaimed", "outranked", "on spare", "on another node", "resume",
            "preempted", "failed", "borrows",
        ] {
            #expect(seen[kind, default: 0] >= 10, "only \(seen[kind, default: 0]) of \(kind)")
        }
    }

    private static func kind(_ decision: FleetDecision) -> String {
        switch decision {
        case .start(_, _, _, true, .inTurn): "borrows"
        case .start(_, _, _, _, let why): "\(why)"
        case .preempt(_, _, let why): "\(why)"
        case .replace(_, _, _, _, let onSpare): onSpare ? "on spare" : "on another node"
        case .resume: "resume"
        case .requeue(_, let why): "\(why)"
        }
    }

    @Test("run every job they took, where nothing fails and no window is in the way")
    func everyJobRuns() throws {
        for seed in Self.seeds {
            var traits = FleetScene.Traits()
            traits.fails = false
            traits.reserves = false
            var run = try FleetRun(FleetScene(seed: seed, traits))
            try run.run()
            #expect(run.decider.waitingCount == 0, "\(run.scene)")
            #expect(run.decider.runningCount == 0, "\(run.scene)")
        }
    }

    @Test("never start a head later than promised, whatever passes it", arguments: [false, true])
    func promises(renews: Bool) throws {
        var promised = 0
        for seed in Self.seeds {
            var traits = FleetScene.Traits()
            traits.fails = false
            traits.outruns = false
            traits.reserves = false
            traits.preempts = false
            traits.queues = 1...1
            traits.caps = false
            traits.renewsPromises = renews
            var run = try FleetRun(FleetScene(seed: seed, traits))
            var known: [Int64: Int64] = [:]
            try run.run { run in
                for (id, _) in run.auditor.jobs {
                    guard let time = run.decider.promisedStart(of: id) else { continue }
                    if let before = known[id] { try #require(time <= before, "job \(id) was put off, \(run.scene)") }
                    known[id] = time
                }
            }
            promised += known.count
            for (id, time) in known { #expect(try #require(run.starts[id]) <= time, "job \(id), \(run.scene)") }
        }
        #expect(promised > 50)
    }

    @Test("give the same schedule to the same seed, and a copy is a fork")
    func deterministic() throws {
        for seed in Self.seeds where seed % 5 == 0 {
            var one = try FleetRun(FleetScene(seed: seed))
            try one.run()
            var other = try FleetRun(FleetScene(seed: seed))
            var fork: FleetRun?
            try other.run { run in
                if fork == nil, run.log.count > 20 { fork = run }
            }
            #expect(FleetDigest.of(one.log) == FleetDigest.of(other.log), "seed \(seed)")
            var rest = try #require(fork)
            try rest.run()
            #expect(FleetDigest.of(one.log) == FleetDigest.of(rest.log), "seed \(seed), forked")
            #expect(one.decider == rest.decider, "seed \(seed), forked")
        }
    }

    @Test("give the schedules on record, in debug and release alike")
    func onRecord() throws {
        var digest = FleetDigest()
        for seed in UInt64(100)...109 {
            var run = try FleetRun(FleetScene(seed: seed))
            try run.run()
            digest.add(run.log)
        }
        #expect(digest.value == 17_685_581_142_767_407_023)
    }
}

/// FNV-1a over decisions as text.
struct FleetDigest {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ log: [(Int64, FleetDecision)]) {
        for byte in "\(log)".utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    static func of(_ log: [(Int64, FleetDecision)]) -> UInt64 {
        var digest = FleetDigest()
        digest.add(log)
        return digest.value
    }
}

import Foundation
import StargateQuantities
import StargateScheduling
import Testing

@Suite("A programme's fleet")
struct ProgrammeFleetTests {
    @Test("lets a gang start on all it can use, or on none")
    func gang() throws {
        var state = Scheduling()
        try state.grow("a", by: 96)
        try state.queue(job("j", least: 100, most: 400))
        try state.settle()
        #expect(state.running.isEmpty)
        try state.grow("a", by: 8)
        try state.settle()
        #expect(state.placement("j")?.accelerators == 104)

        var large = Scheduling()
        try large.grow("a", by: 1000)
        try large.queue(job("j", least: 100, most: 400))
        try large.settle()
        #expect(large.placement("j")?.accelerators == 400)
    }

    @Test("does not spread a gang over two pools")
    func onePool() throws {
        var state = Scheduling()
        try state.grow("a", by: 60)
        try state.grow("b", by: 60)
        try state.queue(job("j", least: 100, most: 100))
        try state.settle()
        #expect(state.running.isEmpty)
    }

    @Test("starts a gang on the class of accelerator and in the pool where most gets done")
    func flavours() throws {
        var state = Scheduling()
        try state.grow("fast", by: 48)
        try state.grow("slow", by: 160, chip: "h200", node: 8)
        // 40 fast ones do 400, 160 slow ones 800.
        try state.queue(job("j", least: 40, most: 160), shapes: [.gb200(), .h200()])
        try state.settle(shapes: [.gb200(), .h200()])
        #expect(state.placement("j")?.pool == "slow" && state.placement("j")?.accelerators == 160)
        // A fixed number gets most done on the fast ones.
        try state.queue(job("k", .research, least: 32, most: 32), shapes: [.gb200(), .h200()])
        try state.settle(shapes: [.gb200(), .h200()])
        #expect(state.placement("k")?.pool == "fast" && state.placement("k")?.chip == "gb200")
    }

    @Test("serves training before experiments, whoever came first")
    func lanes() throws {
        var state = Scheduling()
        try state.grow("a", by: 100)
        try state.queue(job("e", .research, least: 60, most: 60), job("t", least: 60, most: 60))
        try state.settle()
        #expect(state.running.map(\.job.id) == ["t"])
    }

    @Test("promises a waiting head its start, and lets nobody pass who would delay it")
    func backfill() throws {
        var state = Scheduling()
        try state.grow("a", by: 100)
        try state.queue(job("first", .research, least: 60, most: 60))
        try state.settle()
        try state.queue(job("head", .research, least: 80, most: 80))
        try state.queue(job("short", .research, least: 40, most: 40), shapes: [.gb200(length: 900)])
        try state.queue(job("long", .research, least: 20, most: 20), shapes: [.gb200(length: 1_000_000)])
        try state.settle()
        // The first ends at 1000 by its plan: the short one is over by then, the long one fits beside the head.
        #expect(state.promisedStart(of: "head") == Instant(milliseconds: 1000))
        #expect(Set(state.running.map(\.job.id)) == ["first", "short"])
        #expect(state.waitReason(of: "long") != nil && state.waitReason(of: "first") == nil)
        try state.evolve(.finished(job: "short"), at: Instant(milliseconds: 900))
        try state.settle(at: Instant(milliseconds: 900))
        #expect(state.placement("long") != nil, "20 are left beside the head's 80")
        try state.evolve(.finished(job: "first"), at: Instant(milliseconds: 1000))
        try state.settle(at: Instant(milliseconds: 1000))
        #expect(state.placement("head") != nil)
    }

    @Test("lets experiments use every pool when no pool could ever hold the waiting head")
    func impossible() throws {
        var state = Scheduling()
        try state.grow("a", by: 100)
        try state.queue(job("head", least: 500, most: 500), job("e", .research, least: 100, most: 100))
        try state.settle()
        #expect(state.running.map(\.job.id) == ["e"])
    }

    @Test("replaces the members on failed nodes and leaves the others where they are")
    func mended() throws {
        var state = Scheduling()
        try state.grow("a", by: 100)
        try state.queue(job("j", least: 40, most: 40))
        try state.settle()
        let before = state.nodes(of: "j")
        try state.fail([before[2], before[7]], in: "a")
        let events = try state.settle()
        guard case .mended(let id, _, let moves)? = events.last else {
            Issue.record("nothing was mended: \(events)")
            return
        }
        #expect(id == "j" && moves.moves.map(\.from) == [before[2], before[7]])
        let after = state.nodes(of: "j")
        #expect(zip(before, after).enumerated().allSatisfy { [2, 7].contains($0) || $1.0 == $1.1 })
        #expect(state.placement("j")?.accelerators == 40 && state["a"]?.held == 40)
    }

    @Test("lets a gang without replacements go on with fewer members, or wait if it cannot")
    func shrunk() throws {
        var state = Scheduling()
        try state.grow("a", by: 40)
        try state.queue(job("j", least: 20, most: 40))
        try state.settle()
        #expect(state.placement("j")?.accelerators == 40)
        try state.fail([0, 1], in: "a")
        try state.settle()
        #expect(state.placement("j")?.accelerators == 32)
        try state.fail([0, 1, 2, 3, 4, 5], in: "a")
        try state.settle()
        #expect(state.running.isEmpty && state.queue.map(\.id) == ["j"])
        try state.fail([], in: "a")
        try state.settle()
        #expect(state.placement("j")?.accelerators == 40)
    }

    @Test("refuses an event that tells of another decision than its own")
    func otherwise() throws {
        var state = Scheduling()
        try state.grow("a", by: 40)
        try state.queue(job("j", least: 20, most: 20))
        try state.evolve(.passed, at: begin)
        #expect(throws: SchedulingFault.self) {
            try state.evolve(
                .started(
                    job: "j", class: .training, pool: "a", accelerators: 20, length: 1,
                    nodes: NodeList(5...9)), at: begin)
        }
    }
}

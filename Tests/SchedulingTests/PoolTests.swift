import Foundation
import StargateQuantities
import StargateScheduling
import Testing

@Suite("A pool of accelerators")
struct PoolTests {
    @Test("offers what is online, less what failed, is held, or is guaranteed to inference")
    func free() throws {
        var state = Scheduling()
        state.grow("abilene/gb200", by: 600)
        state.grow("abilene/gb200", by: 400)
        state.fail(100, in: "abilene/gb200")
        state.guarantee(percent: 10)
        state.queue(job("a", least: 300, most: 300))
        #expect(state.pools.count == 1)
        #expect(state.startAll().count == 1)
        let pool = try #require(state["abilene/gb200"])
        #expect(pool.available == 900 && state.guaranteed(in: pool) == 90 && pool.held == 300)
        #expect(state.free(in: pool) == 510)
    }

    @Test("rounds what inference is guaranteed up to a whole accelerator")
    func guaranteed() throws {
        var state = Scheduling()
        state.grow("a", by: 7)
        state.guarantee(percent: 10)
        #expect(state.guaranteed(in: try #require(state["a"])) == 1)
    }

    @Test("that loses more than is free has nothing to offer, not less")
    func lost() throws {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.queue(job("j", least: 100, most: 100), job("k", least: 1, most: 1))
        #expect(state.startAll().map(\.job.id) == ["j"])
        state.fail(60, in: "a")
        #expect(state.free(in: try #require(state["a"])) == 0)
        #expect(state.startAll().isEmpty)
    }

    @Test("never has more failed than it has online")
    func failed() throws {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.fail(250, in: "a")
        #expect(state["a"]?.failed == 100 && state["a"]?.available == 0)
        state.fail(80, in: "a")
        state.evolve(.poolShrank(pool: "a", accelerators: 70), at: begin)
        #expect(state["a"]?.online == 30 && state["a"]?.failed == 30)
    }

    @Test("gets back what a job held when it finishes or is evicted")
    func back() throws {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.queue(job("t", least: 40, most: 40), job("e", .research, least: 20, most: 20))
        #expect(state.startAll().count == 2)
        #expect(state["a"]?.held == 60 && state["a"]?.heldByTraining == 40)
        state.evolve(.finished(job: "t"), at: begin)
        #expect(state["a"]?.held == 20 && state["a"]?.heldByTraining == 0)
        state.evolve(.evicted(job: "e", left: Compute(petaflop: 7)), at: begin)
        #expect(state["a"]?.held == 0 && state.running.isEmpty)
        #expect(state.queue.map(\.id) == ["e"] && state.queue.first?.work == Compute(petaflop: 7))
        #expect(try JSONDecoder().decode(Scheduling.self, from: JSONEncoder().encode(state)) == state)
    }

    @Test("that goes away sends its jobs back, last started first evicted, in the order they had")
    func evicted() {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.queue(job("1", least: 30, most: 30), job("2", least: 30, most: 30), job("3", least: 50, most: 50))
        #expect(state.startAll().count == 2)
        for placement in state.running.reversed() {
            state.evolve(.evicted(job: placement.job.id, left: placement.job.work), at: begin)
        }
        #expect(state.queue.map(\.id) == ["1", "2", "3"])
    }
}

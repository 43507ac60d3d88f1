import Foundation
import StargateQuantities
import StargateScheduling
import Testing

@Suite("A pool of accelerators")
struct PoolTests {
    @Test("offers what is online, less what failed, is held, or is guaranteed to inference")
    func free() throws {
        var state = Scheduling()
        try state.grow("abilene/gb200", by: 600)
        try state.grow("abilene/gb200", by: 400)
        try state.fail(Array(0..<25), in: "abilene/gb200")
        try state.guarantee(percent: 10)
        try state.queue(job("a", least: 300, most: 300))
        try state.settle()
        #expect(state.pools.count == 1 && state.running.count == 1)
        let pool = try #require(state["abilene/gb200"])
        #expect(pool.available == 900 && state.guaranteed(in: pool) == 90 && pool.held == 300)
        #expect(state.free(in: pool) == 510)
    }

    @Test("rounds what inference is guaranteed up to a whole accelerator")
    func guaranteed() throws {
        var state = Scheduling()
        try state.grow("a", by: 7)
        try state.guarantee(percent: 10)
        #expect(state.guaranteed(in: try #require(state["a"])) == 1)
    }

    @Test("gives gangs nothing of what is guaranteed to inference, and all of it once it is not")
    func withheld() throws {
        var state = Scheduling()
        try state.grow("a", by: 100)
        try state.guarantee(percent: 50)
        try state.queue(job("j", least: 52, most: 52))
        try state.settle()
        #expect(state.running.isEmpty)
        try state.guarantee(percent: 48)
        try state.settle()
        #expect(state.placement("j")?.accelerators == 52)
    }

    @Test("counts accelerators without a whole node as online, and gives gangs whole nodes only")
    func loose() throws {
        var state = Scheduling()
        try state.grow("a", by: 7)
        #expect(state["a"]?.online == 7 && state["a"]?.nodes == 1)
        try state.queue(job("j", least: 8, most: 8))
        try state.settle()
        #expect(state.running.isEmpty)
        try state.grow("a", by: 1)
        try state.settle()
        #expect(state.placement("j")?.accelerators == 8)
    }

    @Test("takes an observation of its nodes for what it is, however often it is said")
    func observed() throws {
        var state = Scheduling()
        try state.grow("a", by: 40)
        try state.fail([1, 2, 12], in: "a")
        #expect(state["a"]?.failed == 8, "there is no node 12")
        try state.fail([1, 2, 12], in: "a")
        #expect(state["a"]?.failed == 8 && state.down(in: "a") == NodeList(1...2))
        try state.fail([2, 3], in: "a")
        #expect(state.down(in: "a") == NodeList(2...3))
        try state.fail([], in: "a")
        #expect(state["a"]?.failed == 0)
    }

    @Test("keeps its jobs where they are when it, or another, grows; and what is down stays down")
    func grows() throws {
        var state = Scheduling()
        try state.grow("a", by: 40)
        try state.grow("b", by: 80)
        try state.queue(job("j", least: 80, most: 80))
        try state.settle()
        let before = state.nodes(of: "j")
        #expect(state.placement("j")?.pool == "b" && before.count == 20)
        try state.fail([3], in: "a")
        try state.grow("a", by: 400)
        try state.grow("b", by: 4)
        #expect(state.nodes(of: "j") == before && state.down(in: "a") == NodeList([3]))
        #expect(state["a"].map { state.free(in: $0) } == 436 && state["b"].map { state.free(in: $0) } == 4)
    }

    @Test("moves the members on nodes that leave, or lets the gang wait again")
    func drained() throws {
        var state = Scheduling()
        try state.grow("a", by: 100)
        try state.queue(job("1", least: 40, most: 40), job("2", least: 40, most: 40))
        try state.settle()
        #expect(state.running.count == 2)
        // 80 stay, on other nodes if need be.
        try state.evolve(.poolDrained(pool: "a", accelerators: 20), at: begin)
        try state.settle()
        try state.evolve(.poolShrank(pool: "a", accelerators: 20), at: begin)
        #expect(state.running.count == 2 && state["a"]?.online == 80 && state["a"]?.failed == 0)
        // Now one must go.
        try state.evolve(.poolDrained(pool: "a", accelerators: 20), at: begin)
        try state.settle()
        try state.evolve(.poolShrank(pool: "a", accelerators: 20), at: begin)
        #expect(state.running.count == 1 && state.queue.count == 1 && state["a"]?.held == 40)
    }

    @Test("gets back what a job held when it finishes")
    func back() throws {
        var state = Scheduling()
        try state.grow("a", by: 100)
        try state.queue(job("t", least: 40, most: 40), job("e", .research, least: 20, most: 20))
        try state.settle()
        #expect(state["a"]?.held == 60 && state["a"]?.heldByTraining == 40)
        try state.evolve(.finished(job: "t"), at: begin)
        #expect(state["a"]?.held == 20 && state["a"]?.heldByTraining == 0)
    }
}

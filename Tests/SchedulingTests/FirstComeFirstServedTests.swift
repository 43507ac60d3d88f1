import StargateQuantities
import StargateScheduling
import Testing

@Suite("First come, first served")
struct FirstComeFirstServedTests {
    @Test("lets a gang start on all it can use, or on none")
    func gang() {
        var state = Scheduling()
        state.grow("a", by: 99)
        state.queue(job("j", least: 100, most: 400))
        #expect(state.startAll().isEmpty)
        state.grow("a", by: 1)
        #expect(state.startAll().map(\.accelerators) == [100])

        var large = Scheduling()
        large.grow("a", by: 1000)
        large.queue(job("j", least: 100, most: 400))
        #expect(large.startAll().map(\.accelerators) == [400])
    }

    @Test("does not spread a gang over two pools")
    func onePool() {
        var state = Scheduling()
        state.grow("a", by: 60)
        state.grow("b", by: 60)
        state.queue(job("j", least: 100, most: 100))
        #expect(state.startAll().isEmpty)
    }

    @Test("prefers the pool with most free, the older of two equals")
    func pool() {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.grow("b", by: 200)
        state.grow("c", by: 200)
        state.queue(job("1", least: 10, most: 50), job("2", least: 10, most: 50), job("3", least: 10, most: 50))
        #expect(state.startAll().map(\.pool.id) == ["b", "c", "b"])
    }

    @Test("lets nobody pass the head of the lane, though there is room for them")
    func noOvertaking() {
        for lane in JobRequest.Class.allCases {
            var state = Scheduling()
            state.grow("a", by: 100)
            state.queue(job("large", lane, least: 200, most: 200), job("small", lane, least: 1, most: 1))
            #expect(state.startAll().isEmpty, "\(lane)")
        }
    }

    @Test("serves training before experiments, whoever came first")
    func lanes() {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.queue(job("e", .research, least: 60, most: 60), job("t", least: 60, most: 60))
        #expect(state.startAll().map(\.job.id) == ["t"])
    }

    @Test("keeps experiments off the pool that the waiting head of the training lane will fit in")
    func reserved() {
        var state = Scheduling()
        state.grow("large", by: 1000)
        state.grow("small", by: 100)
        state.queue(job("first", least: 600, most: 600), job("head", least: 900, most: 900))
        state.queue(job("e1", .research, least: 10, most: 40), job("e2", .research, least: 70, most: 70))
        let choices = state.startAll()
        #expect(choices.map(\.job.id) == ["first", "e1"])
        #expect(choices.map(\.pool.id) == ["large", "small"])
        state.evolve(.finished(job: "first"), at: begin)
        // With the head at last running, what it leaves is anyone's.
        #expect(state.startAll().map(\.job.id) == ["head", "e2"])
    }

    @Test("lets experiments use every pool when no pool could ever hold the waiting head")
    func impossible() {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.queue(job("head", least: 500, most: 500), job("e", .research, least: 100, most: 100))
        #expect(state.startAll().map(\.job.id) == ["e"])
    }

    @Test("leaves inference what it is guaranteed")
    func guarantee() {
        var state = Scheduling()
        state.grow("a", by: 100)
        state.guarantee(percent: 30)
        state.queue(job("j", least: 71, most: 100))
        #expect(state.startAll().isEmpty)
        state.guarantee(percent: 29)
        #expect(state.startAll().map(\.accelerators) == [71])
    }

    @Test("has nothing to start in an empty house")
    func empty() {
        var state = Scheduling()
        #expect(state.startAll().isEmpty)
        state.queue(job("j", least: 1, most: 1))
        #expect(state.startAll().isEmpty)
    }
}

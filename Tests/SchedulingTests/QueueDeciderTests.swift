import StargateScheduling
import Testing

@Suite("A queue")
struct QueueDeciderTests {
    @Test("refuses a job larger than the machine, of no size, or with a negative estimate, and stays as it was")
    func refusals() {
        for policy in QueueDiscipline.allCases {
            var queue = QueueDecider(policy, processors: 10)
            let empty = queue
            #expect(throws: QueueRefusal.processorsOutOfRange(asked: 11, machine: 10)) {
                try queue.submit(1, processors: 11, estimate: 5, at: 0)
            }
            #expect(throws: QueueRefusal.processorsOutOfRange(asked: 0, machine: 10)) {
                try queue.submit(1, processors: 0, estimate: 5, at: 0)
            }
            #expect(throws: QueueRefusal.negativeEstimate(-1)) {
                try queue.submit(1, processors: 1, estimate: -1, at: 0)
            }
            #expect(queue == empty)
        }
    }

    @Test("lets a short job pass the head before the shadow time, and a narrow one beside it")
    func backfill() throws {
        var queue = QueueDecider(.easy, processors: 10)
        try queue.submit(1, processors: 6, estimate: 100, at: 0)
        try queue.submit(2, processors: 8, estimate: 10, at: 0)
        try queue.submit(3, processors: 3, estimate: 101, at: 0)
        try queue.submit(4, processors: 2, estimate: 100, at: 0)
        try queue.submit(5, processors: 2, estimate: 500, at: 0)
        // The shadow time is 100 with two extra processors: job 3 would delay the head.
        let started = queue.pass(at: 0)
        #expect(started.map(\.job) == [1, 4, 5])
        #expect(queue.waiting == [2, 3])
        #expect(queue.reservation(of: 2) == 100)
        #expect(queue.reservation(of: 3) == nil)
        #expect(queue.free == 0)
    }

    @Test("starts a job on processors that the caller knows to come free in this instant, and only then")
    func due() throws {
        var queue = QueueDecider(.easy, processors: 4)
        try queue.submit(1, processors: 4, estimate: 10, at: 0)
        let first = queue.pass(at: 0)
        try queue.submit(2, processors: 2, estimate: 10, at: 10)
        var patient = queue
        #expect(patient.pass(at: 10).isEmpty)
        var started: [QueueStart] = []
        queue.pass(at: 10, due: 4, into: &started)
        #expect(started.map(\.job) == [2])
        queue.finish(first[0], at: 10)
        #expect(queue.free == 2)
    }

    @Test("moves reservations forward when a job ends early, in order of submission")
    func compression() throws {
        var queue = QueueDecider(.conservative, processors: 4)
        try queue.submit(1, processors: 4, estimate: 100, at: 0)
        let first = queue.pass(at: 0)
        try queue.submit(2, processors: 3, estimate: 50, at: 1)
        try queue.submit(3, processors: 2, estimate: 50, at: 2)
        try queue.submit(4, processors: 1, estimate: 50, at: 3)
        #expect([2, 3, 4].map { queue.reservation(of: $0) } == [100, 150, 100])
        #expect(queue.nextReservation == 100)
        queue.finish(first[0], at: 40)
        #expect(queue.pass(at: 40).map(\.job) == [2, 4])
        #expect(queue.reservation(of: 3) == 90)
    }

    @Test("holds a job back while another outruns its estimate, and starts it once processors are free")
    func outrun() throws {
        var queue = QueueDecider(.conservative, processors: 4)
        try queue.submit(1, processors: 4, estimate: 10, at: 0)
        let first = queue.pass(at: 0)
        try queue.submit(2, processors: 2, estimate: 10, at: 1)
        #expect(queue.reservation(of: 2) == 10)
        #expect(queue.pass(at: 10).isEmpty)
        #expect(queue.pass(at: 15).isEmpty)
        queue.finish(first[0], at: 20)
        #expect(queue.pass(at: 20).map(\.job) == [2])
    }

    @Test("is judged by waits, bounded slowdowns, makespan and use, as counted by hand")
    func metrics() throws {
        // Two processors: a job of 10 on both, then one of 5 that waits from 2 to 10, and one of 20 from 4 to 10.
        var jobs = JobTable()
        jobs.append(id: 1, submit: 0, run: 10, processors: 2, estimate: 10)
        jobs.append(id: 2, submit: 2, run: 5, processors: 1, estimate: 5)
        jobs.append(id: 3, submit: 4, run: 20, processors: 1, estimate: 20)
        let schedule = try QueueSchedule(of: jobs, under: .fcfs, processors: 2, mode: .event)
        #expect(schedule.starts == [0, 10, 10])
        let metrics = QueueMetrics(of: schedule, for: jobs, processors: 2)
        #expect(metrics.end == 30 && metrics.makespan == 30 && metrics.busy == 45)
        #expect(metrics.utilisationMillionths == 750_000)
        #expect(metrics.overall.wait.meanMillionths == 4_666_667)
        #expect(metrics.overall.wait.p50 == 6 && metrics.overall.wait.p99 == 8)
        // 1; (8 + 5) / max(5, 10) = 1.3; (6 + 20) / 20 = 1.3.
        #expect(metrics.overall.boundedSlowdown.meanMillionths == 1_200_000)
        #expect(metrics.overall.boundedSlowdown.p99 == 1_300_000)
        #expect(metrics.classes.map(\.sizes) == [1...1, 2...2])
        #expect(metrics.classes.map(\.jobs) == [2, 1])
    }

    @Test("is replayed only from a trace in order of submission")
    func unsorted() {
        var jobs = JobTable()
        jobs.append(id: 1, submit: 5, run: 1, processors: 1, estimate: 1)
        jobs.append(id: 2, submit: 4, run: 1, processors: 1, estimate: 1)
        #expect(!jobs.isSortedBySubmission)
        #expect(throws: ReplayRefusal.unsorted(row: 1)) {
            try QueueSchedule(of: jobs, under: .easy, processors: 1, mode: .event)
        }
        let sorted = jobs.sortedBySubmission()
        #expect(sorted.ids == [2, 1])
        var none = JobTable()
        none.append(id: 1, submit: 0, run: 1, processors: 0, estimate: 1)
        #expect(throws: ReplayRefusal.job(row: 0, .processorsOutOfRange(asked: 0, machine: 1))) {
            try QueueSchedule(of: none, under: .easy, processors: 1, mode: .event)
        }
    }
}

import StargateScheduling
import Testing

@Suite("A course over time")
struct CourseTests {
    @Test("keeps the sum of value times time, however often spans are joined", arguments: [1, 7, 64, 1000, 123_457])
    func sums(step: Int64) {
        var course = TimeCourse(from: 100, capacity: 8)
        var (now, sum) = (Int64(100), 0.0)
        for value in Int64(0)..<50 {
            course.add(value, from: now, to: now + step)
            now += step
            sum += Double(value * step)
        }
        let means = course.means
        #expect(means.count <= 8 && means.first?.at == 100 && course.end == now)
        let again = means.enumerated().reduce(0.0) { total, mean in
            let end = mean.offset + 1 < means.count ? means[mean.offset + 1].at : now
            return total + mean.element.mean * Double(end - mean.element.at)
        }
        #expect(abs(again - sum) < 1e-6 * max(1, sum))
    }

    @Test("of a schedule tells what is held and who waits, and what stands free while someone does")
    func schedule() throws {
        var jobs = JobTable()
        // Three processors: 1 takes two until 10; 2 wants all; 3 fits beside 1 but fcfs keeps it behind 2.
        jobs.append(id: 1, submit: 0, run: 10, processors: 2, estimate: 10)
        jobs.append(id: 2, submit: 2, run: 5, processors: 3, estimate: 5)
        jobs.append(id: 3, submit: 4, run: 5, processors: 1, estimate: 5)
        let schedule = try QueueSchedule(of: jobs, under: .fcfs, processors: 3, mode: .event)
        var spans: [[Int64]] = []
        QueueCourse(of: schedule, for: jobs).forEachSpan { spans.append([$0.from, $0.to, $0.held, $0.waiting]) }
        #expect(spans == [[0, 2, 2, 0], [2, 4, 2, 1], [4, 10, 2, 2], [10, 15, 3, 1], [15, 20, 1, 0]])
        let metrics = QueueMetrics(of: schedule, for: jobs, processors: 3)
        // One processor stands free from 2 to 10: 8 of 60.
        #expect(metrics.fragmentationMillionths == 133_333)
        #expect(metrics.arrivingUtilisationMillionths == 666_667)
        #expect(metrics.overall.response.meanMillionths == 13_000_000)
    }

    @Test("times every pass where a clock is given, and decides the same")
    func latency() throws {
        var jobs = JobTable()
        for id in Int64(1)...20 { jobs.append(id: id, submit: id, run: 7, processors: 2, estimate: 9) }
        let plain = try QueueSchedule(of: jobs, under: .easy, processors: 4, mode: .event)
        let timed = try QueueSchedule(of: jobs, under: .easy, processors: 4, mode: .event, clock: { 5 })
        #expect(plain.latencies.count == 0 && timed.latencies.count == 40 && timed.latencies.largest == 0)
        #expect(plain.starts == timed.starts)
    }
}

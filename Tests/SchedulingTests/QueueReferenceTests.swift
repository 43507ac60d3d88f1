import Foundation
import StargateScheduling
import StargateTraces
import Testing

@Suite("Queue policies against other programs")
struct QueueReferenceTests {
    /// `pyss_sdsc_sp2_5k_easy.csv.gz`: program, workload, policy.
    static let files =
        ((try? FileManager.default.contentsOfDirectory(atPath: traces.appendingPathComponent("starts").path)) ?? [])
        .filter { $0.hasSuffix(".csv.gz") }.sorted()

    @Test("start every job when pyss and Batsim start it", arguments: files)
    func starts(file: String) throws {
        let parts = file.dropLast(".csv.gz".count).split(separator: "_")
        let workload = parts.dropFirst().dropLast().joined(separator: "_") + ".norm.swf"
        let policy = try discipline(String(parts[parts.count - 1]))
        let trace = try trace(workload)
        let schedule = try QueueSchedule(
            of: trace.jobs, under: policy, processors: trace.processors, mode: .event)
        var expected: [Int64: [Int64]] = [:]
        for row in try rows("starts/\(file)") {
            expected[try #require(Int64(row[0]))] = try row[1...3].map { try #require(Int64($0)) }
        }
        #expect(expected.count == trace.jobs.count)
        var wrong = 0
        for row in 0..<trace.jobs.count {
            let ours = [trace.jobs.submits[row], schedule.starts[row], schedule.ends[row]]
            if expected[trace.jobs.ids[row]] != ours { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("find all forty-nine files of start times")
    func allFiles() { #expect(Self.files.count == 49) }

    @Test(
        "finish every job of the small known answers on time",
        arguments: ["fcfs", "easy", "easy_sjbf", "cons", "lookahead"])
    func knownAnswers(policy: String) throws {
        let mine = try rows("kat_backfill_100procs.csv").filter { $0[0] == policy }
        let cases = Dictionary(grouping: mine) { $0[1] }
        #expect(cases.count == ["fcfs": 39, "easy": 45, "easy_sjbf": 34, "cons": 42, "lookahead": 31][policy])
        for (name, rows) in cases {
            let facts = try rows.map { row in try row[2...7].map { try #require(Int64($0)) } }
                .sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }
            var jobs = JobTable()
            for fact in facts {
                jobs.append(id: fact[0], submit: fact[1], run: fact[4], processors: Int32(fact[3]), estimate: fact[2])
            }
            let schedule = try QueueSchedule(of: jobs, under: discipline(policy), processors: 100, mode: .event)
            #expect(schedule.ends == facts.map { $0[5] }, "\(policy) \(name)")
        }
    }

    @Test("agree with the summaries of event mode")
    func eventSummaries() throws {
        for row in try rows("starts_summary.csv") {
            try check(row[0], policy: row[1], mode: .event, jobs: row[3], wait: row[4], slowdown: row[5], end: row[6])
        }
    }

    @Test("agree with the summaries of batch mode")
    func batchSummaries() throws {
        for row in try rows("batch_mode_summary.csv") {
            try check(row[0], policy: row[1], mode: .batch, jobs: row[4], wait: row[5], slowdown: row[6], end: row[7])
        }
    }

    private func check(
        _ workload: String, policy: String, mode: PassMode, jobs: String, wait: String, slowdown: String, end: String
    ) throws {
        let trace = try trace(workload)
        let schedule = try QueueSchedule(
            of: trace.jobs, under: discipline(policy), processors: trace.processors, mode: mode)
        let metrics = QueueMetrics(of: schedule, for: trace.jobs, processors: trace.processors)
        #expect(String(metrics.overall.jobs) == jobs, "\(workload) \(policy)")
        #expect(String(metrics.end) == end, "\(workload) \(policy)")
        // The references give 4 and 6 decimals.
        let waits = try millionths(wait)
        let slowdowns = try millionths(slowdown)
        #expect(abs(metrics.overall.wait.meanMillionths - waits) <= 50, "\(workload) \(policy)")
        #expect(
            abs(metrics.overall.boundedSlowdown.meanMillionths - slowdowns) <= 1, "\(workload) \(policy)")
    }

    private func millionths(_ text: String) throws -> Int64 {
        Int64((try #require(Double(text)) * 1e6).rounded())
    }
}

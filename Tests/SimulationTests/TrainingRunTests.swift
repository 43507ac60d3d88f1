import Foundation
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateTesting
import Testing

@testable import StargateSimulation

@Suite("A training run under failures")
struct TrainingRunTests {
    /// Runs a gang report by report to its end.
    private func run(nodes: Int64, days: Int64, seed: UInt64, risks: String) throws -> (elapsed: Int64, stops: Int64) {
        let text = try Examples.text("campus")
        let start = try #require(text.range(of: "  node_failures:"))
        let programme = try Programme(reading: String(text[..<start.lowerBound]) + risks)
        let answers = Answers(programme: programme, seed: seed, fidelity: .full)
        var (remaining, elapsed, stops, report) = (days * Instant.millisecondsPerDay, Int64(0), Int64(0), 0)
        while remaining > 0 && report < 10_000 {
            let since = Instant(programme.start).advanced(byMilliseconds: elapsed)
            let (at, observation) = answers.run("r", nodes: nodes, remaining: remaining, report: report, since: since)
            elapsed += at.since(since)
            switch observation {
            case .jobReported(_, let productive, _, let interruptions):
                remaining -= productive
                stops += interruptions
            case .jobFinished(_, _, _, let interruptions):
                remaining = 0
                stops += interruptions
            default: Issue.record("not a report: \(observation)")
            }
            report += 1
        }
        return (elapsed, stops)
    }

    @Test("without failures takes its work and its checkpoints, to the millisecond")
    func quiet() throws {
        let risks =
            "  node_failures: 0 per 1000 node-days\n  checkpoint_interval: 1 hour\n  checkpoint_time: 36 seconds\n"
        let result = try run(nodes: 1000, days: 5, seed: 1, risks: risks)
        // 120 intervals with a checkpoint between any two; each report begins with a fresh interval.
        let expected = 5 * Instant.millisecondsPerDay + 119 * 36_000
        #expect(result.elapsed == expected)
        #expect(result.stops == 0)
    }

    @Test(
        "takes as long as Daly's complete model says, within its noise",
        arguments: [
            (500.0, 1.0, 30.0, 10.0), (2000, 1, 30, 10), (2000, 0.25, 60, 5), (8000, 0.1, 10, 3),
        ])
    func goodput(nodes: Double, hours: Double, writeSeconds: Double, restartMinutes: Double) throws {
        // Daly, "A higher order estimate of the optimum checkpoint interval", 2006, eq. 13: wall time for one
        // interval is e^(R/M) · M · (e^((T + C)/M) − 1).
        let between = 86_400 / (nodes * 6.5e-3)
        let (interval, write, restart) = (hours * 3600, writeSeconds, restartMinutes * 60)
        let wall = exp(restart / between) * between * (exp((interval + write) / between) - 1)
        let risks = """
              node_failures: 6.5 per 1000 node-days
              checkpoint_interval: \(Int(interval)) seconds
              checkpoint_time: \(Int(write)) seconds
              restart: \(Int(restart)) seconds

            """
        var (elapsed, stops): (Int64, Int64) = (0, 0)
        for seed in UInt64(1)...30 {
            let result = try run(nodes: Int64(nodes), days: 60, seed: seed, risks: risks)
            elapsed += result.elapsed
            stops += result.stops
        }
        let goodput = Double(30 * 60 * Instant.millisecondsPerDay) / Double(elapsed)
        #expect(abs(goodput / (interval / wall) - 1) < 0.02, "goodput \(goodput), Daly \(interval / wall)")
        let perDay = Double(stops) / (Double(elapsed) / 86_400_000)
        #expect(abs(perDay / (nodes * 6.5e-3) - 1) < 0.03, "\(perDay) failures a day")
    }

    @Test(
        "with the best checkpoint interval loses no more than with others",
        arguments: [
            "2 minutes", "20 minutes", "2 hours",
        ])
    func bestInterval(other: String) throws {
        func lasts(_ interval: String) throws -> Int64 {
            let risks =
                "  node_failures: 6.5 per 1000 node-days\n  checkpoint_time: 30 seconds\n  restart: 10 minutes\n"
            return try (UInt64(1)...12).reduce(0) { sum, seed in
                try sum + run(nodes: 4000, days: 30, seed: seed, risks: risks + interval).elapsed
            }
        }
        #expect(try lasts("") < lasts("  checkpoint_interval: \(other)\n"))
    }
}

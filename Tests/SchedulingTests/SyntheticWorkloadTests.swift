import Foundation
import Testing

@testable import StargateScheduling

@Suite("A synthetic workload")
struct SyntheticWorkloadTests {
    private func jobs(_ settings: SyntheticSettings) throws -> [SyntheticJob] {
        var workload = try SyntheticWorkload(settings)
        var jobs: [SyntheticJob] = []
        while let job = workload.next() { jobs.append(job) }
        return jobs
    }

    @Test("streams jobs in order of submission, the same ones for the same seed", arguments: [1, 42, 0xFEED])
    func streams(seed: UInt64) throws {
        print("seed \(seed)")
        let settings = SyntheticSettings(accelerators: 80_000, jobs: 20_000, seed: seed)
        let jobs = try jobs(settings)
        #expect(jobs.count == 20_000)
        #expect(try self.jobs(settings) == jobs)
        let longest = try SyntheticWorkload(settings).longestEstimate
        for (row, job) in jobs.enumerated() {
            #expect(job.row == Int64(row))
            #expect(row == 0 || job.submit >= jobs[row - 1].submit)
            #expect(job.run >= 1 && job.estimate >= job.run && job.estimate <= longest)
            #expect(job.estimate % 60 == 0)
        }
        var other = settings
        other.seed += 1
        #expect(try self.jobs(other) != jobs)
    }

    @Test("goes on alike in a copy")
    func copies() throws {
        var workload = try SyntheticWorkload(SyntheticSettings(accelerators: 1000, jobs: 100, seed: 5))
        for _ in 0..<50 { _ = workload.next() }
        var copy = workload
        while let job = workload.next() { #expect(copy.next() == job) }
        #expect(copy.next() == nil)
    }

    @Test("asks for the load that is chosen, with the mix and the median of its settings", arguments: [50, 90, 130])
    func load(percent: Int64) throws {
        var settings = SyntheticSettings(accelerators: 1_000_000, jobs: 400_000, seed: 7)
        settings.loadPercent = percent
        let jobs = try jobs(settings)
        let meanRun = jobs.reduce(0.0) { $0 + Double($1.run) } / Double(jobs.count)
        #expect(abs(meanRun / 4500.88 - 1) < 0.02, "mean run \(meanRun)")
        let meanSize = jobs.reduce(0.0) { $0 + Double($1.accelerators) } / Double(jobs.count)
        #expect(abs(meanSize / 9.925 - 1) < 0.05, "mean size \(meanSize)")
        // By the means: the sum of size times run is too heavy-tailed to tell.
        let asked = Double(jobs.count) * 9.925 * 4500.88
        var weights = 0.0
        let hours = SyntheticSettings.hours
        let end = jobs[jobs.count - 1].submit
        for hour in 0...(end / 3600) {
            let span = Double(min(end - hour * 3600, 3600))
            weights += span * Double(hours[Int(hour % 24)]) / 100
        }
        let load = asked / weights / 1_000_000
        #expect(abs(load * 100 / Double(percent) - 1) < 0.01, "load \(load)")
        let runs = jobs.map(\.run).sorted()
        #expect(abs(Double(runs[runs.count / 2]) / 720 - 1) < 0.02)
        for share in SyntheticSettings.published where share.weight >= 500 {
            let count = jobs.count { $0.accelerators == share.accelerators }
            #expect(abs(Double(count) / 400_000 - Double(share.weight) / 10_000) < 0.005)
        }
    }

    @Test("leaves out sizes above a quarter of the fleet, and refuses what it cannot draw")
    func limits() throws {
        let small = try jobs(SyntheticSettings(accelerators: 64, jobs: 5000, seed: 1))
        #expect(small.map(\.accelerators).max() == 16)
        #expect(try jobs(SyntheticSettings(accelerators: 2, jobs: 10, seed: 1)).allSatisfy { $0.accelerators == 1 })
        var settings = SyntheticSettings(accelerators: 64, jobs: 1, seed: 1)
        settings.sizes = [SyntheticSettings.Share(accelerators: 32, weight: 1)]
        #expect(throws: SyntheticWorkload.Refusal.noSizes(accelerators: 64)) { try SyntheticWorkload(settings) }
        settings.loadPercent = 0
        #expect(throws: SyntheticWorkload.Refusal.outOfRange) { try SyntheticWorkload(settings) }
    }

    @Test("has powers and logarithms right to four digits")
    func tables() {
        for step in -160...160 {
            let exponent = Int64(step) * 6553
            let exact = 1_000_000 * Double.exp2(Double(exponent) / 65536)
            let ours = Double(FixedTables.scale(1_000_000, byPowerOfTwo: exponent))
            #expect(abs(ours - exact) <= exact * 4e-5 + 1)
        }
        var draws = SeededDraws(seed: 3)
        for _ in 0..<1000 {
            let bits = draws.bits() | 1
            let exact = 64 - Double.log2(Double(bits))
            #expect(abs(Double(FixedTables.minusLog2(bits)) / 0x1p32 - exact) < 1e-4)
        }
    }
}

extension Double {
    fileprivate static func exp2(_ x: Double) -> Double { Foundation.exp2(x) }
    fileprivate static func log2(_ x: Double) -> Double { Foundation.log2(x) }
}

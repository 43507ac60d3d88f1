import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateScheduling

/// Failures: nodes of a pool fail and are repaired; a gang stops when one of its nodes fails, loses what it did since
/// its last checkpoint, and starts again.
extension Answers {
    private var reportEvery: Int64 { (fidelity == .full ? 7 : 28) * Instant.millisecondsPerDay }
    private var watchEvery: Int { fidelity == .full ? 1 : 28 }

    /// Failures of one node in a millisecond.
    private var failureRate: Double {
        Double(programme.risks.nodeFailures) / 1_000_000 / Double(Instant.millisecondsPerDay)
    }

    /// The gang's next report: after a while, or when its work is done.
    func run(
        _ job: JobID, nodes: Int64, remaining: Int64, report: Int, since: Instant
    ) -> (Instant, Observation) {
        let span = stretch(Chance(seed: seed, "run/\(job)", report), nodes: nodes, remaining: remaining)
        let at = since.advanced(byMilliseconds: span.elapsed)
        guard span.productive >= remaining else {
            return (
                at,
                .jobReported(
                    job: job, productive: span.productive, lost: span.elapsed - span.productive,
                    interruptions: span.interruptions)
            )
        }
        return (
            at,
            .jobFinished(
                job: job, productive: remaining, lost: span.elapsed - remaining, interruptions: span.interruptions)
        )
    }

    private struct Stretch {
        var elapsed: Int64 = 0
        var productive: Int64 = 0
        var interruptions: Int64 = 0
    }

    /// The checkpoint interval that loses least: T = √(2 C M) (Young 1974; Daly 2006), at most a day.
    private func bestInterval(checkpoint: Int64, failureRate: Double) -> Int64 {
        guard failureRate > 0 else { return Instant.millisecondsPerDay }
        let best = (2 * Double(max(1, checkpoint)) / failureRate).squareRoot()
        return Int64(min(best, Double(Instant.millisecondsPerDay)))
    }

    /// A gang's life up to its next report, failure by failure. It begins at a checkpoint; times in milliseconds.
    private func stretch(_ luck: Chance, nodes: Int64, remaining: Int64) -> Stretch {
        var chance = luck
        let start = Instant(programme.start)
        let checkpoint = programme.risks.checkpointTime.milliseconds(from: start)
        let restart = programme.risks.restart.milliseconds(from: start)
        let rate = failureRate * Double(nodes)
        let declared = programme.risks.checkpointInterval?.milliseconds(from: start)
        let interval = max(1000, declared ?? bestInterval(checkpoint: checkpoint, failureRate: rate))
        var span = Stretch()
        // What is left of the restart after the last failure.
        var restarting: Int64 = 0
        while span.elapsed < reportEvery {
            let left = reportEvery - span.elapsed
            let quiet = Int64(rate > 0 ? min(chance.exponential() / rate, 1e15) : 1e15)
            let working = max(0, min(left, quiet) - restarting)
            // Intervals of progress and checkpoints alternate; none is written at the end.
            let toDo = remaining - span.productive
            let needed = Int128(toDo) + Int128(checkpoint) * Int128((toDo - 1) / interval)
            if needed <= working {
                span.elapsed += restarting + Int64(needed)
                span.productive = remaining
                return span
            }
            let saved = working / (interval + checkpoint) * interval
            guard quiet <= left else {
                // Time to report; progress up to now counts.
                let open = min(working % (interval + checkpoint), interval)
                span.elapsed += left
                span.productive += min(saved + open, toDo - 1)
                return span
            }
            // What was done since the last checkpoint is lost.
            span.elapsed += quiet
            span.productive += min(saved, toDo - 1)
            span.interruptions += 1
            restarting = restart
        }
        return span
    }

    /// The pool's next day on which other nodes are down than now; at the latest after a month.
    ///
    /// Each day's failures strike nodes at random, and each is down for the time of a repair.
    func watch(_ pool: PoolID, nodes: Int64, down: NodeList, since: Instant) -> (Instant, Observation)? {
        let repairDays = Int(
            max(
                1,
                (programme.risks.repair.milliseconds(from: since) + Instant.millisecondsPerDay / 2)
                    / Instant.millisecondsPerDay))
        guard programme.risks.nodeFailures > 0, nodes > 0 else {
            // Nothing fails any more; what is down comes back.
            let repaired = Instant(since.date.advanced(byDays: repairDays))
            let none = NodeList([])
            let day = repaired.date.dayNumber
            return down.isEmpty ? nil : (repaired, .nodesObserved(pool: pool, day: day, failures: 0, down: none))
        }
        let today = since.date.dayNumber
        for day in stride(from: today + watchEvery, through: today + 31, by: watchEvery) {
            var struck = Set<Int32>()
            var failures = 0
            for age in 0..<min(repairDays, 400) {
                let hit = nodesStruck(of: pool, nodes, on: day - age)
                if age == 0 { failures = hit.count }
                struck.formUnion(hit)
            }
            let downNow = NodeList(struck.sorted())
            guard downNow != down || day + watchEvery > today + 31 else { continue }
            let at = Instant(CalendarDate(dayNumber: day))
            return (at, .nodesObserved(pool: pool, day: day, failures: Int64(failures), down: downNow))
        }
        return nil
    }

    /// The nodes that fail on a day, one as often as it does.
    ///
    /// Drawn for more nodes than there are, the next power of two, so that a pool that grows a little does not change
    /// which of its nodes have failed.
    private func nodesStruck(of pool: PoolID, _ nodes: Int64, on day: Int) -> [Int32] {
        var chance = Chance(seed: seed, "watch/\(pool)", day)
        let width = UInt64(1) << UInt64(64 - (UInt64(max(1, nodes)) - 1).leadingZeroBitCount)
        let count = chance.poisson(mean: Double(programme.risks.nodeFailures) / 1_000_000 * Double(width))
        let drawn = (0..<count).map { _ in chance.bits().multipliedFullWidth(by: width).high }
        return drawn.filter { $0 < UInt64(nodes) }.map { Int32($0) }
    }
}

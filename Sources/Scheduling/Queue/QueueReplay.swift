/// A job of a trace has started.
public struct ReplayedStart: Hashable, Sendable {
    /// The row of the job, counted over all chunks.
    public let row: Int64
    /// In the trace's unit.
    public let start: Int64
    /// When it will really end.
    public let end: Int64
}

/// Why a trace cannot be replayed.
public enum ReplayRefusal: Error, Hashable, Sendable {
    /// The decider refuses the job in this row.
    case job(row: Int64, QueueRefusal)
    /// The job in this row is submitted before its predecessor.
    case unsorted(row: Int64)
    /// A run time is zero or more.
    case negativeRun(row: Int64)
}

/// The fast lane: drives a decider over a whole trace.
///
/// Arrivals stream in, in order of submission, chunk by chunk; only waiting and running jobs are held. The instants
/// are processed as `PassMode` says; a job that ends in the instant of its start ends after all submissions of that
/// instant.
public struct QueueReplay: Sendable {
    public private(set) var decider: QueueDecider
    public let mode: PassMode
    /// Nanoseconds from any zero, where the caller has a clock and wants every pass timed; changes no decision.
    public var clock: (@Sendable () -> Int64)?
    /// How long each pass took, in nanoseconds; empty without a clock.
    public private(set) var latencies = LogHistogram()

    /// A job that waits or runs.
    private struct Live: Sendable {
        let row: Int64
        let run: Int64
        var started: QueueStart?
    }

    private var live: [Live] = []
    private var spareSlots: [Int32] = []
    private var endings = EndingHeap()
    /// Reused by every pass.
    private var decisions: [QueueStart] = []
    private var rows: Int64 = 0
    private var lastSubmit = Int64.min
    /// Batch mode: submissions of `lastSubmit` await their pass.
    private var isPassDue = false

    /// A replay on an empty machine.
    public init(_ discipline: QueueDiscipline, processors: Int32, mode: PassMode) {
        decider = QueueDecider(discipline, processors: processors)
        self.mode = mode
    }

    /// Replays the next chunk up to its last submission, appending to `starts` in order of start.
    public mutating func run(
        _ chunk: JobTable, into starts: inout [ReplayedStart]
    ) throws(ReplayRefusal) {
        for row in 0..<chunk.count {
            let submit = chunk.submits[row]
            guard submit >= lastSubmit else { throw .unsorted(row: rows) }
            guard chunk.runs[row] >= 0 else { throw .negativeRun(row: rows) }
            switch mode {
            case .event:
                while let next = endings.first, next.end < submit { endOne(into: &starts) }
            case .batch:
                if isPassDue, submit > lastSubmit { pass(at: lastSubmit, into: &starts) }
                while let next = endings.first, next.end <= submit, !isPassDue {
                    endAll(at: next.end, thenPass: next.end < submit, into: &starts)
                }
            }
            lastSubmit = submit
            let slot = takeSlot(Live(row: rows, run: chunk.runs[row]))
            do {
                try decider.submit(
                    slot, processors: chunk.processors[row], estimate: chunk.estimates[row], at: submit)
            } catch {
                throw .job(row: rows, error)
            }
            rows += 1
            switch mode {
            case .event: pass(at: submit, into: &starts)
            case .batch: isPassDue = true
            }
        }
    }

    /// Replays what is left after the last submission.
    public mutating func drain(into starts: inout [ReplayedStart]) {
        if isPassDue { pass(at: lastSubmit, into: &starts) }
        while let next = endings.first {
            switch mode {
            case .event: endOne(into: &starts)
            case .batch: endAll(at: next.end, thenPass: true, into: &starts)
            }
        }
    }

    /// Event mode: one termination and its pass.
    private mutating func endOne(into starts: inout [ReplayedStart]) {
        guard let end = finishNext() else { return }
        pass(at: end, into: &starts)
    }

    /// Batch mode: all terminations of an instant, and its pass unless submissions of the same instant follow.
    private mutating func endAll(at now: Int64, thenPass: Bool, into starts: inout [ReplayedStart]) {
        while let next = endings.first, next.end == now { _ = finishNext() }
        if thenPass { pass(at: now, into: &starts) }
    }

    private mutating func finishNext() -> Int64? {
        guard let ending = endings.pop(), let started = live[Int(ending.slot)].started else { return nil }
        live[Int(ending.slot)].started = nil
        spareSlots.append(ending.slot)
        decider.finish(started, at: ending.end)
        return ending.end
    }

    private mutating func pass(at now: Int64, into starts: inout [ReplayedStart]) {
        isPassDue = false
        decisions.removeAll(keepingCapacity: true)
        if let clock {
            let before = clock()
            decider.pass(at: now, due: due(at: now), into: &decisions)
            latencies.record(max(0, clock() - before))
        } else {
            decider.pass(at: now, due: due(at: now), into: &decisions)
        }
        for decision in decisions {
            let slot = Int(decision.job)
            live[slot].started = decision
            let end = now + live[slot].run
            endings.push(Ending(end: end, sequence: decision.sequence, slot: decision.job))
            starts.append(ReplayedStart(row: live[slot].row, start: now, end: end))
        }
    }

    /// The processors of jobs that end at `now`, as estimated or later, and are not reported yet.
    private func due(at now: Int64) -> Int32 {
        guard mode == .event, let next = endings.first, next.end == now else { return 0 }
        var processors: Int32 = 0
        endings.forEach(endingAt: now) { slot in
            if let started = live[Int(slot)].started, started.estimatedEnd <= now { processors += started.processors }
        }
        return processors
    }

    private mutating func takeSlot(_ job: Live) -> Int32 {
        if let slot = spareSlots.popLast() {
            live[Int(slot)] = job
            return slot
        }
        live.append(job)
        return Int32(live.count - 1)
    }
}

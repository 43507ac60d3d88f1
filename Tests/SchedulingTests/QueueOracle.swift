import StargateScheduling

/// Every policy again, written from the definitions and nothing else: no caches, no blocks, everything computed anew
/// at every pass. Slow on purpose.
struct QueueOracle {
    struct Job {
        let submit: Int64
        let run: Int64
        let processors: Int
        let estimate: Int64
    }

    let jobs: [Job]
    let machine: Int
    let policy: QueueDiscipline

    private var queue: [Int] = []
    private var running: [Int] = []
    /// Running before the pass, and known to end within its instant as estimated or later.
    private var due: [Int] = []
    private var starts: [Int64]
    private var reserved: [Int64]
    /// Processors in use or reserved in each tick.
    private var use: [Int] = []

    init(_ table: JobTable, machine: Int, policy: QueueDiscipline) {
        jobs = (0..<table.count).map {
            Job(
                submit: table.submits[$0], run: table.runs[$0], processors: Int(table.processors[$0]),
                estimate: max(1, table.estimates[$0]))
        }
        self.machine = machine
        self.policy = policy
        starts = Array(repeating: -1, count: jobs.count)
        reserved = Array(repeating: 0, count: jobs.count)
    }

    /// The start of every job.
    static func starts(
        _ table: JobTable, machine: Int, policy: QueueDiscipline, mode: PassMode
    ) -> [Int64] {
        var oracle = QueueOracle(table, machine: machine, policy: policy)
        switch mode {
        case .event: oracle.playEvents()
        case .batch: oracle.playBatches()
        }
        return oracle.starts
    }

    private mutating func playEvents() {
        var next = 0
        while next < jobs.count || !running.isEmpty {
            if let ending = nextEnding(), next == jobs.count || end(of: ending) < jobs[next].submit {
                let now = end(of: ending)
                finish(ending, now)
                pass(now, knowsEnds: true)
            } else {
                let now = jobs[next].submit
                submit(next, now)
                next += 1
                pass(now, knowsEnds: true)
            }
        }
    }

    private mutating func playBatches() {
        var next = 0
        while next < jobs.count || !running.isEmpty {
            let ends = running.map { end(of: $0) }
            let now = min(ends.min() ?? .max, next < jobs.count ? jobs[next].submit : .max)
            while let ending = nextEnding(), end(of: ending) == now { finish(ending, now) }
            while next < jobs.count, jobs[next].submit == now {
                submit(next, now)
                next += 1
            }
            pass(now, knowsEnds: false)
        }
    }

    /// `running` is in order of start, so that the first of the earliest ends is the one to end.
    private func nextEnding() -> Int? { running.min { end(of: $0) < end(of: $1) } }
    private func end(of job: Int) -> Int64 { starts[job] + jobs[job].run }
    private func estimatedEnd(of job: Int) -> Int64 { starts[job] + jobs[job].estimate }

    private mutating func submit(_ job: Int, _ now: Int64) {
        if policy == .conservative { reserve(job, now) }
        queue.append(job)
    }

    private mutating func finish(_ job: Int, _ now: Int64) {
        running.removeAll { $0 == job }
        guard policy == .conservative else { return }
        change(by: -jobs[job].processors, from: now, to: estimatedEnd(of: job))
        for waiting in queue {
            let planned = reserved[waiting]
            change(by: -jobs[waiting].processors, from: planned, to: planned + jobs[waiting].estimate)
            reserve(waiting, now)
        }
    }

    /// The processors that a job may start on now.
    private func free() -> Int {
        machine - running.filter { !due.contains($0) }.reduce(0) { $0 + jobs[$1].processors }
    }

    private mutating func start(_ job: Int, _ now: Int64) {
        queue.removeAll { $0 == job }
        running.append(job)
        starts[job] = now
    }

    private mutating func pass(_ now: Int64, knowsEnds: Bool) {
        due = knowsEnds ? running.filter { end(of: $0) == now && estimatedEnd(of: $0) <= now } : []
        if policy == .conservative {
            for job in queue
            where reserved[job] <= now && jobs[job].processors <= free() { start(job, now) }
            return
        }
        while let head = queue.first, jobs[head].processors <= free() { start(head, now) }
        guard policy != .fcfs, let head = queue.first else { return }
        if policy == .lookahead { return startBestSet(head, now, free()) }
        var rest = Array(queue.dropFirst())
        if policy == .easySJBF {
            rest.sort { (jobs[$0].estimate, $0) < (jobs[$1].estimate, $1) }
        }
        for job in rest {
            let (shadow, extra) = shadow(of: head, now)
            let need = jobs[job].processors
            if need <= free(), now + jobs[job].estimate <= shadow || need <= extra {
                start(job, now)
            }
        }
    }

    private func shadow(of head: Int, _ now: Int64) -> (Int64, Int) {
        func free(at time: Int64) -> Int {
            machine - running.filter { max(now, estimatedEnd(of: $0)) > time }.reduce(0) { $0 + jobs[$1].processors }
        }
        let instants = ([now] + running.map { max(now, estimatedEnd(of: $0)) }).sorted()
        let shadow = instants.first { free(at: $0) >= jobs[head].processors } ?? .max
        return (shadow, free(at: shadow) - jobs[head].processors)
    }

    /// Lookahead: of all sets that may start, the one with the most processors; among equals the one with the latest
    /// job, then the latest but one, and so on.
    private mutating func startBestSet(_ head: Int, _ now: Int64, _ free: Int) {
        let (shadow, extra) = shadow(of: head, now)
        let rest = Array(queue.dropFirst())
        precondition(rest.count < 16, "the oracle tries all sets")
        var best = (used: 0, set: 0)
        for set in 0..<(1 << rest.count) {
            let chosen = rest.indices.filter { set & (1 << $0) != 0 }.map { rest[$0] }
            let used = chosen.reduce(0) { $0 + jobs[$1].processors }
            let late = chosen.filter { now + jobs[$0].estimate > shadow }.reduce(0) { $0 + jobs[$1].processors }
            // A larger number means that later jobs are in the set.
            if used <= free, late <= extra, (used, set) > best { best = (used, set) }
        }
        for index in rest.indices where best.set & (1 << index) != 0 { start(rest[index], now) }
    }

    /// Reserves the earliest span in which the job fits beside all that runs and all that is reserved.
    private mutating func reserve(_ job: Int, _ now: Int64) {
        var start = now
        var tick = now
        while tick < start + jobs[job].estimate {
            let inUse = Int(tick) < use.count ? use[Int(tick)] : 0
            if inUse + jobs[job].processors > machine { start = tick + 1 }
            tick += 1
        }
        reserved[job] = start
        change(by: jobs[job].processors, from: start, to: start + jobs[job].estimate)
    }

    private mutating func change(by processors: Int, from start: Int64, to end: Int64) {
        while use.count < Int(end) { use.append(0) }
        for tick in start..<max(start, end) { use[Int(tick)] += processors }
    }
}

/// The earliest room a job can be sure of, found by ending running jobs in place and putting them back.
extension FleetDecider {
    struct FutureStart {
        let time: Int64
        let nomination: FleetNomination
        let nodes: [Int32]
        /// Whether it would start on borrowed quota.
        let borrows: Bool
    }

    /// The earliest start in a pool if every running job ends by its estimate and no other starts.
    ///
    /// Room only grows as jobs end, so the search may leap ahead and halve back: O(log running) looks for room.
    mutating func earliestStart(
        of record: FleetRecord, inPool pool: Int, notAfter limit: Int64, at now: Int64
    ) -> FutureStart? {
        let list = running[pool * topology.types + record.job.type].entries
        func time(_ ended: Int) -> Int64 { ended == 0 ? now : max(now, list[ended - 1].end) }
        // 1. So many must have ended for counts and quota alone.
        let isQuotaShort = !quota.admits(record.job.need, of: record.job.type, by: record.job.queue)
        let reach = isQuotaShort ? min(list.count, settings.promiseReach) : list.count
        guard let least = leastEnded(for: record.job, inPool: pool, of: list[..<reach]) else { return nil }
        // 2. Leap ahead until the constraint holds too.
        var ended = 0
        var tooFew = least - 1
        var enough = least
        var leap = 1
        var found: FleetNomination?
        while enough <= reach, time(enough) <= limit, time(enough) < .max {
            move(from: &ended, to: enough, of: list)
            found = future(record, inPool: pool, at: time(enough))?.0
            if found != nil || enough == reach { break }
            tooFew = enough
            enough = min(reach, enough + leap)
            while enough > tooFew + 1, time(enough) > limit || time(enough) == .max {
                enough = tooFew + (enough - tooFew) / 2
            }
            leap *= 2
        }
        // 3. Halve back to the first that will do.
        while found != nil, enough - tooFew > 1 {
            let middle = (tooFew + enough) / 2
            move(from: &ended, to: middle, of: list)
            if let sooner = future(record, inPool: pool, at: time(middle))?.0 {
                found = sooner
                enough = middle
            } else {
                tooFew = middle
            }
        }
        var start: FutureStart?
        if found != nil {
            move(from: &ended, to: enough, of: list)
            start = futureStart(record, inPool: pool, at: time(enough))
        }
        move(from: &ended, to: 0, of: list)
        return start
    }

    /// How many must end, in order, for counts and quota; nil if all of them are not enough.
    private mutating func leastEnded(
        for job: FleetJob, inPool pool: Int, of list: ArraySlice<FleetRunningList.Entry>
    ) -> Int? {
        var room = open(inPool: pool, type: job.type)
        var ended = 0
        func isEnough() -> Bool { room >= job.need && quota.admits(job.need, of: job.type, by: job.queue) }
        while !isEnough(), ended < list.count {
            let other = records[list[ended].slot].job
            room += other.need
            quota.use(-other.need, of: other.type, by: other.queue)
            ended += 1
        }
        let found = isEnough() ? ended : nil
        for entry in list[..<ended] {
            let other = records[entry.slot].job
            quota.use(other.need, of: other.type, by: other.queue)
        }
        return found
    }

    /// Whether a job still has its start once all jobs that end by `time` have ended, and on which nodes.
    mutating func start(of record: FleetRecord, inPool pool: Int, by time: Int64, at now: Int64) -> FutureStart? {
        let list = running[pool * topology.types + record.job.type].entries
        var count = 0
        while count < list.count, max(now, list[count].end) <= time { count += 1 }
        var ended = 0
        move(from: &ended, to: count, of: list)
        let found = futureStart(record, inPool: pool, at: time)
        move(from: &ended, to: 0, of: list)
        return found
    }

    /// Room and quota as they are now.
    private func future(
        _ record: FleetRecord, inPool pool: Int, at time: Int64
    ) -> (FleetNomination, FleetSearch)? {
        let job = record.job
        guard quota.admits(job.need, of: job.type, by: job.queue) else { return nil }
        return nominate(record, inPool: pool, at: time)
    }

    private func futureStart(_ record: FleetRecord, inPool pool: Int, at time: Int64) -> FutureStart? {
        future(record, inPool: pool, at: time).map { nomination, search in
            FutureStart(
                time: time, nomination: nomination, nodes: topology.nodes(for: nomination, search),
                borrows: quota.borrows(record.job.need, of: record.job.type, by: record.job.queue))
        }
    }

    /// Ends the first jobs of a list, or puts them back, until `target` of them have ended.
    private mutating func move(from ended: inout Int, to target: Int, of list: [FleetRunningList.Entry]) {
        while ended < target {
            let record = records[list[ended].slot]
            topology.give(record.job.gpus, on: record.nodes)
            quota.use(-record.job.need, of: record.job.type, by: record.job.queue)
            ended += 1
        }
        while ended > target {
            ended -= 1
            let record = records[list[ended].slot]
            topology.take(record.job.gpus, on: record.nodes)
            quota.use(record.job.need, of: record.job.type, by: record.job.queue)
        }
    }
}

/// What heads that wait are promised. One head a GPU type: types do not compete for room.
extension FleetDecider {
    /// Hides from a job what is promised to others by a time it would still run at; shows it the rest.
    mutating func hidePromises(from slot: Int?, until end: Int64) {
        for type in promises.indices {
            guard let promise = promises[type] else { continue }
            if promise.slot != slot, promise.time < end {
                promises[type]?.hide(in: &topology, &quota)
            } else {
                show(type: type)
            }
        }
    }

    mutating func showPromises() {
        for type in promises.indices { show(type: type) }
    }

    mutating func show(type: Int) {
        promises[type]?.show(in: &topology, &quota)
    }

    mutating func dropPromise(of slot: Int) {
        for type in promises.indices where promises[type]?.slot == slot { dropPromise(type: type) }
    }

    mutating func dropPromise(type: Int) {
        show(type: type)
        promises[type] = nil
    }

    /// Takes promises of borrowed quota away from those who stand in the way of one entitled to its own.
    mutating func dropPromisesOfBorrowers(for job: FleetJob) {
        let cohort = quota.queues[job.queue].cohort
        guard let promise = promises[job.type], promise.borrows else { return }
        let queue = records[promise.slot].job.queue
        if queue != job.queue, quota.queues[queue].cohort == cohort { dropPromise(type: job.type) }
    }

    /// Promises a waiting job the earliest start in any pool, if every running job ends by its estimate
    /// (EASY; Lifka 1995, Feitelson and Weil 1998). One that has outrun its estimate counts as over.
    ///
    /// No promise is made where estimates alone do not free enough: nodes are down, or power is used elsewhere.
    mutating func promise(_ slot: Int, at now: Int64) {
        dropPromise(of: slot)
        var best: (job: FleetJob, start: FutureStart)?
        for shape in records[slot].asked.shapes where mayPromise(shape.type, to: slot) {
            dropPromise(type: shape.type)
            records[slot].job = shape
            guard let found = future(of: slot, at: now), found.time < best?.start.time ?? .max else { continue }
            best = (shape, found)
        }
        records[slot].job = best?.job ?? records[slot].asked.atRest
        guard let best else { return }
        promises[best.job.type] = FleetPromise(
            slot: slot, job: best.job, pool: best.start.nomination.pool, time: best.start.time, made: now,
            nodes: best.start.nodes,
            borrows: best.start.borrows)
    }

    /// Whether a type has promised nobody, or one of the same queue that goes after this job.
    func mayPromise(_ type: Int, to slot: Int) -> Bool {
        guard let known = promises[type], known.slot != slot else { return true }
        let (other, job) = (records[known.slot].job, records[slot].job)
        return other.queue == job.queue && other.priority < job.priority
    }

    /// The earliest start in any pool in its present shape.
    private mutating func future(of slot: Int, at now: Int64) -> FutureStart? {
        let record = records[slot]
        hidePromises(from: slot, until: .max)
        var best: FutureStart?
        for pool in 0..<topology.poolCount
        where topology.capacity(inPool: pool, type: record.job.type) >= record.job.need {
            guard let found = earliestStart(of: record, inPool: pool, notAfter: best?.time ?? .max, at: now)
            else { continue }
            if let known = best {
                if found.time > known.time { continue }
                if found.time == known.time, !isBetter(found.nomination, than: known.nomination) { continue }
            }
            best = found
        }
        showPromises()
        return best
    }

    /// Starts a job on nodes promised to the head if the head can be promised others, at no later time.
    ///
    /// Together with `hidePromises` this is EASY's whole rule: whatever leaves the head its start may pass it.
    mutating func passPromise(_ slot: Int, in pass: inout FleetPass) -> Bool {
        let record = records[slot]
        let job = record.job
        guard let promise = promises[job.type], promise.isHidden, pass.promiseChecks < settings.promiseChecks
        else { return false }
        guard !promise.isImmovable(for: record) else { return false }
        show(type: job.type)
        guard quota.admits(job.need, of: job.type, by: job.queue),
            let (nomination, search) = nominate(record, at: pass.now)
        else { return false }
        pass.promiseChecks += 1
        let nodes = topology.nodes(for: nomination, search)
        topology.take(job.gpus, on: nodes)
        quota.use(job.need, of: job.type, by: job.queue)
        let found = start(of: records[promise.slot], inPool: promise.pool, by: promise.time, at: pass.now)
        topology.give(job.gpus, on: nodes)
        quota.use(-job.need, of: job.type, by: job.queue)
        guard let found, found.borrows == promise.borrows else {
            promises[job.type]?.noteImmovable(for: record)
            return false
        }
        promises[job.type] = FleetPromise(
            slot: promise.slot, job: promise.job, pool: promise.pool, time: found.time, made: promise.made,
            nodes: found.nodes,
            borrows: found.borrows, immovable: promise.immovable)
        start(slot, nomination, search, why: .backfilled, in: &pass)
        return true
    }

    /// The instant by which a waiting job will start if estimates hold; nil if it has no promise.
    public func promisedStart(of id: Int64) -> Int64? {
        guard let slot = slotOf[id] else { return nil }
        return promises[records[slot].job.type].flatMap { $0.slot == slot ? $0.time : nil }
    }
}

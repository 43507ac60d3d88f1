/// FCFS in two lanes: training runs first, then experiments. In each lane the head starts or everything behind it
/// waits, and no experiment takes accelerators that the waiting head of the training lane could gather.
///
/// A gang goes to the pool with the most free accelerators, ties to the older pool.
public struct FirstComeFirstServed: QueuePolicy {
    public init() {}

    public func next(in state: Scheduling) -> Choice? {
        let training = state.queue.first { $0.class == .training }
        if let training, let choice = place(training, in: state, keeping: nil) { return choice }
        guard let experiment = state.queue.first(where: { $0.class == .research }) else { return nil }
        return place(experiment, in: state, keeping: training)
    }

    /// The best pool for `job`; `head` keeps the pool on which it will first fit to itself.
    private func place(_ job: JobRequest, in state: Scheduling, keeping head: JobRequest?) -> Choice? {
        let reserved = head.flatMap { reservedPool(for: $0, in: state) }
        var best: Choice?
        for pool in state.pools where pool.id != reserved {
            let free = state.free(in: pool)
            guard free >= job.least, free > (best.map { state.free(in: $0.pool) } ?? 0) else { continue }
            best = Choice(job: job, pool: pool, accelerators: min(free, job.most))
        }
        return best
    }

    /// The largest pool that could hold `head` once its running jobs have ended.
    private func reservedPool(for head: JobRequest, in state: Scheduling) -> PoolState.ID? {
        var best: PoolState?
        for pool in state.pools where pool.available - state.guaranteed(in: pool) >= head.least {
            if pool.available > (best?.available ?? 0) { best = pool }
        }
        return best?.id
    }
}

extension PoolState: Identifiable {}

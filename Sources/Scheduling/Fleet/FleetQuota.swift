/// Who uses how much of what it is entitled to, counted once over all pools.
public struct FleetQuota: Hashable, Sendable {
    public private(set) var queues: [FleetQueue]
    private(set) var types: Int
    /// By queue and type, what its running jobs hold.
    private(set) var used: [Int64]
    /// By queue and type, what is hidden for a promised head (`FleetPromise`).
    private(set) var claimed: [Int64]
    /// By cohort and type, used and claimed.
    private var usedByCohort: [Int64]
    /// By cohort and type, the nominal quotas together.
    private var nominalOfCohort: [Int64]
    /// By type, the nominal quotas together.
    private var nominalOfAll: [Int64]

    init(queues: [FleetQueue], types: Int) {
        self.queues = queues
        self.types = types
        let cohorts = (queues.map(\.cohort).max() ?? -1) + 1
        used = [Int64](repeating: 0, count: queues.count * types)
        claimed = used
        usedByCohort = [Int64](repeating: 0, count: cohorts * types)
        var byCohort = usedByCohort
        var all = [Int64](repeating: 0, count: types)
        for queue in queues {
            for type in 0..<types {
                byCohort[queue.cohort * types + type] += queue.nominal[type]
                all[type] += queue.nominal[type]
            }
        }
        nominalOfCohort = byCohort
        nominalOfAll = all
    }

    /// More than any fleet has, and small enough to add up.
    private static let unlimited = Int64.max / 1024

    /// Types that were not there before; every queue may have as much of them as of the first, or any number if there
    /// is none.
    mutating func addTypes(upTo count: Int) {
        let old = self
        var wider = queues
        for index in wider.indices {
            while wider[index].nominal.count < count {
                wider[index].nominal.append(wider[index].nominal.first ?? Self.unlimited)
                wider[index].borrowingLimits.append(wider[index].borrowingLimits.first ?? nil)
            }
        }
        self = FleetQuota(queues: wider, types: count)
        for queue in queues.indices {
            for type in 0..<old.types {
                use(old.used[queue * old.types + type], of: type, by: queue)
                claim(old.claimed[queue * old.types + type], of: type, by: queue)
            }
        }
    }

    /// GPUs a queue's running jobs hold.
    public func used(by queue: Int, type: Int) -> Int64 { used[queue * types + type] }

    mutating func use(_ gpus: Int64, of type: Int, by queue: Int) {
        used[queue * types + type] += gpus
        usedByCohort[queues[queue].cohort * types + type] += gpus
    }

    mutating func claim(_ gpus: Int64, of type: Int, by queue: Int) {
        claimed[queue * types + type] += gpus
        usedByCohort[queues[queue].cohort * types + type] += gpus
    }

    /// Whether a job more would use more than its queue's nominal quota.
    func borrows(_ gpus: Int64, of type: Int, by queue: Int) -> Bool {
        used[queue * types + type] + gpus > queues[queue].nominal[type]
    }

    /// Whether its queue uses more than its nominal quota now.
    func isBorrowing(_ queue: Int, type: Int) -> Bool {
        used[queue * types + type] > queues[queue].nominal[type]
    }

    /// How many more GPUs the queue may use now.
    func available(to queue: Int, type: Int) -> Int64 {
        let index = queue * types + type
        let cohort = queues[queue].cohort * types + type
        let left = nominalOfCohort[cohort] - usedByCohort[cohort]
        guard let limit = queues[queue].borrowingLimits[type] else { return left }
        return min(left, queues[queue].nominal[type] + limit - used[index] - claimed[index])
    }

    /// Whether a job more keeps within the queue's nominal quota and borrowing limit and within what the cohort has
    /// (Kueue: `nominalQuota + borrowingLimit`, and the cohort's unused quota).
    func admits(_ gpus: Int64, of type: Int, by queue: Int) -> Bool {
        gpus <= available(to: queue, type: type)
    }

    /// Whether the queue may ever hold so many at once.
    func couldAdmit(_ gpus: Int64, of type: Int, by queue: Int) -> Bool {
        if let limit = queues[queue].borrowingLimits[type], gpus > queues[queue].nominal[type] + limit { return false }
        return gpus <= nominalOfCohort[queues[queue].cohort * types + type]
    }

    /// The weighted dominant share in millionths: the greatest part of any type's quotas the queue uses, by its weight
    /// (Ghodsi et al., NSDI 2011, weighted DRF).
    public func dominantShare(of queue: Int) -> Int64 {
        var most: Int64 = 0
        for type in 0..<types where nominalOfAll[type] > 0 {
            most = max(most, used[queue * types + type] * 1_000_000 / nominalOfAll[type])
        }
        return most / queues[queue].weight
    }
}

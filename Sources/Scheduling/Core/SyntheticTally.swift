/// Sums from which metrics are made, kept in constant memory.
struct SyntheticTally: Sendable {
    private let accelerators: Int
    private(set) var waits = LogHistogram()
    var backfilled: Int64 = 0
    var hash = ScheduleHash()
    private var now: Int64 = 0
    private var held: Int128 = 0
    private var broken: Int128 = 0
    private var unplaceable: Int64 = 0
    private var arriving: (time: Int64, held: Int128) = (0, 0)

    init(accelerators: Int) { self.accelerators = accelerators }

    /// Counts the time since the last instant, in which nothing changed.
    mutating func advance(to instant: Int64, free: Int, brokenFree: Int, isUnplaceable: Bool) {
        let span = instant - now
        now = instant
        held += Int128(accelerators - free) * Int128(span)
        broken += Int128(brokenFree) * Int128(span)
        if isUnplaceable { unplaceable += span }
    }

    /// The last job of all has been read, which is submitted at `instant`.
    mutating func endArrivals() { arriving = (now, held) }

    mutating func start(waited: Int64) { waits.record(waited) }

    var metrics: SyntheticMetrics {
        let offered = Int128(accelerators) * Int128(now)
        return SyntheticMetrics(
            jobs: waits.count, backfilled: backfilled, waitMean: waits.mean,
            waitP50: waits.quantile(millionths: 500_000), waitP99: waits.quantile(millionths: 990_000),
            waitLargest: waits.largest, makespan: now, utilisationMillionths: Self.millionths(held, of: offered),
            arrivingUtilisationMillionths: Self.millionths(
                arriving.held, of: Int128(accelerators) * Int128(arriving.time)),
            fragmentationMillionths: Self.millionths(broken, of: offered - held),
            unplaceableMillionths: Self.millionths(Int128(unplaceable), of: Int128(now)), hash: hash.value)
    }

    private static func millionths(_ part: Int128, of whole: Int128) -> Int64 {
        whole == 0 ? 0 : Int64(part * 1_000_000 / whole)
    }
}

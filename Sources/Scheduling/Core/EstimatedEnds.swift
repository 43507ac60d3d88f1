/// How many held accelerators come free when, by estimate: a ring of sums over grains of time, with sums over 64 and
/// over 4,096 grains by which a search passes over all of them at once.
///
/// A gang counts as held to the end of the grain in which its estimate ends. Add O(1), opening O(64 + ring /
/// 4,096); 8 bytes a grain, whatever the number of gangs.
struct EstimatedEnds: Hashable, Sendable {
    let grain: Int64
    private let mask: Int64
    /// By grain, then by 64 grains, then by 4,096.
    private var sums: [Int64]
    private let sums64: Int
    private let sums4096: Int

    /// For estimates of at most `longest`, in grains of `grain`.
    init(grain: Int64, longest: Int64) {
        precondition(grain > 0 && longest >= 0, "a grain is a span of time")
        self.grain = grain
        var size: Int64 = 4096
        while size < longest / grain + 4096 { size *= 2 }
        mask = size - 1
        sums64 = Int(size)
        sums4096 = Int(size + size / 64)
        sums = [Int64](repeating: 0, count: Int(size + size / 64 + size / 4096))
    }

    /// The grain at whose end a gang that is to end at `time` counts as over.
    @inline(__always)
    func slot(_ time: Int64) -> Int64 { (time + grain - 1) / grain }

    /// Counts accelerators that come free at the end of a grain, or takes them back if negative.
    @inline(__always)
    mutating func add(_ accelerators: Int64, at slot: Int64) {
        let index = Int(slot & mask)
        let index64 = sums64 + index >> 6
        let index4096 = sums4096 + index >> 12
        var span = sums.mutableSpan
        span[index] += accelerators
        span[index64] += accelerators
        span[index4096] += accelerators
    }

    /// The earliest end of a grain by which `needed` accelerators come free, and how many more do; nothing held ends
    /// before `now`.
    func opening(needing needed: Int64, at now: Int64) -> Opening {
        var slot = now / grain
        let last = slot + mask
        var found: Int64 = 0
        while slot <= last {
            let index = Int(slot & mask)
            if index & 4095 == 0, found + sums[sums4096 + index >> 12] < needed, slot + 4096 <= last {
                found += sums[sums4096 + index >> 12]
                slot += 4096
            } else if index & 63 == 0, found + sums[sums64 + index >> 6] < needed, slot + 64 <= last {
                found += sums[sums64 + index >> 6]
                slot += 64
            } else {
                found += sums[index]
                if found >= needed { return Opening(time: slot * grain, extra: found - needed) }
                slot += 1
            }
        }
        preconditionFailure("a waiting gang needs more than is held and free")
    }

    /// When a gang that waits could start by count, and what would then still be free.
    struct Opening: Hashable, Sendable {
        let time: Int64
        var extra: Int64
    }
}

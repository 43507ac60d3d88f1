/// What is left of each GPU of one node, in thousandths; up to 16 GPUs. Lanes beyond the node's GPUs hold 0, which
/// no demand fits and which adds nothing to a sum.
public struct GPURemainders: Hashable, Sendable {
    /// The most GPUs a node may have.
    public static let most = 16
    /// A whole GPU in thousandths.
    public static let whole = 1000

    var lanes: SIMD16<UInt16>

    init(lanes: SIMD16<UInt16>) { self.lanes = lanes }

    /// `count` untouched GPUs.
    ///
    /// - Precondition: `count` is in 0...16.
    public init(untouched count: Int) {
        precondition((0...Self.most).contains(count), "a node has 0 to \(Self.most) GPUs, not \(count)")
        lanes = .zero
        for gpu in 0..<count { lanes[gpu] = UInt16(Self.whole) }
    }

    /// These remainders.
    ///
    /// - Precondition: at most 16, each in 0...1000.
    public init(_ milli: [Int]) {
        precondition(milli.count <= Self.most, "a node has 0 to \(Self.most) GPUs, not \(milli.count)")
        lanes = .zero
        for (gpu, left) in milli.enumerated() {
            precondition((0...Self.whole).contains(left), "a GPU has 0 to \(Self.whole) thousandths left, not \(left)")
            lanes[gpu] = UInt16(left)
        }
    }

    /// What is left of one GPU.
    public subscript(gpu: Int) -> Int { Int(lanes[gpu]) }

    /// Everything left, in thousandths.
    public var total: Int { Self.sum(lanes) }

    /// How many GPUs have at least `milli` left; `milli` is 1...1000.
    func count(atLeast milli: Int) -> Int {
        Self.sum(ones(atLeast: milli))
    }

    /// The sum of the remainders smaller than `milli`, which is 1...1000.
    func sum(below milli: Int) -> Int {
        Self.sum(lanes & (ones(atLeast: milli) &- 1))
    }

    /// 1 in each lane that has at least `milli`, otherwise 0: the carry into the highest bit, since no lane is above
    /// 1000. Sums and shifts become vector instructions; comparisons of lanes go one by one.
    private func ones(atLeast milli: Int) -> SIMD16<UInt16> {
        (lanes &+ SIMD16<UInt16>(repeating: 0x8000 &- UInt16(milli))) &>> 15
    }

    /// The sum of all lanes, at most 16,000, by halves: the standard library's goes lane by lane.
    private static func sum(_ lanes: SIMD16<UInt16>) -> Int {
        let eight = lanes.lowHalf &+ lanes.highHalf
        let four = eight.lowHalf &+ eight.highHalf
        let two = four.lowHalf &+ four.highHalf
        return Int(two[0] &+ two[1])
    }

    /// The same remainders, smallest first among the first `count` lanes.
    func sorted(_ count: Int) -> GPURemainders {
        var result = lanes
        var end = 1
        while end < count {
            let value = result[end]
            var place = end
            while place > 0, result[place - 1] > value {
                result[place] = result[place - 1]
                place -= 1
            }
            result[place] = value
            end += 1
        }
        return GPURemainders(lanes: result)
    }

    /// The GPUs that fit `milli` most tightly, `count` of them, ties by number; nil when too few fit.
    func tightest(_ count: Int, fitting milli: Int) -> GPUSet? {
        var chosen = GPUSet()
        for _ in 0..<count {
            var best = -1
            for gpu in 0..<Self.most where Int(lanes[gpu]) >= milli && !chosen.contains(gpu) {
                if best < 0 || lanes[gpu] < lanes[best] { best = gpu }
            }
            guard best >= 0 else { return nil }
            chosen.insert(best)
        }
        return chosen
    }

    /// With `milli` taken from each of `gpus`.
    func taking(_ milli: Int, from gpus: GPUSet) -> GPURemainders {
        var result = self
        for gpu in gpus { result.lanes[gpu] -= UInt16(milli) }
        return result
    }
}

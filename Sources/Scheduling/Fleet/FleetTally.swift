/// For each domain: how many of its nodes have 0, 1, 2 … free GPUs. From it follows at once how many members of any
/// size the domain can hold, so that domains that cannot hold a gang are skipped unseen.
struct FleetTally: Hashable, Sendable {
    let width: Int
    private(set) var counts: [Int32]
    /// Free GPUs of each domain.
    private(set) var free: [Int64]

    init(rows: Int, mostGPUs: Int) {
        width = mostGPUs + 1
        counts = [Int32](repeating: 0, count: rows * width)
        free = [Int64](repeating: 0, count: rows)
    }

    func count(_ row: Int, free: Int) -> Int32 { counts[row * width + free] }

    mutating func add(_ row: Int, free value: Int, count: Int = 1) {
        counts[row * width + value] += Int32(count)
        free[row] += Int64(value * count)
    }

    /// Makes room for the rows of another tally before a row.
    mutating func insert(_ other: FleetTally, at row: Int) {
        precondition(width == other.width, "tallies count the same")
        counts.insert(contentsOf: other.counts, at: row * width)
        free.insert(contentsOf: other.free, at: row)
    }

    /// Counts another tally's rows in, from a row on.
    mutating func add(_ other: FleetTally, from row: Int) {
        precondition(width == other.width, "tallies count the same")
        for index in other.counts.indices { counts[row * width + index] += other.counts[index] }
        for index in other.free.indices { free[row + index] += other.free[index] }
    }

    mutating func drop(_ row: Int, free value: Int) {
        counts[row * width + value] -= 1
        free[row] -= Int64(value)
    }

    mutating func move(_ row: Int, from old: Int, to new: Int, count: Int = 1) {
        counts[row * width + old] -= Int32(count)
        counts[row * width + new] += Int32(count)
        free[row] += Int64((new - old) * count)
    }

    /// How many members of `gpus` GPUs each fit into the domain. O(GPUs per node).
    func slots(_ row: Int, gpus: Int) -> Int {
        guard free[row] >= Int64(gpus) else { return 0 }
        var sum = 0
        var each = 0
        var step = gpus
        var value = gpus
        while value < width {
            if value == step {
                each += 1
                step += gpus
            }
            sum += Int(counts[row * width + value]) * each
            value += 1
        }
        return sum
    }
}

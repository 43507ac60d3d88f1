/// One node as it is when nothing runs on it.
public struct NodeShape: Hashable, Sendable {
    /// Thousandths of a CPU.
    public var cpuMilli: Int
    /// Memory in MiB.
    public var memoryMiB: Int
    /// How many GPUs, 0...16.
    public var gpuCount: Int
    /// Their model.
    public var model: GPUModel
    /// Of two nodes alike in score the one with the smaller rank is taken; equal ranks by position.
    public var rank: Int

    public init(cpuMilli: Int, memoryMiB: Int, gpuCount: Int, model: GPUModel, rank: Int) {
        self.cpuMilli = cpuMilli
        self.memoryMiB = memoryMiB
        self.gpuCount = gpuCount
        self.model = model
        self.rank = rank
    }
}

/// Why a list of nodes is refused.
public enum NodeRefusal: Error, Equatable {
    /// CPU is 0 to a billion thousandths.
    case cpuOutOfRange(node: Int, cpuMilli: Int)
    /// Memory is 0 or more.
    case negativeMemory(node: Int, memoryMiB: Int)
    /// A node has 0 to 16 GPUs.
    case gpuCountOutOfRange(node: Int, gpuCount: Int)
}

/// The nodes of a cluster as arrays, one entry a node: what each has, and what is left of it.
public struct ClusterNodes: Sendable, Equatable {
    /// The nodes as they are when nothing runs.
    public let shapes: [NodeShape]
    /// Nodes by rank, smallest first.
    let byRank: [Int32]
    /// Where each node stands in `byRank`.
    let place: [Int32]
    let gpuCount: [UInt8]
    let model: [GPUModel]
    private(set) var cpuLeft: [Int]
    private(set) var memoryLeft: [Int]
    private(set) var gpuLeft: [GPURemainders]
    /// Pods on the node by kind: index 0 those that share GPUs, k those with k whole GPUs.
    private var podsByKind: [Int32]
    /// One bit for every kind the node has pods of.
    private(set) var kinds: [UInt32]
    private static let kindsPerNode = GPURemainders.most + 1

    /// - Throws: `NodeRefusal` naming the first node that makes no sense.
    public init(_ shapes: [NodeShape]) throws(NodeRefusal) {
        for (node, shape) in shapes.enumerated() {
            guard (0...PodDemand.mostCPUMilli).contains(shape.cpuMilli) else {
                throw .cpuOutOfRange(node: node, cpuMilli: shape.cpuMilli)
            }
            guard shape.memoryMiB >= 0 else { throw .negativeMemory(node: node, memoryMiB: shape.memoryMiB) }
            guard (0...GPURemainders.most).contains(shape.gpuCount) else {
                throw .gpuCountOutOfRange(node: node, gpuCount: shape.gpuCount)
            }
        }
        self.shapes = shapes
        let order = shapes.indices.sorted { (shapes[$0].rank, $0) < (shapes[$1].rank, $1) }
        byRank = order.map(Int32.init)
        var place = [Int32](repeating: 0, count: shapes.count)
        for (position, node) in order.enumerated() { place[node] = Int32(position) }
        self.place = place
        gpuCount = shapes.map { UInt8($0.gpuCount) }
        model = shapes.map(\.model)
        cpuLeft = shapes.map(\.cpuMilli)
        memoryLeft = shapes.map(\.memoryMiB)
        gpuLeft = shapes.map { GPURemainders(untouched: $0.gpuCount) }
        podsByKind = [Int32](repeating: 0, count: shapes.count * Self.kindsPerNode)
        kinds = [UInt32](repeating: 0, count: shapes.count)
    }

    /// How many nodes.
    public var count: Int { shapes.count }

    /// All GPUs of all nodes. O(nodes).
    public var gpus: Int { shapes.reduce(0) { $0 + $1.gpuCount } }

    /// Thousandths of GPUs held by pods. O(nodes).
    public var heldGPUMilli: Int { gpus * GPURemainders.whole - gpuLeft.reduce(0) { $0 + $1.total } }

    /// What is left of a node.
    public func left(of node: Int) -> NodeLeft {
        NodeLeft(cpuMilli: cpuLeft[node], memoryMiB: memoryLeft[node], gpus: gpuLeft[node])
    }

    /// Whether a pod may go to a node: model, CPU, memory, and enough GPUs with enough left on each
    /// (`open_gpu_share.go`, and the resource filter of Kubernetes).
    func fits(_ demand: PodDemand, on node: Int) -> Bool {
        guard demand.cpuMilli <= cpuLeft[node], demand.memoryMiB <= memoryLeft[node] else { return false }
        guard demand.gpuCount > 0 else { return true }
        return demand.models.contains(model[node]) && gpuLeft[node].count(atLeast: demand.gpuMilli) >= demand.gpuCount
    }

    static func kind(of demand: PodDemand) -> Int { demand.sharesGPUs ? 0 : demand.gpuCount }

    /// Takes what a placed pod holds.
    mutating func take(_ placed: PlacedPod) {
        let (node, demand) = (placed.node, placed.demand)
        cpuLeft[node] -= demand.cpuMilli
        memoryLeft[node] -= demand.memoryMiB
        guard demand.gpuCount > 0 else { return }
        for gpu in placed.gpus { gpuLeft[node].lanes[gpu] -= UInt16(demand.gpuMilli) }
        let kind = Self.kind(of: demand)
        podsByKind[node * Self.kindsPerNode + kind] += 1
        kinds[node] |= 1 << UInt32(kind)
    }

    /// Gives back what a placed pod holds.
    mutating func giveBack(_ placed: PlacedPod) {
        let (node, demand) = (placed.node, placed.demand)
        cpuLeft[node] += demand.cpuMilli
        memoryLeft[node] += demand.memoryMiB
        guard demand.gpuCount > 0 else { return }
        for gpu in placed.gpus { gpuLeft[node].lanes[gpu] += UInt16(demand.gpuMilli) }
        let kind = Self.kind(of: demand)
        podsByKind[node * Self.kindsPerNode + kind] -= 1
        if podsByKind[node * Self.kindsPerNode + kind] == 0 { kinds[node] &= ~(1 << UInt32(kind)) }
    }

    /// Whether the node holds all that `placed` says it holds, as far as sums and kinds can tell.
    func holds(_ placed: PlacedPod) -> Bool {
        let (node, demand) = (placed.node, placed.demand)
        guard shapes.indices.contains(node), placed.gpus.count == demand.gpuCount else { return false }
        guard cpuLeft[node] + demand.cpuMilli <= shapes[node].cpuMilli else { return false }
        guard memoryLeft[node] + demand.memoryMiB <= shapes[node].memoryMiB else { return false }
        guard demand.gpuCount > 0 else { return true }
        guard podsByKind[node * Self.kindsPerNode + Self.kind(of: demand)] > 0 else { return false }
        return placed.gpus.allSatisfy {
            $0 < Int(gpuCount[node]) && gpuLeft[node][$0] + demand.gpuMilli <= GPURemainders.whole
        }
    }

    /// Whether the node has room for exactly this, on exactly these GPUs.
    func hasRoom(for placed: PlacedPod) -> Bool {
        let demand = placed.demand
        guard shapes.indices.contains(placed.node), placed.gpus.count == demand.gpuCount else { return false }
        return fits(demand, on: placed.node)
            && placed.gpus.allSatisfy { gpuLeft[placed.node][$0] >= demand.gpuMilli }
    }
}

/// What is left of one node.
public struct NodeLeft: Hashable, Sendable {
    /// Thousandths of a CPU.
    public var cpuMilli: Int
    /// Memory in MiB.
    public var memoryMiB: Int
    /// Thousandths of each GPU.
    public var gpus: GPURemainders
}

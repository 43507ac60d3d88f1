import StargateScheduling

/// A random cluster with pods coming and going, and a ledger of its own in which every GPU's holders are listed: what
/// placement says is checked against that ledger, which shares no code with it.
struct PlacementWalk {
    struct Holder {
        let placed: PlacedPod
        let ticket: Int
    }

    let shapes: [NodeShape]
    let typical: TypicalPods
    let policy: PlacementPolicy
    let kinds: [PodDemand]
    var placement: PodPlacement
    var dice: SeededDraws
    var draws: SeededDraws
    var live: [Holder] = []
    var (tickets, refusals) = (0, 0)

    init(seed: UInt64, policy: PlacementPolicy, nodes: Int = 23, remembering: Int? = nil) throws {
        var dice = SeededDraws(seed: seed)
        shapes = (0..<nodes).map { _ in
            NodeShape(
                cpuMilli: 8000 * (1 + dice.below(12)), memoryMiB: 32_768 * (1 + dice.below(8)),
                gpuCount: [0, 1, 2, 4, 8, 8, 16][dice.below(7)], model: GPUModel(number: dice.below(4)),
                rank: dice.below(nodes))
        }
        kinds = try (0..<40).map { _ in try dice.demand() }
        typical = TypicalPods(of: kinds.flatMap { kind in (0...dice.below(5)).map { _ in kind } }, covering: 90)
        self.policy = policy
        placement = PodPlacement(
            nodes: try ClusterNodes(shapes), policy: policy, typical: typical, remembering: remembering)
        self.dice = dice
        draws = SeededDraws(seed: seed ^ 0xABCD)
    }

    /// One pod comes or one goes.
    mutating func step() throws {
        if !live.isEmpty, dice.below(10) < 4 {
            let leaving = live.remove(at: dice.below(live.count))
            try placement.release(leaving.placed)
            return
        }
        let demand = kinds[dice.below(kinds.count)]
        tickets += 1
        if let placed = placement.place(demand, draws: &draws) {
            live.append(Holder(placed: placed, ticket: tickets))
        } else {
            refusals += 1
        }
    }

    /// What each GPU of each node is held by, counted again from the live pods.
    func heldByGPU() -> [[Int]] {
        var held = shapes.map { [Int](repeating: 0, count: $0.gpuCount) }
        for holder in live {
            for gpu in holder.placed.gpus { held[holder.placed.node][gpu] += holder.placed.demand.gpuMilli }
        }
        return held
    }

    /// Nodes that could take the demand, by the ledger.
    func fitting(_ demand: PodDemand) -> [Int] {
        let held = heldByGPU()
        return shapes.indices.filter { node in
            let here = live.filter { $0.placed.node == node }.map(\.placed.demand)
            let shape = shapes[node]
            guard here.reduce(demand.cpuMilli, { $0 + $1.cpuMilli }) <= shape.cpuMilli else { return false }
            guard here.reduce(demand.memoryMiB, { $0 + $1.memoryMiB }) <= shape.memoryMiB else { return false }
            guard demand.gpuCount > 0 else { return true }
            return demand.models.contains(shape.model)
                && held[node].count { $0 + demand.gpuMilli <= 1000 } >= demand.gpuCount
        }
    }

    /// What is wrong with the cluster as it stands; nil when nothing is.
    func fault() -> String? {
        let held = heldByGPU()
        for (node, shape) in shapes.enumerated() {
            let here = live.filter { $0.placed.node == node }.map(\.placed)
            let left = placement.nodes.left(of: node)
            let cpu = here.reduce(0) { $0 + $1.demand.cpuMilli }
            let memory = here.reduce(0) { $0 + $1.demand.memoryMiB }
            if cpu > shape.cpuMilli || memory > shape.memoryMiB { return "node \(node) beyond its CPU or memory" }
            if left.cpuMilli != shape.cpuMilli - cpu { return "node \(node) has lost CPU" }
            if left.memoryMiB != shape.memoryMiB - memory { return "node \(node) has lost memory" }
            for placed in here where placed.demand.gpuCount > 0 {
                if !placed.demand.models.contains(shape.model) { return "a pod on a model it does not allow" }
                if placed.gpus.count != placed.demand.gpuCount { return "a pod with another number of GPUs" }
            }
            for gpu in 0..<GPURemainders.most {
                let used = gpu < shape.gpuCount ? held[node][gpu] : 1000
                if used > 1000 { return "GPU \(gpu) of node \(node) given twice" }
                if left.gpus[gpu] != 1000 - used { return "GPU \(gpu) of node \(node) miscounted" }
            }
        }
        return nil
    }
}

extension SeededDraws {
    /// A number in 0..<bound.
    mutating func below(_ bound: Int) -> Int { Int(bits() % UInt64(bound)) }

    /// A random demand: a fifth on the CPU alone, half sharing a GPU, some sharing several, the rest whole GPUs.
    mutating func demand() throws -> PodDemand {
        let (cpu, memory) = (500 * below(40), 1024 * below(64))
        let models = below(3) == 0 ? GPUModelSet([GPUModel(number: below(4)), GPUModel(number: below(4))]) : .any
        switch below(10) {
        case 0, 1: return try PodDemand(cpuMilli: cpu, memoryMiB: memory)
        case 2...5:
            return try PodDemand(
                cpuMilli: cpu, memoryMiB: memory, gpuCount: 1, gpuMilli: 10 * (1 + below(99)), models: models)
        case 6:
            return try PodDemand(
                cpuMilli: cpu, memoryMiB: memory, gpuCount: 2 + below(3), gpuMilli: 100 * (1 + below(9)),
                models: models)
        default:
            return try PodDemand(
                cpuMilli: cpu, memoryMiB: memory, gpuCount: [1, 1, 2, 4, 8][below(5)], gpuMilli: 1000, models: models)
        }
    }
}

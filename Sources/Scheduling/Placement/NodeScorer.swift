/// Gives nodes their scores under one policy, and chooses the GPUs on the node that is taken.
struct NodeScorer: Sendable {
    let policy: PlacementPolicy
    /// Each node's fragmentation as it stands; empty unless the policy asks.
    private var fragmentation: [Double]
    private var memo: FragmentationMemo
    private let sigmoid = SigmoidScore()
    /// What CPU and GPU are divided by: the largest node of the reference's trace (`const.go`), or of this cluster if
    /// that has more.
    private let mostCPU: Double
    private let mostGPU: Int

    init(policy: PlacementPolicy, typical: TypicalPods, nodes: ClusterNodes) {
        self.policy = policy
        memo = FragmentationMemo(typical: policy == .fgd ? typical : TypicalPods(of: []))
        mostCPU = Double(nodes.shapes.reduce(128_000) { max($0, $1.cpuMilli) })
        mostGPU = nodes.shapes.reduce(8) { max($0, $1.gpuCount) } * GPURemainders.whole
        fragmentation = []
        if policy == .fgd {
            fragmentation = [Double](repeating: 0, count: nodes.count)
            for node in 0..<nodes.count { nodeChanged(node, nodes) }
        }
    }

    /// To be called after every change of a node.
    mutating func nodeChanged(_ node: Int, _ nodes: ClusterNodes) {
        guard policy == .fgd else { return }
        fragmentation[node] = memo.fragmentation(
            cpuLeft: nodes.cpuLeft[node], sorted: nodes.gpuLeft[node].sorted(Int(nodes.gpuCount[node])),
            model: nodes.model[node])
    }

    /// 0...100 for a node that fits, higher is better.
    mutating func score(_ demand: PodDemand, on node: Int, _ nodes: ClusterNodes) -> Int {
        switch policy {
        case .fgd: gradient(demand, on: node, nodes).score
        case .bestFit: bestFit(demand, on: node, nodes)
        case .packing: packing(demand, on: node, nodes)
        case .clustering: clustering(demand, on: node, nodes)
        case .dotProduct: dotProduct(demand, on: node, nodes)
        case .random: 0
        }
    }

    /// The GPUs the pod gets on a node that fits it: for fragmentation gradient descent the one that scored best, at
    /// random any, otherwise the tightest (`open_gpu_share.go`). Whole GPUs are always the first free ones.
    mutating func gpus(
        for demand: PodDemand, on node: Int, _ nodes: ClusterNodes, _ draws: inout some DrawSource
    ) -> GPUSet {
        guard demand.gpuCount > 0 else { return GPUSet() }
        let left = nodes.gpuLeft[node]
        switch policy {
        case .fgd where demand.gpuCount == 1 && demand.sharesGPUs:
            return GPUSet([gradient(demand, on: node, nodes).gpu])
        case .random where demand.gpuCount == 1 && demand.sharesGPUs:
            let fitting = (0..<GPURemainders.most).filter { left[$0] >= demand.gpuMilli }
            return GPUSet([fitting[draws.number(below: fitting.count)]])
        case .fgd, .random, .bestFit, .packing, .clustering, .dotProduct:
            guard let gpus = left.tightest(demand.gpuCount, fitting: demand.gpuMilli) else {
                preconditionFailure("a node was chosen that does not fit")
            }
            return gpus
        }
    }

    /// Fragmentation gradient descent: how much less fragmented the node is with the pod than without, through a
    /// sigmoid; a shared GPU is the first of those that score best.
    private mutating func gradient(
        _ demand: PodDemand, on node: Int, _ nodes: ClusterNodes
    ) -> (score: Int, gpu: Int) {
        let before = fragmentation[node]
        let left = nodes.gpuLeft[node]
        let count = Int(nodes.gpuCount[node])
        let cpuLeft = nodes.cpuLeft[node] - demand.cpuMilli
        let model = nodes.model[node]
        guard demand.gpuCount == 1, demand.sharesGPUs else {
            let gpus = left.tightest(demand.gpuCount, fitting: demand.gpuMilli) ?? GPUSet()
            let after = memo.fragmentation(
                cpuLeft: cpuLeft, sorted: left.taking(demand.gpuMilli, from: gpus).sorted(count), model: model)
            return (sigmoid((before - after) / 1000), 0)
        }
        let milli = UInt16(demand.gpuMilli)
        var best = (score: -1, gpu: -1)
        for gpu in 0..<count where left.lanes[gpu] >= milli {
            // A GPU with as much left as an earlier one scores the same and would not be taken.
            if (0..<gpu).contains(where: { left.lanes[$0] == left.lanes[gpu] }) { continue }
            var rest = left
            rest.lanes[gpu] -= milli
            let after = memo.fragmentation(cpuLeft: cpuLeft, sorted: rest.sorted(count), model: model)
            let score = sigmoid((before - after) / 1000)
            if score > best.score { best = (score, gpu) }
        }
        return best
    }

    /// 100 less what is left of CPU and GPU, half and half. The reference then stretches the scores of the fitting
    /// nodes to 0...100; as whole numbers no more than 100 apart stay apart when stretched, that changes no choice.
    private func bestFit(_ demand: PodDemand, on node: Int, _ nodes: ClusterNodes) -> Int {
        var left = 0.0
        left += Double(nodes.cpuLeft[node] - demand.cpuMilli) / mostCPU * 0.5
        left += Double(nodes.gpuLeft[node].total - demand.totalGPUMilli) / Double(mostGPU) * 0.5
        return Int((1 - left) * 100)
    }

    private func dotProduct(_ demand: PodDemand, on node: Int, _ nodes: ClusterNodes) -> Int {
        var product = 0.0
        product += Double(nodes.cpuLeft[node]) / mostCPU * (Double(demand.cpuMilli) / mostCPU)
        product +=
            Double(nodes.gpuLeft[node].total) / Double(mostGPU) * (Double(demand.totalGPUMilli) / Double(mostGPU))
        return Int(100 * (1 - product / 2))
    }

    /// 50...100 on GPUs in use, 33...50 with free GPUs of a node in use, below 33 on a node whose GPUs are all free.
    private func packing(_ demand: PodDemand, on node: Int, _ nodes: ClusterNodes) -> Int {
        guard demand.gpuCount > 0 else { return 0 }
        let left = nodes.gpuLeft[node]
        let free = left.count(atLeast: GPURemainders.whole)
        if free == Int(nodes.gpuCount[node]) { return max(33 - free, free) }
        guard let gpus = left.tightest(demand.gpuCount, fitting: demand.gpuMilli) else { return 0 }
        var (freeUsed, percentLeft) = (0, 0)
        for gpu in gpus {
            if left[gpu] == GPURemainders.whole { freeUsed += 1 }
            percentLeft += left[gpu] * 100 / GPURemainders.whole
        }
        return freeUsed > 0 ? max(50 - freeUsed, 33) : max(100 - percentLeft / 10, 50)
    }

    /// 75...100 where only pods of the same kind run, 50...75 among others of the same kind, 25...50 on an idle node,
    /// 0...25 among other kinds; within each the fuller node.
    private func clustering(_ demand: PodDemand, on node: Int, _ nodes: ClusterNodes) -> Int {
        guard demand.gpuCount > 0 else { return 0 }
        let kinds = nodes.kinds[node]
        let hasSame = kinds & (1 << UInt32(ClusterNodes.kind(of: demand))) != 0
        let within = 25 * (mostGPU - nodes.gpuLeft[node].total) / mostGPU
        switch (hasSame, kinds.nonzeroBitCount) {
        case (true, 1): return within + 75
        case (true, _): return within + 50
        case (false, 0): return within + 25
        case (false, _): return within
        }
    }
}

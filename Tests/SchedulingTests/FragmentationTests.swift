import StargateScheduling
import Testing

@Suite("The fragmentation of a node")
struct FragmentationTests {
    let model = GPUModel(number: 1)

    @Test("is nothing where every typical pod can use all that is left")
    func none() throws {
        let typical = TypicalPods(of: [try PodDemand(cpuMilli: 4000, memoryMiB: 0, gpuCount: 1, gpuMilli: 500)])
        let left = GPURemainders([1000, 500, 0])
        #expect(typical.fragmentation(cpuLeft: 4000, gpusLeft: left, model: model) == 0)
    }

    @Test("is what is left on GPUs too full for the typical pod")
    func tooFull() throws {
        let typical = TypicalPods(of: [try PodDemand(cpuMilli: 4000, memoryMiB: 0, gpuCount: 1, gpuMilli: 500)])
        let left = GPURemainders([1000, 499, 7])
        #expect(typical.fragmentation(cpuLeft: 4000, gpusLeft: left, model: model) == 506)
    }

    @Test("is all that is left when the typical pod lacks CPU, GPUs or the model, or needs no GPU")
    func unusable() throws {
        let left = GPURemainders([1000, 300])
        let pods = [
            try PodDemand(cpuMilli: 4001, memoryMiB: 0, gpuCount: 1, gpuMilli: 100),
            try PodDemand(cpuMilli: 1, memoryMiB: 0, gpuCount: 2, gpuMilli: 1000),
            try PodDemand(cpuMilli: 1, memoryMiB: 0, gpuCount: 1, gpuMilli: 1, models: GPUModelSet([.init(number: 2)])),
            try PodDemand(cpuMilli: 1, memoryMiB: 0),
            try PodDemand(cpuMilli: 9999, memoryMiB: 0),
        ]
        for pod in pods {
            let typical = TypicalPods(of: [pod])
            #expect(typical.fragmentation(cpuLeft: 4000, gpusLeft: left, model: model) == 1300, "\(pod)")
        }
    }

    @Test("weighs kinds of pods by their share")
    func shares() throws {
        let (small, whole) = (
            try PodDemand(cpuMilli: 1, memoryMiB: 0, gpuCount: 1, gpuMilli: 200),
            try PodDemand(cpuMilli: 1, memoryMiB: 0, gpuCount: 1, gpuMilli: 1000)
        )
        let typical = TypicalPods(of: [small, small, small, whole], covering: 100)
        // Three quarters use all of 600, one quarter nothing.
        #expect(typical.fragmentation(cpuLeft: 9, gpusLeft: GPURemainders([600]), model: model) == 150)
    }

    @Test("equals a slow and obvious count on random nodes", arguments: Array(1...20) as [UInt64])
    func slowly(seed: UInt64) throws {
        var dice = SeededDraws(seed: seed)
        let pods = try (0..<200).map { _ in try dice.demand() }
        let typical = TypicalPods(of: pods, covering: 100)
        #expect(typical.kinds.count > 50, "seed \(seed): too few kinds to tell")
        for _ in 0..<50 {
            let gpus = (0..<dice.below(17)).map { _ in [0, 1000, 10 * dice.below(101), dice.below(1001)][dice.below(4)]
            }
            let (cpu, model) = (500 * dice.below(45), GPUModel(number: dice.below(4)))
            // The mean over all pods of what each cannot use.
            var unusable = 0
            for pod in pods {
                let usable = gpus.filter { pod.gpuMilli > 0 && $0 >= pod.gpuMilli }
                let fits =
                    pod.gpuCount > 0 && usable.count >= pod.gpuCount && pod.cpuMilli <= cpu
                    && pod.models.contains(model)
                unusable += gpus.reduce(0, +) - (fits ? usable.reduce(0, +) : 0)
            }
            let expected = Double(unusable) / Double(pods.count)
            let measured = typical.fragmentation(cpuLeft: cpu, gpusLeft: GPURemainders(gpus), model: model)
            #expect(abs(measured - expected) < 1e-9 * (1 + expected), "seed \(seed): \(gpus), CPU \(cpu)")
        }
    }

    @Test("does not depend on the order of the GPUs", arguments: Array(1...5) as [UInt64])
    func order(seed: UInt64) throws {
        var dice = SeededDraws(seed: seed)
        let typical = TypicalPods(of: try (0..<99).map { _ in try dice.demand() })
        for turn in 0..<50 {
            let gpus = (0..<8).map { _ in dice.below(1001) }
            let one = typical.fragmentation(cpuLeft: 9000, gpusLeft: GPURemainders(gpus), model: model)
            let other = typical.fragmentation(
                cpuLeft: 9000, gpusLeft: GPURemainders(gpus.shuffledBy(turn)), model: model)
            #expect(one == other, "seed \(seed): \(gpus)")
        }
    }
}

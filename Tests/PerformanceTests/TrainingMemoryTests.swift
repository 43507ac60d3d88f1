import StargatePerformance
import Testing

@Suite("Memory of a training step")
struct TrainingMemoryTests {
    /// Peak allocations that Megatron-LM 0.14 reported on one B200 node (SimuMax's measurements, 2026-04), in GiB:
    /// model, TP, PP, DP, CP, EP, sequence, GiB.
    static let reported: [(ModelShape, Int, Int, Int, Int, Int, Int, Double)] = [
        (layers(Models.llama70, 12), 1, 2, 4, 1, 1, 4096, 66.55),
        (layers(Models.llama70, 12), 2, 1, 4, 1, 1, 4096, 60.68),
        (layers(Models.llama70, 12), 4, 1, 2, 1, 1, 4096, 39.07),
        (layers(Models.llama70, 12), 8, 1, 1, 1, 1, 4096, 28.29),
        (layers(Models.llama70, 12), 2, 1, 1, 4, 1, 32_768, 68.43),
        (layers(Models.llama70, 12), 1, 1, 1, 8, 1, 32_768, 104.51),
        (layers(Models.llama405, 4), 1, 2, 4, 1, 1, 4096, 87.08),
        (layers(Models.llama405, 4), 2, 1, 4, 1, 1, 4096, 81.59),
        (layers(Models.llama405, 4), 4, 1, 2, 1, 1, 4096, 52.89),
        (layers(Models.llama405, 4), 8, 1, 1, 1, 1, 4096, 38.57),
        (layers(Models.llama405, 4), 2, 1, 1, 4, 1, 32_768, 87.03),
        (layers(Models.llama405, 4), 1, 1, 1, 8, 1, 32_768, 139.22),
        (Models.deepSeekV2FourLayers, 1, 1, 8, 1, 8, 4096, 45.63),
        (Models.deepSeekV2FourLayers, 1, 2, 4, 1, 4, 4096, 44.70),
    ]

    static func layers(_ shape: ModelShape, _ count: Int) -> ModelShape {
        var shape = shape
        shape.layers = count
        return shape
    }

    @Test("is within two per cent of what the framework reported", arguments: 0..<reported.count)
    func peak(index: Int) {
        let (shape, tensor, pipeline, data, context, expert, sequence, gibibytes) = Self.reported[index]
        let x = Execution(
            sequence: sequence, batch: 4 * data, tensor: tensor, pipeline: pipeline, data: data, context: context,
            expert: expert)
        let counted = Models.model(shape, on: Models.b200).memory(x).total / 1_073_741_824
        #expect(abs(counted / gibibytes - 1) < 0.02, "\(counted) GiB")
    }

    @Test(
        "holds the states and activations that Korthikanti and others measured for the 22B model, within four per cent")
    func korthikanti() {
        // arXiv:2205.05198, figure 1, read by Calculon's authors: 45.5625 GiB of weights, gradients and optimizer,
        // 59.25 GiB of activations, 9.5625 GiB with selective recomputation and sequence parallelism.
        let shape = ModelShape(
            layers: 48, hidden: 6144, heads: 64, headWidth: 96, attention: .grouped(keyValueHeads: 64),
            feedForward: 24_576, isGated: false, vocabulary: 51_200, tiesEmbeddings: true)
        let model = Models.model(shape)
        let plain = Execution(
            sequence: 2048, batch: 4, microbatch: 4, tensor: 8, sequenceParallel: false, kernel: .plain)
        var parallel = plain
        parallel.sequenceParallel = true
        parallel.recompute = .selective
        let whole = model.memory(plain)
        let gibibyte = 1_073_741_824.0
        let states = (whole.weights + whole.gradients + whole.optimizer) / gibibyte
        #expect(abs(states / 45.5625 - 1) < 0.04, "\(states)")
        #expect(abs(whole.activations / gibibyte / 59.25 - 1) < 0.12, "\(whole.activations / gibibyte)")
        let saved = model.memory(parallel).activations / gibibyte
        #expect(abs(saved / 9.5625 - 1) < 0.12, "\(saved)")
    }

    @Test("shrinks with every kind of sharding, as ZeRO's paper counts it")
    func sharding() {
        // arXiv:1910.02054, figure 1: 16 bytes a parameter without sharding (18 with 32-bit gradients), then 6 + 12/N,
        // 2 + 16/N and 18/N.
        let model = Models.model(Models.llama70)
        func states(_ sharding: Sharding) -> Double {
            let memory = model.memory(Execution(sequence: 4096, batch: 64, data: 64, sharding: sharding))
            return (memory.weights + memory.gradients + memory.optimizer) / Double(Models.llama70.parameters)
        }
        #expect(abs(states(.none) - 18) < 1e-9)
        #expect(abs(states(.optimizer) - (6 + 12.0 / 64)) < 1e-9)
        #expect(abs(states(.gradients) - (2 + 16.0 / 64)) < 1e-9)
        #expect(abs(states(.weights(group: 64)) - (18.0 / 64 + 4.0 / 80)) < 1e-9)
    }
}

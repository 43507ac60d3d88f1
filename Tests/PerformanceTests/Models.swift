import StargatePerformance
import StargateTesting

/// Published architectures and chips that the tests of this room use.
enum Models {
    static let gpt3 = ModelShape(
        layers: 96, hidden: 12_288, heads: 96, headWidth: 128, attention: .grouped(keyValueHeads: 96),
        feedForward: 49_152, isGated: false, vocabulary: 50_257, tiesEmbeddings: true)
    static let llama70 = ModelShape(
        layers: 80, hidden: 8192, heads: 64, headWidth: 128, attention: .grouped(keyValueHeads: 8),
        feedForward: 28_672, isGated: true, vocabulary: 128_256)
    static let llama405 = ModelShape(
        layers: 126, hidden: 16_384, heads: 128, headWidth: 128, attention: .grouped(keyValueHeads: 8),
        feedForward: 53_248, isGated: true, vocabulary: 128_256)
    static let mixtral = ModelShape(
        layers: 32, hidden: 4096, heads: 32, headWidth: 128, attention: .grouped(keyValueHeads: 8),
        feedForward: 14_336, isGated: true, vocabulary: 32_000,
        experts: .init(count: 8, perToken: 2, feedForward: 14_336))
    static let deepSeekV3 = ModelShape(
        layers: 61, hidden: 7168, heads: 128, headWidth: 192,
        attention: .latent(queryRank: 1536, keyValueRank: 512, plainWidth: 128, rotaryWidth: 64, valueWidth: 128),
        feedForward: 18_432, isGated: true, vocabulary: 129_280,
        experts: .init(
            count: 256, perToken: 8, feedForward: 2048, shared: 1, denseLayers: 3, groupsPerToken: 4))
    static let deepSeekV2FourLayers = ModelShape(
        layers: 4, hidden: 5120, heads: 128, headWidth: 192,
        attention: .latent(queryRank: 1536, keyValueRank: 512, plainWidth: 128, rotaryWidth: 64, valueWidth: 128),
        feedForward: 12_288, isGated: true, vocabulary: 102_400,
        experts: .init(count: 160, perToken: 6, feedForward: 1536, shared: 2, denseLayers: 1))
    static let small = ModelShape(
        layers: 4, hidden: 256, heads: 4, headWidth: 64, attention: .grouped(keyValueHeads: 4), feedForward: 1024,
        isGated: false, vocabulary: 1000)

    static let all = [gpt3, llama70, llama405, mixtral, deepSeekV3, small]

    static let h100 = Accelerator(
        name: "H100-80GB-SXM", peakBF16: 989e12, peakFP8: 1979e12, peakFP4: nil, reachableBF16: 0.803,
        reachableFP8: 0.709, memory: 80e9, memoryBandwidth: 3.35e12, scaleUpDomain: 8, scaleUpBandwidth: 450e9,
        scaleOutBandwidth: 50e9, power: 700, nodeChips: 8)
    static let b200 = Accelerator(
        name: "B200-HGX", peakBF16: 2250e12, peakFP8: 4500e12, peakFP4: 9000e12, reachableBF16: 0.776,
        reachableFP8: 0.763, memory: 180e9, memoryBandwidth: 8e12, scaleUpDomain: 8, scaleUpBandwidth: 900e9,
        scaleOutBandwidth: 50e9, power: 1000, nodeChips: 8)

    static func model(_ shape: ModelShape, on chip: Accelerator = h100) -> TrainingModel {
        TrainingModel(shape: shape, accelerator: chip, parameters: .expected)
    }

    /// A layout that divisibility allows.
    static func layout(of shape: ModelShape, _ dice: inout Dice) -> Execution {
        let tensor = dice.pick([1, 2, 4].filter { shape.heads % $0 == 0 })
        let pipeline = dice.pick([1, 2, 4].filter { $0 <= shape.layers })
        let data = dice.pick([1, 2, 8, 16])
        let context = dice.pick([1, 2])
        let micro = dice.pick([1, 2, 4])
        let expert = shape.experts == nil ? 1 : dice.pick([1, 2, 4, 8].filter { (data * context) % $0 == 0 })
        return Execution(
            sequence: dice.pick([512, 2048, 8192]), batch: data * micro * pipeline * dice.number(1...8),
            microbatch: micro, tensor: tensor, pipeline: pipeline,
            interleaving: pipeline > 1 ? dice.pick([1, 2].filter { $0 * pipeline <= shape.layers }) : 1, data: data,
            context: context, expert: expert,
            sharding: dice.pick([.none, .optimizer, .gradients, .weights(group: data * context)]),
            precision: dice.pick([.bf16, .fp8]), recompute: dice.pick(Recompute.allCases),
            sequenceParallel: dice.chance(50), hidesExpertTraffic: dice.chance(20),
            kernel: dice.pick(AttentionKernel.allCases), stack: dice.pick(SoftwareStack.allCases),
            softwareAge: Double(dice.number(0...60)) / 10)
    }
}

extension StepBreakdown {
    var parts: [Double] {
        [
            gemm, attention, elementwise, head, tensor, data, pipeline, expert, context, bubble, optimizer, host,
        ]
    }
}

let performanceSeeds: [UInt64] = [1, 2026, 77_177]

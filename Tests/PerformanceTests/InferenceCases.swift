import StargatePerformance
import StargateTesting

/// Setups and loads that the tests of inference share.
enum Serving {
    static let h200 = Accelerator(
        name: "H200-141GB-SXM", peakBF16: 989e12, peakFP8: 1979e12, peakFP4: nil, reachableBF16: 0.803,
        reachableFP8: 0.734, memory: 141e9, memoryBandwidth: 4.8e12, scaleUpDomain: 8, scaleUpBandwidth: 450e9,
        scaleOutBandwidth: 50e9, power: 700, nodeChips: 8)

    /// Every other layer sees the last 1,024 tokens alone (as Gemma and gpt-oss mix them).
    static let windowed = ModelShape(
        layers: 36, hidden: 2880, heads: 64, headWidth: 64,
        attention: .sliding(keyValueHeads: 8, window: 1024, windowed: 1, period: 2), feedForward: 11_520, isGated: true,
        vocabulary: 200_000)

    static let shapes = [Models.llama70, Models.llama405, Models.mixtral, Models.deepSeekV3, windowed]

    static let chat = InferenceWorkload(
        inputTokens: 300, outputTokens: 300, inputVariation: 0.8, outputVariation: 0.8)

    static let loose = LatencyLimits(timeToFirst: 2, timePerToken: 0.2)

    static func setup(
        _ tensor: Int = 8, on chip: Accelerator = h200, weights: Precision = .fp8, cache: Precision = .fp8
    ) -> InferenceSetup {
        InferenceSetup(accelerator: chip, chips: tensor, tensor: tensor, weights: weights, cache: cache)
    }

    static func model(_ shape: ModelShape, _ setup: InferenceSetup) -> InferenceModel {
        InferenceModel(shape: shape, setup: setup, parameters: .expected)
    }

    /// Any shape on any layout, sensible or not.
    static func random(_ dice: inout Dice) -> InferenceModel {
        var setup = setup(dice.pick([1, 2, 3, 4, 8, 16]), on: dice.pick([h200, Models.h100, Models.b200]))
        setup.pipeline = dice.pick([1, 1, 2, 4])
        setup.attentionData = dice.pick([1, 1, 2, setup.tensor])
        setup.chips = setup.replicaChips * dice.number(1...5)
        setup.weights = dice.pick(Precision.allCases)
        setup.cache = dice.pick([.fp8, .bf16])
        setup.maximumSequences = dice.pick([1, 64, 2048])
        setup.maximumStepTokens = dice.pick([1, 512, 8192])
        setup.softwareYear = 2020 + Double(dice.number(0...80)) / 10
        var values = InferenceParameters.expected
        for parameter in InferenceParameter.allCases {
            let prior = parameter.prior
            values[parameter] = prior.low + (prior.high - prior.low) * Double(dice.number(0...100)) / 100
        }
        return InferenceModel(shape: dice.pick(shapes), setup: setup, parameters: values)
    }

    static func workload(_ dice: inout Dice) -> InferenceWorkload {
        InferenceWorkload(
            inputTokens: Double(dice.pick([1, 20, 500, 9400, 100_000])),
            outputTokens: Double(dice.pick([1, 30, 700, 20_000])), inputVariation: Double(dice.number(0...20)) / 10,
            outputVariation: Double(dice.number(0...20)) / 10,
            requests: dice.chance(30) ? dice.number(1...3000) : nil)
    }
}

extension InferenceResult {
    var numbers: [Double] {
        [
            requestRate, concurrency, tokenRate, tokenRatePerChip, meanTimePerToken, tailTimePerToken, meanTimeToFirst,
            tailTimeToFirst, load,
        ]
    }
}

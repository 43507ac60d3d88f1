import StargatePerformance
import StargateTesting
import Testing

@Suite("Pools that prefill and pools that decode")
struct InferenceDisaggregationTests {
    let split = Disaggregation(
        shape: Models.llama70, prefill: Serving.setup(2), decode: Serving.setup(4), parameters: .expected)
    let limits = LatencyLimits(timeToFirst: 3, timePerToken: 0.1)

    @Test("pass on as many requests as come in: tokens are conserved", arguments: performanceSeeds)
    func conservation(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for _ in 0..<50 {
            let workload = InferenceWorkload(
                inputTokens: Double(dice.number(50...8000)), outputTokens: Double(dice.number(50...2000)))
            let chips = dice.number(6...200)
            let note: Comment = "seed \(seed): \(workload) on \(chips)"
            let pools = try split.pools(workload, limits: limits, chips: chips)
            #expect(abs(pools.inputRate / workload.inputTokens - pools.requestRate) < 1e-9 * pools.requestRate, note)
            #expect(abs(pools.outputRate / workload.outputTokens - pools.requestRate) < 1e-9 * pools.requestRate, note)
            #expect(pools.prefillChips + pools.decodeChips <= chips, note)
            #expect(pools.prefillReplicas >= 1 && pools.decodeReplicas >= 1, note)
            #expect(pools.tailTimeToFirst <= limits.timeToFirst && pools.tailTimePerToken <= limits.timePerToken, note)
        }
    }

    @Test("of many chips stand in the balanced ratio")
    func balance() throws {
        let workload = InferenceWorkload(inputTokens: 2000, outputTokens: 500)
        let pools = try split.pools(workload, limits: limits, chips: 6000)
        let ratio = try split.balancedRatio(workload, limits: limits)
        #expect(abs(Double(pools.prefillChips) / Double(pools.decodeChips) / ratio - 1) < 0.02)
    }

    @Test("need more chips for prompts the longer these are")
    func longer() throws {
        func ratio(_ input: Double) throws -> Double {
            try split.balancedRatio(InferenceWorkload(inputTokens: input, outputTokens: 500), limits: limits)
        }
        let ratios = try [1000, 4000, 8000].map(ratio)
        #expect(ratios == ratios.sorted() && ratios[0] < ratios[2])
    }

    @Test("are refused fewer chips than one replica of each, and limits nobody meets")
    func refusals() {
        #expect(throws: InferenceRefusal.tooFewChips(chips: 5, needed: 6)) {
            try split.pools(Serving.chat, limits: limits, chips: 5)
        }
        #expect(throws: InferenceRefusal.self) {
            try split.pools(Serving.chat, limits: LatencyLimits(timeToFirst: 3, timePerToken: 1e-4), chips: 64)
        }
    }
}

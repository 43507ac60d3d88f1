import StargatePerformance
import StargateTesting
import Testing

@Suite("A training step")
struct TrainingModelTests {
    @Test("has parts that are finite, not negative and add up, whatever the layout", arguments: performanceSeeds)
    func parts(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<2000 {
            let shape = dice.pick(Models.all)
            let x = Models.layout(of: shape, &dice)
            let step = Models.model(shape, on: dice.pick([Models.h100, Models.b200])).step(x)
            let note: Comment = "seed \(seed): \(x)"
            #expect(step.parts.allSatisfy { $0.isFinite && $0 >= 0 }, note)
            #expect(abs(step.parts.reduce(0, +) - step.total) <= 1e-12 * step.total, note)
            #expect(step.total > 0, note)
        }
    }

    @Test("never takes less time on a machine that is slower in any one way", arguments: performanceSeeds)
    func monotone(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<500 {
            let shape = dice.pick(Models.all)
            let x = Models.layout(of: shape, &dice)
            let time = Models.model(shape).step(x).total
            for weaken in Self.weakenings {
                var chip = Models.h100
                weaken(&chip)
                let slower = Models.model(shape, on: chip).step(x).total
                #expect(slower >= time * (1 - 1e-12), "seed \(seed): \(x)")
            }
        }
    }

    static let weakenings: [@Sendable (inout Accelerator) -> Void] = [
        { $0.peakBF16 *= 0.5 }, { $0.peakFP8 = 900e12 }, { $0.memoryBandwidth *= 0.5 },
        { $0.scaleUpBandwidth *= 0.5 }, { $0.scaleOutBandwidth *= 0.5 }, { $0.scaleUpDomain = 1 },
    ]

    @Test("computes at least 6 FLOP for each parameter and token at no more than the reachable rate")
    func floor() {
        for (shape, data) in [(Models.llama70, 16), (Models.deepSeekV3, 16), (Models.gpt3, 4)] {
            let x = Execution(sequence: 4096, batch: data * 4, tensor: 4, data: data)
            let step = Models.model(shape).step(x)
            let weights = Double(shape.activeParameters - shape.embeddingWeights)
            let least = 6 * weights * Double(x.tokens) / (Double(x.chips) * Models.h100.peakBF16)
            #expect(step.gemm + step.head > least, "\(shape)")
        }
    }

    @Test("has a bubble of (p - 1)/(m·v) of its passes")
    func bubble() {
        // arXiv:2104.04473, section 2.2.2.
        let model = Models.model(Models.gpt3)
        for (stages, chunks, micro) in [(8, 1, 32), (8, 3, 32), (4, 6, 8)] {
            let x = Execution(
                sequence: 2048, batch: micro, tensor: 8, pipeline: stages, interleaving: chunks, data: 1)
            let step = model.step(x)
            var flat = x
            flat.pipeline = 1
            #expect(model.step(flat).bubble == 0)
            let layerwise = step.gemm + step.attention + step.elementwise + step.tensor + step.host
            let share = step.bubble / layerwise
            let expected = Double(stages - 1) / Double(micro * chunks)
            // Gradient sums and once-a-step work are in the passes too, so the share is a little less.
            #expect(share <= expected && share > 0.8 * expected, "\(stages) \(chunks) \(micro): \(share)")
        }
    }

    @Test("takes a third more when all is computed again, and attention alone when only that is")
    func recompute() {
        let model = Models.model(Models.gpt3)
        func step(_ recompute: Recompute, _ kernel: AttentionKernel) -> StepBreakdown {
            model.step(
                Execution(
                    sequence: 2048, batch: 64, tensor: 8, pipeline: 8, recompute: recompute, kernel: kernel))
        }
        let (none, part, all) = (step(.none, .plain), step(.selective, .plain), step(.full, .plain))
        #expect(part.gemm == none.gemm)
        #expect(abs(part.attention / none.attention - 4.0 / 3) < 1e-12)
        #expect(abs(all.attention / none.attention - 4.0 / 3) < 1e-12)
        #expect(all.gemm > 1.25 * none.gemm && all.gemm < 4.0 / 3 * none.gemm)
        #expect(all.tensor == 1.5 * none.tensor)
    }

    @Test("sends a token to each other node at most once, and to no more than the model allows")
    func routing() {
        let wide = Execution(sequence: 4096, batch: 128, data: 64, expert: 64)
        var free = Models.deepSeekV3
        free.experts?.groupsPerToken = nil
        let bound = Models.model(Models.deepSeekV3).step(wide).expert
        let unbound = Models.model(free).step(wide).expert
        // Eight experts over eight nodes reach 8·(1 - (7/8)^8) = 5.25 of them; DeepSeek-V3 allows four.
        #expect(abs(unbound / bound - 8 * (1 - 0.34360891580581665) / 4) < 1e-9)
        var one = wide
        one.data = 8
        one.expert = 8
        one.batch = 16
        #expect(Models.model(free).step(one).expert < bound)
        var hidden = wide
        hidden.hidesExpertTraffic = true
        #expect(Models.model(Models.deepSeekV3).step(hidden).expert <= bound)
    }
}

import StargatePerformance
import StargateTesting
import Testing

@Suite("A step of inference")
struct InferenceStepTests {
    typealias Step = InferenceModel.Step

    @Test("that decodes one sequence takes at least the time to read the active weights")
    func floor() {
        let model = Serving.model(Models.llama70, Serving.setup(1))
        // 70.5 GB less the embedding, at 4.8 TB/s: 14.5 ms at best.
        let seconds = model.seconds(Step(decoded: 1, context: 100))
        #expect(seconds > 0.0145 && seconds < 0.035)
    }

    @Test("of a mixture of experts reads few experts for few tokens and nearly all for many")
    func experts() {
        let setup = Serving.setup(8)
        var dense = Models.deepSeekV3
        dense.experts?.perToken = 256
        func gap(_ batch: Double) -> Double {
            Serving.model(dense, setup).seconds(Step(decoded: batch, context: 1))
                - Serving.model(Models.deepSeekV3, setup).seconds(Step(decoded: batch, context: 1))
        }
        // 248 of 256 experts of 58 layers are not read: 248 · 58 · 44 MB over 8 chips of 4.8 TB/s is 16.5 ms.
        #expect(gap(1) > 0.015 && gap(1) < 0.025)
    }

    @Test("takes longer with more sequences, more context and more of prompts", arguments: performanceSeeds)
    func monotone(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<500 {
            let model = Serving.random(&dice)
            let note: Comment = "seed \(seed), round \(round)"
            let step = Step(
                decoded: Double(dice.number(1...3000)), context: Double(dice.number(1...20_000)),
                prefilled: Double(dice.number(0...8000)), prompt: Double(dice.number(100...20_000)))
            let seconds = model.seconds(step)
            #expect(seconds > 0 && seconds.isFinite, note)
            for path in [\Step.decoded, \.context, \.prefilled] {
                var more = step
                more[keyPath: path] *= 1.5
                #expect(model.seconds(more) >= seconds * (1 - 1e-12), note)
            }
        }
    }

    @Test("takes no longer on a chip with more bandwidth, arithmetic or faster links", arguments: performanceSeeds)
    func faster(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<300 {
            let model = Serving.random(&dice)
            let step = Step(
                decoded: Double(dice.number(1...3000)), context: Double(dice.number(1...20_000)),
                prefilled: Double(dice.number(0...8000)), prompt: 4000)
            for improve: (inout Accelerator) -> Void in [
                { $0.memoryBandwidth *= 2 }, { $0.peakBF16 *= 2 }, { $0.peakFP8 = $0.peakFP8.map { $0 * 2 } },
                { $0.scaleUpBandwidth *= 2 }, { $0.scaleOutBandwidth *= 2 },
            ] {
                var setup = model.setup
                improve(&setup.accelerator)
                let better = InferenceModel(shape: model.shape, setup: setup, parameters: model.parameters)
                #expect(better.seconds(step) <= model.seconds(step) * (1 + 1e-12), "seed \(seed), round \(round)")
            }
        }
    }

    @Test("with sliding windows costs as much as full attention below the window and less above it")
    func windows() {
        var full = Serving.windowed
        full.attention = .grouped(keyValueHeads: 8)
        func ratio(_ context: Double) -> Double {
            let step = Step(decoded: 256, context: context)
            return Serving.model(Serving.windowed, Serving.setup(1)).seconds(step)
                / Serving.model(full, Serving.setup(1)).seconds(step)
        }
        #expect(abs(ratio(1000) - 1) < 1e-9)
        #expect(ratio(30_000) < 0.65)
    }

    @Test("of the same work counts the same whatever the unit of rates: half the speed is twice the time")
    func units() {
        var values = InferenceParameters.expected
        values[.layerOverhead] = 0
        values[.expertLayerOverhead] = 0
        values[.sequenceOverhead] = 0
        values[.collectiveLatency] = 0
        var slow = Serving.h200
        slow.memoryBandwidth /= 2
        slow.peakBF16 /= 2
        slow.peakFP8 = slow.peakFP8.map { $0 / 2 }
        slow.scaleUpBandwidth /= 2
        let step = Step(decoded: 100, context: 1000, prefilled: 500, prompt: 900)
        for shape in Serving.shapes {
            let fast = InferenceModel(shape: shape, setup: Serving.setup(8), parameters: values).seconds(step)
            let half = InferenceModel(shape: shape, setup: Serving.setup(8, on: slow), parameters: values).seconds(step)
            #expect(abs(half / fast - 2) < 1e-9)
        }
    }
}

@Suite("A service")
struct InferenceServingTests {
    @Test("never crashes, and gives finite numbers or a refusal", arguments: performanceSeeds)
    func random(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<300 {
            let model = Serving.random(&dice)
            let workload = Serving.workload(&dice)
            let limits = LatencyLimits(
                timeToFirst: Double(dice.number(1...5000)) / 1000, timePerToken: Double(dice.number(1...300)) / 1000)
            let note: Comment = "seed \(seed), round \(round): \(model.setup) \(workload)"
            let saturated = try? model.saturated(workload)
            #expect((saturated != nil) == model.fits(workload), note)
            let found = try? model.operatingPoint(workload, limits: limits)
            for result in [saturated, found].compactMap(\.self) {
                #expect(result.numbers.allSatisfy { $0.isFinite && $0 > 0 }, note)
                #expect(result.tailTimePerToken >= result.meanTimePerToken * (1 - 1e-12), note)
                #expect(result.tailTimeToFirst >= result.meanTimeToFirst * (1 - 1e-9), note)
                let perChip = result.tokenRate / Double(model.setup.chips)
                #expect(abs(result.tokenRatePerChip / perChip - 1) < 1e-9, note)
                #expect(abs(result.requestRate * workload.outputTokens / result.tokenRate - 1) < 1e-9, note)
            }
            guard let found else { continue }
            #expect(found.tailTimePerToken <= limits.timePerToken && found.tailTimeToFirst <= limits.timeToFirst, note)
        }
    }

    @Test("obeys Little: sequences at once are the rate of tokens times the time of one")
    func little() throws {
        let model = Serving.model(Models.llama70, Serving.setup(2))
        let result = try #require(try model.served(Serving.chat, requestRate: 5))
        #expect(abs(result.concurrency / (result.tokenRate * result.meanTimePerToken) - 1) < 1e-6)
    }

    @Test("answers every request more slowly the more there are, and refuses more than it can serve")
    func load() throws {
        for shape in [Models.llama70, Models.mixtral, Serving.windowed] {
            let model = Serving.model(shape, Serving.setup(8))
            let most = try model.saturated(Serving.chat).requestRate
            var last = InferenceResult?.none
            for share in [0.05, 0.2, 0.4, 0.6, 0.8, 0.95] {
                let result = try #require(try model.served(Serving.chat, requestRate: most * share))
                #expect(abs(result.load - share) < 1e-9)
                if let last {
                    #expect(result.meanTimePerToken >= last.meanTimePerToken)
                    #expect(result.tailTimeToFirst >= last.tailTimeToFirst)
                }
                last = result
            }
            let beyond = try model.served(Serving.chat, requestRate: most * 1.01)
            #expect(beyond == nil)
        }
    }

    @Test("serves more with more sequences at once, and more the looser its limits", arguments: performanceSeeds)
    func monotone(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        for round in 0..<60 {
            let note: Comment = "seed \(seed), round \(round)"
            let model = Serving.model(dice.pick(Serving.shapes), Serving.setup(8, on: Models.b200))
            let few = Double(dice.number(1...500))
            let small = try model.served(Serving.chat, concurrency: few)
            let large = try model.served(Serving.chat, concurrency: few * 2)
            #expect(large.tokenRate >= small.tokenRate, note)
            let tight = LatencyLimits(
                timeToFirst: Double(dice.number(300...4000)) / 1000, timePerToken: Double(dice.number(20...200)) / 1000)
            let loose = LatencyLimits(timeToFirst: tight.timeToFirst * 2, timePerToken: tight.timePerToken * 2)
            guard let one = try? model.operatingPoint(Serving.chat, limits: tight) else { continue }
            let more = try model.operatingPoint(Serving.chat, limits: loose)
            #expect(more.tokenRate >= one.tokenRate * 0.999, note)
        }
    }

    @Test("scales with its replicas: twice the chips serve twice the requests at the same latency")
    func replicas() throws {
        let one = Serving.model(Models.llama70, Serving.setup(2))
        let four = Serving.model(Models.llama70, Serving.setup(2).over(tensor: 2, chips: 8))
        let a = try one.operatingPoint(Serving.chat, limits: Serving.loose)
        let b = try four.operatingPoint(Serving.chat, limits: Serving.loose)
        #expect(abs(b.requestRate / a.requestRate - 4) < 1e-6)
        #expect(abs(b.tailTimeToFirst / a.tailTimeToFirst - 1) < 1e-6)
        #expect(abs(b.tokenRatePerChip / a.tokenRatePerChip - 1) < 1e-6)
    }

    @Test("says that limits cannot be met, with the times of a request alone")
    func unreachable() {
        let model = Serving.model(Models.llama405, Serving.setup(8))
        let limits = LatencyLimits(timeToFirst: 2, timePerToken: 0.001)
        #expect {
            try model.operatingPoint(Serving.chat, limits: limits)
        } throws: { error in
            guard case .limitsUnreachable(let first, let token) = error as? InferenceRefusal else { return false }
            return token > 0.01 && first.isFinite
        }
    }

    @Test("needs no more chips than its demand divided by what a replica serves, rounded up")
    func capacity() throws {
        let candidates = [1, 2, 4, 8].map { Serving.setup($0) }
        let (setup, result) = try InferenceModel.fewestChips(
            for: 1e6, of: Serving.chat, within: Serving.loose, shape: Models.llama70, candidates: candidates,
            parameters: .expected)
        #expect(abs(result.tokenRate / 1e6 - 1) < 1e-6)
        #expect(result.tailTimePerToken <= 0.2 && result.tailTimeToFirst <= 2)
        for candidate in candidates {
            let one = Serving.model(Models.llama70, candidate)
            guard let each = try? one.operatingPoint(Serving.chat, limits: Serving.loose) else { continue }
            #expect(Double(setup.chips) <= (1e6 / each.tokenRate).rounded(.up) * Double(candidate.tensor))
        }
    }
}

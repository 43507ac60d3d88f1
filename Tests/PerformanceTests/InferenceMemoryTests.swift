import StargatePerformance
import StargateTesting
import Testing

@Suite("The memory of inference")
struct InferenceMemoryTests {
    @Test("holds 327,680 bytes of keys and values a token of Llama 3 70B at 16 bit, half at 8")
    func grouped() {
        // 2 · 80 layers · 8 heads · 128 · 2 bytes.
        let wide = Serving.model(Models.llama70, Serving.setup(cache: .fp16))
        #expect(wide.cacheBytesPerToken == 327_680)
        #expect(Serving.model(Models.llama70, Serving.setup(cache: .fp8)).cacheBytesPerToken == 163_840)
    }

    @Test("holds 70,272 bytes a token of DeepSeek-V3 at 16 bit: (512 + 64) elements in 61 layers")
    func latent() {
        #expect(Serving.model(Models.deepSeekV3, Serving.setup(cache: .bf16)).cacheBytesPerToken == 70_272)
    }

    @Test("takes about a byte a parameter at 8 bit, over the chips of a replica")
    func weights() {
        for tensor in [1, 2, 8] {
            let held = Serving.model(Models.llama70, Serving.setup(tensor)).memory.weights * Double(tensor)
            // 70.55 billion parameters, of which embedding and output matrix (2.1 billion) keep 16 bit.
            #expect(abs(held / 72.6e9 - 1) < 0.01)
        }
        let narrow = Serving.model(Models.llama70, Serving.setup(1, on: Models.b200, weights: .nvfp4)).memory.weights
        // NVIDIA's Llama-3.3-70B-Instruct-FP4 is 42 to 43 GB.
        #expect(narrow > 40e9 && narrow < 45e9)
    }

    @Test("refuses weights that do not fit, with the least tensor parallelism that holds them")
    func tooLarge() throws {
        // 405 GB at 8 bit: five H100 would do, eight are the next power of two.
        let model = Serving.model(Models.llama405, Serving.setup(4, on: Models.h100))
        let refusal = try #require(model.refusal(Serving.chat))
        guard case .weightsTooLarge(let needed, let available, let least) = refusal else {
            Issue.record("\(refusal)")
            return
        }
        #expect(needed > 100e9 && available <= 80e9 && least == 8)
        #expect(Serving.model(Models.llama405, Serving.setup(8, on: Models.h100)).fits(Serving.chat))
        #expect(!Serving.model(Models.llama405, Serving.setup(8, on: Models.h100, weights: .bf16)).fits(Serving.chat))
    }

    @Test("refuses a context longer than the cache, with the longest")
    func tooLong() throws {
        let model = Serving.model(Models.llama70, Serving.setup(1))
        let long = InferenceWorkload(inputTokens: 2_000_000, outputTokens: 100)
        guard case .contextTooLong(let tokens, let longest, let least) = model.refusal(long) else {
            Issue.record("not refused for its context")
            return
        }
        #expect(tokens == 2_000_100 && longest == model.memory.contextTokens)
        // 2,000,100 · 163,840 bytes and the weights are 400 GB: four chips of 141.
        #expect(least == 4)
    }

    @Test("refuses parts of replicas, uneven groups, more stages than layers, and tensors wider than the network")
    func layouts() {
        var setup = Serving.setup(8)
        setup.chips = 12
        #expect(Serving.model(Models.llama70, setup).refusal(Serving.chat) == .partReplica(chips: 12, replica: 8))
        setup.chips = 8
        setup.attentionData = 3
        #expect(
            Serving.model(Models.llama70, setup).refusal(Serving.chat) == .attentionDataUneven(groups: 3, tensor: 8))
        #expect(
            Serving.model(Models.llama70, Serving.setup(16)).refusal(Serving.chat)
                == .tensorTooWide(tensor: 16, most: 8))
        let deep = Serving.setup(1).over(tensor: 1, pipeline: 81)
        #expect(
            Serving.model(Models.llama70, deep).refusal(Serving.chat) == .pipelineTooDeep(pipeline: 81, layers: 80))
    }

    @Test("holds more requests with narrower caches, more memory and attention of its own on each chip")
    func concurrency() throws {
        var setup = Serving.setup(8)
        setup.maximumSequences = .max / 2
        setup.maximumStepTokens = .max / 4
        func most(_ shape: ModelShape, _ setup: InferenceSetup) throws -> Double {
            try Serving.model(shape, setup).largestConcurrency(Serving.chat)
        }
        let base = try most(Models.llama70, setup)
        var wide = setup
        wide.cache = .bf16
        let half = try most(Models.llama70, wide)
        #expect(abs(half * 2 / base - 1) < 1e-9)
        var large = setup
        large.accelerator.memory *= 1.5
        let roomy = try most(Models.llama70, large)
        #expect(roomy > base)
        // Latent attention repeats its cache on every chip, unless each chip attends to its own sequences.
        var apart = setup
        apart.attentionData = 8
        let ratio = try most(Models.deepSeekV3, apart) / most(Models.deepSeekV3, setup)
        #expect(ratio > 4)
    }
}

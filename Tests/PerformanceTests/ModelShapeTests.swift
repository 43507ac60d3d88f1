import StargatePerformance
import Testing

@Suite("A model's shape")
struct ModelShapeTests {
    @Test(
        "has the published count of parameters, within two per cent",
        arguments: [
            // Sources: arXiv:2005.14165, arXiv:2407.21783, arXiv:2401.04088, arXiv:2412.19437.
            (Models.gpt3, 175e9, 175e9), (Models.llama70, 70.6e9, 70.6e9), (Models.llama405, 405e9, 405e9),
            (Models.mixtral, 46.7e9, 12.9e9), (Models.deepSeekV3, 671e9, 37e9),
        ])
    func published(shape: ModelShape, parameters: Double, active: Double) {
        #expect(abs(Double(shape.parameters) / parameters - 1) < 0.02)
        #expect(abs(Double(shape.activeParameters) / active - 1) < 0.02)
    }

    @Test("keeps 327,680 bytes of cache a token for Llama 3 70B in 16 bit and 70,272 for DeepSeek-V3")
    func cache() {
        #expect(Models.llama70.cacheBytesPerLayer(elementBytes: 2) * 80 == 327_680)
        #expect(Models.deepSeekV3.cacheBytesPerLayer(elementBytes: 2) * 61 == 70_272)
    }

    @Test("sees half the sequence on average under a causal mask, and a window's width where one slides")
    func keys() {
        #expect(Models.gpt3.attendedKeys(sequence: 2048) == 1024)
        var sliding = Models.llama70
        sliding.attention = .sliding(keyValueHeads: 8, window: 128, windowed: 1, period: 1)
        // Counted one by one: the n-th of 4096 tokens sees min(n, 128), less half a token for the diagonal.
        let counted = (1...4096).reduce(0.0) { $0 + Double(min($1, 128)) } / 4096
        #expect(abs(sliding.attendedKeys(sequence: 4096) - counted) < 1)
        #expect(sliding.attendedKeys(sequence: 64) == 32)
    }
}

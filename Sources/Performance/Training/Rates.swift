/// Rates a chip sustains in training, before the software's yearly gain: FLOP/s and bytes/s.
struct Rates: Sendable {
    /// Large products in 16 bit.
    let gemm16: Double
    /// The same at full clock: attention leaves the tensor units idle too often to be short of power.
    let unthrottled16: Double
    /// Large products in 8 and 4 bit; nil where the chip has no unit.
    let gemm8: Double?
    let gemm4: Double?
    let memory: Double
    let scaleUp: Double
    let scaleOut: Double

    /// Watts for each TFLOP/s of 16-bit peak below which a chip cannot hold its clock (between GB200 and H100).
    static let wattsPerTeraflop = 0.5

    init(_ chip: Accelerator, _ p: TrainingParameters) {
        let reach = chip.reachableBF16 ?? p[.unknownReach]
        let watts = chip.power.map { $0 * 1e12 / chip.peakBF16 }
        let starved = watts.map { max(0, Self.wattsPerTeraflop / $0 - 1) } ?? 0
        unthrottled16 = chip.peakBF16 * reach * p[.gemmReach]
        gemm16 = unthrottled16 / (1 + p[.powerLimit] * starved)
        let reach8 = chip.reachableFP8 ?? reach
        gemm8 = chip.peakFP8.map { $0 * reach8 * p[.gemmReach] }
        gemm4 = chip.peakFP4.map { $0 * reach8 * p[.gemmReach] }
        memory = chip.memoryBandwidth * p[.memoryReach]
        scaleUp = chip.scaleUpBandwidth * p[.scaleUpReach]
        scaleOut = chip.scaleOutBandwidth * p[.scaleOutReach]
    }

    func gemm(_ precision: Precision) -> Double {
        switch precision {
        case .fp16, .bf16: gemm16
        case .fp8, .mxfp8: gemm8 ?? gemm16
        case .nvfp4: gemm4 ?? gemm8 ?? gemm16
        }
    }

    /// The share of time a software family needs over Megatron. XLA's is a matter of chips whose vendor tunes other
    /// kernels: where no matmul rate is published (TPU, Trainium), XLA is the vendor's own.
    func overhead(_ stack: SoftwareStack, reachKnown: Bool, _ p: TrainingParameters) -> Double {
        switch stack {
        case .megatron: 0
        case .fsdp: p[.fsdpOverhead]
        case .deepspeed: p[.deepspeedOverhead]
        case .jax: reachKnown ? p[.jaxOverhead] : 0
        }
    }
}

public import StargatePerformance

/// What the name and date of a training software say of how it computes.
public struct SoftwareReading: Hashable, Sendable {
    public let stack: SoftwareStack
    /// Whether the name was known; if not, Megatron's ways are assumed.
    public let isKnown: Bool
    /// Years from 2021-01-01 to its release.
    public let age: Double
    /// Whether experts' traffic is hidden behind another micro-batch's computation.
    public let hidesExpertTraffic: Bool
    private let namesFusedAttention: Bool

    /// - Parameters:
    ///   - software: a name such as `Megatron-Core r0.8.0` or `MaxText/JAX`.
    ///   - date: `2024`, `2024-07`, `2024-07-15` or `2023-2024`; without one, mid-2024 is assumed.
    public init(software: String?, date: String?, chip: Accelerator) {
        let name = (software ?? "").lowercased()
        func says(_ words: String...) -> Bool { words.contains { name.contains($0) } }
        if says("deepspeed") {
            (stack, isKnown) = (.deepspeed, true)
        } else if says("jax", "maxtext", "t5x", "pax", "xla", "levanter") {
            (stack, isKnown) = (.jax, true)
        } else if says("megatron", "nemo", "mlperf", "hai-llm", "dualpipe") {
            (stack, isKnown) = (.megatron, true)
        } else if says("fsdp", "foundry", "torchtitan", "composer", "fairscale", "metaseq") {
            (stack, isKnown) = (.fsdp, true)
        } else {
            (stack, isKnown) = (chip.name.hasPrefix("TPU") ? .jax : .megatron, false)
        }
        age = Self.yearsSince2021(date) ?? 3.5
        hidesExpertTraffic = says("hai-llm", "dualpipe")
        namesFusedAttention = says("flash", "te2", "transformer engine")
    }

    /// FlashAttention came into the large stacks in 2023; Megatron-DeepSpeed kept plain products. PyTorch trainers ran
    /// kernels written for Ampere on later chips until FlashAttention-3 (July 2024, arXiv:2407.08608).
    public func kernel(on chip: Accelerator) -> AttentionKernel {
        guard namesFusedAttention || (age >= 2 && stack != .deepspeed) else { return .plain }
        let isLater = chip.peakBF16 > 320e12 && chip.reachableBF16 != nil
        return stack == .fsdp && isLater && age < 3.6 ? .ported : .fused
    }

    /// Megatron splits norms over tensor ranks from June 2022 on (arXiv:2205.05198), XLA always (arXiv:2105.04663).
    public var isSequenceParallel: Bool { stack == .jax || (stack != .deepspeed && age > 1.4) }

    /// Years from 2021-01-01 to the middle of the period named; nil if no year is found.
    public static func yearsSince2021(_ date: String?) -> Double? {
        let numbers = (date ?? "").split { !$0.isNumber }.compactMap { Int($0) }
        guard let year = numbers.first, year >= 1990, year < 2200 else { return nil }
        let from = Double(year - 2021)
        guard numbers.count > 1 else { return from + 5.5 / 12 }
        if numbers[1] > 12 { return (from + Double(numbers[1] - 2021) + 1) / 2 - 4 / 12.0 }
        return from + (Double(numbers[1]) - 0.5) / 12
    }
}

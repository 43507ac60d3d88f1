public import StargateQuantities

/// How long training takes without interruptions. The simple model: FLOP over chips, peak and a declared utilisation.
public struct TrainingTime: Sendable {
    /// Peak of one accelerator, dense BF16.
    public let peak: ComputeRate
    /// Model FLOP utilisation (MFU): the share of peak that becomes training progress.
    public let utilisation: Ratio

    public init(peak: ComputeRate, utilisation: Ratio) {
        self.peak = peak
        self.utilisation = utilisation
    }

    /// Milliseconds for `work` on `accelerators`: FLOP / (chips · peak · MFU), rounded up.
    public func milliseconds(for work: Compute, on accelerators: Int64) -> Int64 {
        let rate = flopPerMillisecond(on: accelerators)
        let longest = Int128(Int64.max / 4)
        guard rate > 0 else { return Int64(longest) }
        let flop = Int128(work.petaflop) * 1_000_000_000_000_000
        return Int64(min((flop + rate - 1) / rate, longest))
    }

    /// What `milliseconds` on `accelerators` get done, rounded down.
    public func work(in milliseconds: Int64, on accelerators: Int64) -> Compute {
        let flop = Int128(milliseconds) * flopPerMillisecond(on: accelerators)
        return Compute(petaflop: Int64(flop / 1_000_000_000_000_000))
    }

    /// GigaFLOP/s times parts per million is FLOP a millisecond.
    private func flopPerMillisecond(on accelerators: Int64) -> Int128 {
        Int128(accelerators) * Int128(peak.gigaflops) * Int128(utilisation.partsPerMillion)
    }
}

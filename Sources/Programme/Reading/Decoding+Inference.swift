import StargateEstimates
import StargatePerformance
import StargateQuantities
import StargateSourcing

/// A service: arithmetic for a token and utilisation as declared, or as predicted for an architecture on each chip.
extension Decoding {
    static func inference(_ node: Declared, chips: [ChipTerms]) -> DemandTerms.InferenceTerms {
        let asked = node.series("tokens_per_day")
        guard let shape = node.optionalText("architecture").flatMap(architecture) else {
            return .init(
                tokensPerDay: asked, computePerToken: node.number("flop_per_token"),
                utilisation: node.amount("utilisation"), relative: [:])
        }
        let shares = utilisations(node, shape: shape, chips: chips)
        let best = shares.values.max() ?? .zero
        let relative = shares.mapValues { share in
            Ratio(partsPerMillion: share.partsPerMillion * 1_000_000 / max(1, best.partsPerMillion))
        }
        return .init(
            tokensPerDay: asked, computePerToken: Int64(2 * shape.activeParameters), utilisation: best,
            relative: relative)
    }

    /// The share of each chip's BF16 peak that becomes tokens, two FLOP for each active parameter, at the highest load
    /// within the limits; nothing for chips that cannot serve the architecture.
    static func utilisations(_ node: Declared, shape: ModelShape, chips: [ChipTerms]) -> [ChipID: Ratio] {
        guard let constants = try? InferenceConstants.shipped() else { return [:] }
        let workload = InferenceWorkload(
            inputTokens: Double(node.optionalNumber("input_tokens") ?? 1024),
            outputTokens: Double(node.optionalNumber("output_tokens") ?? 256), inputVariation: 0.5,
            outputVariation: 0.5)
        let limits = LatencyLimits(
            timeToFirst: Double(node.optionalNumber("first_token") ?? 2000) / 1000,
            timePerToken: Double(node.optionalNumber("each_token") ?? 50) / 1000)
        var shares: [ChipID: Ratio] = [:]
        for chip in chips {
            guard let accelerator = chip.accelerator.flatMap(accelerator),
                let rate = InferenceEstimator(constants).bestRatePerChip(
                    of: shape, on: accelerator, workload: workload, limits: limits)
            else { continue }
            let share = rate * 2 * Double(shape.activeParameters) / (Double(chip.peak.gigaflops) * 1e9)
            guard share.isFinite, share > 0 else { continue }
            shares[chip.id] = Ratio(partsPerMillion: max(1, Int64((min(1, share) * 1_000_000).rounded())))
        }
        return shares
    }
}

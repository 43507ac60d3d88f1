import StargatePerformance

/// Recomputation as tables name it: `full (use_checkpoint=true)`, `selective+sequence-parallel`, `none`.
enum RecomputeText {
    /// What is computed again, or nil if the text does not say.
    static func recompute(_ text: String) -> Recompute? {
        let lower = text.lowercased()
        let has = { (names: [String]) in names.contains { lower.contains($0) } }
        // `minimal`, `save_…` and `…offload…` are MaxText's policies, which keep the products' outputs.
        let partly = ["selective", "attention only", "core_attn", "core attention", "minimal", "save_", "offload"]
        if has(partly) { return .selective }
        if has(["full", "uniform", "use_checkpoint=true", "full-layer"]) { return .full }
        switch lower.trimmed {
        case "none", "no", "off", "0", "false", "no recompute": return Recompute.none
        case "1", "true", "yes", "on": return .full
        default: return lower.hasPrefix("none") || lower.hasPrefix("no ") ? Recompute.none : nil
        }
    }

    /// Whether the text says that norms and residuals are split over the tensor ranks too.
    static func isSequenceParallel(_ text: String) -> Bool {
        let lower = text.lowercased()
        return lower.contains("sequence-parallel") || lower.contains("sequence parallel") || lower.contains("+sp")
    }
}

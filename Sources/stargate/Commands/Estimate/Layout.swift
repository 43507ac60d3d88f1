import StargatePerformance

/// A layout in the words of the field, for JSON and for people.
struct Layout: Encodable {
    let tp, pp, vp, dp, cp, ep, microbatch, microbatches, batch, sequence: Int
    let precision: String
    let recompute: String
    let sharding: String
    let gradients: String

    init(_ x: Execution) {
        (tp, pp, vp, dp, cp, ep) = (x.tensor, x.pipeline, x.interleaving, x.data, x.context, x.expert)
        (microbatch, microbatches, batch, sequence) = (x.microbatch, x.microbatches, x.batch, x.sequence)
        precision = x.precision.rawValue
        recompute = x.recompute.rawValue
        sharding = Self.word(x.sharding)
        gradients = x.narrowGradients ? "16 bit" : "32 bit"
    }

    var words: String {
        var parts = ["TP \(tp)", "PP \(pp)"]
        if vp > 1 { parts.append("VP \(vp)") }
        parts.append("DP \(dp)")
        if cp > 1 { parts.append("CP \(cp)") }
        if ep > 1 { parts.append("EP \(ep)") }
        parts += ["micro-batch \(microbatch) x \(microbatches)", "recompute \(recompute)", "sharded \(sharding)"]
        if gradients != "32 bit" { parts.append("gradients in \(gradients)") }
        return parts.joined(separator: " · ")
    }

    /// The options that ask for a layout.
    static func options(_ x: Execution) -> String {
        var text = "--tp \(x.tensor) --pp \(x.pipeline) --vp \(x.interleaving) --dp \(x.data) --cp \(x.context)"
        if x.expert > 1 { text += " --ep \(x.expert)" }
        return text + " --microbatch \(x.microbatch) --batch \(x.batch) --recompute \(x.recompute.rawValue) "
            + "--sharding \(word(x.sharding))"
    }

    private static func word(_ sharding: Sharding) -> String {
        switch sharding {
        case .none: "none"
        case .optimizer: "optimizer"
        case .gradients: "gradients"
        case .weights: "weights"
        }
    }
}

/// Why a layout cannot run, where, and what would.
public struct LayoutRefusal: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case notPositive = "not-positive"
        case chipsDiffer = "chips-differ"
        case tensorDoesNotDivideHeads = "tensor-does-not-divide-heads"
        case pipelineExceedsLayers = "pipeline-exceeds-layers"
        case batchNotDivisible = "batch-not-divisible"
        case sequenceNotDivisible = "sequence-not-divisible"
        case expertsNotDivisible = "experts-not-divisible"
        case precisionUnknownToChip = "precision-unknown-to-chip"
        case doesNotFit = "does-not-fit"
    }

    public let code: Code
    /// The option at fault, for example `--tp`.
    public let field: String
    public let problem: String
    /// What would do.
    public let remedy: String

    public init(_ code: Code, field: String, problem: String, remedy: String) {
        self.code = code
        self.field = field
        self.problem = problem
        self.remedy = remedy
    }
}

extension TrainingModel {
    /// The first reason why `x` cannot run on `chips` chips, or nil. Memory is judged last, since only a layout that is
    /// otherwise sound has a meaningful need.
    public func refusal(of x: Execution, chips: Int) -> LayoutRefusal? {
        let counts = [
            ("--tp", x.tensor), ("--pp", x.pipeline), ("--vp", x.interleaving), ("--dp", x.data), ("--cp", x.context),
            ("--ep", x.expert), ("--batch", x.batch), ("--microbatch", x.microbatch), ("--sequence", x.sequence),
        ]
        for (field, value) in counts where value < 1 {
            return LayoutRefusal(
                .notPositive, field: field, problem: "\(value) is no count", remedy: "give 1 or more")
        }
        if let refusal = precisionRefusal(x) { return refusal }
        guard shape.heads % x.tensor == 0 else {
            return LayoutRefusal(
                .tensorDoesNotDivideHeads, field: "--tp",
                problem: x.tensor > shape.heads
                    ? "TP \(x.tensor) exceeds the \(shape.heads) attention heads"
                    : "TP \(x.tensor) does not divide the \(shape.heads) attention heads",
                remedy: "use TP \(words(divisors(shape.heads, upTo: min(64, shape.heads))))")
        }
        guard x.pipeline * x.interleaving <= shape.layers + 2 else {
            return LayoutRefusal(
                .pipelineExceedsLayers, field: "--pp",
                problem: "\(x.pipeline) stages of \(x.interleaving) chunks need more than the \(shape.layers) layers",
                remedy: "keep PP times VP at or below \(shape.layers)")
        }
        guard x.chips == chips else {
            let rest = x.tensor * x.pipeline * x.context
            return LayoutRefusal(
                .chipsDiffer, field: "--dp",
                problem: "TP \(x.tensor) x PP \(x.pipeline) x CP \(x.context) x DP \(x.data) is \(x.chips) chips, "
                    + "not \(chips)",
                remedy: chips % rest == 0
                    ? "use DP \(chips / rest)" : "use a count of chips that \(rest) divides, or another TP, PP or CP")
        }
        guard x.batch % (x.data * x.microbatch) == 0 else {
            let unit = x.data * x.microbatch
            return LayoutRefusal(
                .batchNotDivisible, field: "--batch",
                problem: "a batch of \(x.batch) sequences does not divide into DP \(x.data) x micro-batch "
                    + "\(x.microbatch)",
                remedy: "use a batch of \(max(unit, x.batch / unit * unit)) or \((x.batch / unit + 1) * unit)")
        }
        guard x.context == 1 || x.sequence % (2 * x.context) == 0 else {
            return LayoutRefusal(
                .sequenceNotDivisible, field: "--cp",
                problem: "CP \(x.context) needs sequences that \(2 * x.context) divides; \(x.sequence) is not one",
                remedy: "use a smaller CP or a longer sequence")
        }
        return expertRefusal(x) ?? memoryRefusal(x)
    }

    private func expertRefusal(_ x: Execution) -> LayoutRefusal? {
        let experts = shape.experts?.count ?? 1
        guard experts % x.expert != 0 || (x.data * x.context) % x.expert != 0 else { return nil }
        let fitting = divisors(experts, upTo: experts).filter { (x.data * x.context) % $0 == 0 }
        return LayoutRefusal(
            .expertsNotDivisible, field: "--ep",
            problem: shape.experts == nil
                ? "the model is dense: there are no experts to split"
                : "EP \(x.expert) must divide the \(experts) experts and DP x CP = \(x.data * x.context)",
            remedy: "use EP \(words(fitting))")
    }

    private func precisionRefusal(_ x: Execution) -> LayoutRefusal? {
        guard accelerator.peak(x.precision) == nil else { return nil }
        let known = Precision.allCases.filter { accelerator.peak($0) != nil }.map(\.rawValue)
        return LayoutRefusal(
            .precisionUnknownToChip, field: "--precision",
            problem: "\(accelerator.name) has no units for \(x.precision.rawValue)",
            remedy: "use \(known.joined(separator: ", "))")
    }

    private func memoryRefusal(_ x: Execution) -> LayoutRefusal? {
        let need = memory(x).total
        guard need > usableMemory else { return nil }
        return LayoutRefusal(
            .doesNotFit, field: "memory",
            problem: "the fullest chip needs \(gibibytes(need)) of \(gibibytes(accelerator.memory)) GiB",
            remedy: "raise TP or PP, recompute, shard more, or search for a layout that fits")
    }

    /// Bytes a training process can use. The gigabytes of data sheets are 2^30 bytes (an H100 of 80 GB reports 81,559
    /// MiB); the 7 % between are left to the context, communication buffers and fragmentation.
    public var usableMemory: Double { accelerator.memory }

    private func gibibytes(_ bytes: Double) -> String {
        let tenths = Int(min(1e15, bytes / 107_374_182.4).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private func words(_ values: [Int]) -> String { values.map(String.init).joined(separator: ", ") }
}

/// The divisors of `n` up to `limit`, ascending.
func divisors(_ n: Int, upTo limit: Int) -> [Int] { (1...max(1, limit)).filter { n % $0 == 0 } }

import ArgumentParser
import StargateEstimates
import StargatePerformance

/// How a step is laid out, as far as the user says; the rest is chosen.
struct LayoutOptions: ParsableArguments {
    @Option(help: "Ranks that split each matrix (tensor parallelism).")
    var tp: Int?
    @Option(help: "Stages of the pipeline.")
    var pp: Int?
    @Option(help: "Model chunks a stage holds in turn (interleaved schedule).")
    var vp: Int?
    @Option(help: "Copies that share the batch; follows from the chips if left out.")
    var dp: Int?
    @Option(help: "Ranks that split each sequence (context parallelism).")
    var cp: Int?
    @Option(help: "Ranks that split the experts.")
    var ep: Int?
    @Option(help: "Sequences a rank takes at once.")
    var microbatch: Int?
    @Option(help: "Sequences of one step.")
    var batch: Int?
    @Option(help: "Tokens of one sequence.")
    var sequence = 4096
    @Option(help: "Number format of the matrix products: fp16, bf16, fp8, mxfp8 or nvfp4.")
    var precision = "bf16"
    @Option(help: "What is computed again: none, selective or full.")
    var recompute: String?
    @Option(help: "What data-parallel ranks split: none, optimizer, gradients or weights.")
    var sharding: String?
    @Option(help: "The training software, such as 'NeMo 24.07' or 'PyTorch FSDP'.")
    var software = "Megatron-Core"
    @Option(help: "When the software was released: 2024 or 2024-07.")
    var date = "2026"

    /// The draft on so many chips, and what the software's name says.
    ///
    /// - Throws: `Failure` where a word or a number will not do.
    func draft(
        shape: ModelShape, accelerator: Accelerator, chips: Int
    ) throws -> (draft: LayoutDraft, software: SoftwareReading) {
        let given: [(String, Int?)] = [
            ("--tp", tp), ("--pp", pp), ("--vp", vp), ("--dp", dp), ("--cp", cp), ("--ep", ep),
            ("--microbatch", microbatch), ("--batch", batch), ("--sequence", sequence),
        ]
        for (name, value) in given {
            // The product of the largest layout must stay a number.
            let most = ["--dp", "--batch", "--sequence"].contains(name) ? 100_000_000 : 10_000
            guard let value, value < 1 || value > most else { continue }
            throw Failure.usage("\(name): \(value) is no count", help: "from 1 to \(most)")
        }
        guard let precision = Precision(rawValue: precision.lowercased()) else {
            throw Failure.usage(
                "--precision: '\(precision)' is unknown",
                help: "one of \(Precision.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let year = SoftwareReading.yearsSince2021(date), (-4...14).contains(year) else {
            throw Failure.usage(
                "--date: '\(date)' is no date of a training software", help: "from 2017 to 2035, such as 2025-07")
        }
        let reading = SoftwareReading(software: software, date: date, chip: accelerator)
        let base = Execution(
            sequence: sequence,
            batch: batch ?? UsualBatch.sequences(sequence: sequence, chips: chips, divisibleBy: dp ?? 1),
            precision: precision,
            sequenceParallel: reading.isSequenceParallel, hidesExpertTraffic: reading.hidesExpertTraffic,
            kernel: reading.kernel(on: accelerator), stack: reading.stack, softwareAge: reading.age)
        let isPlainData = dp == chips
        let draft = LayoutDraft(
            base: base, chips: chips, tensor: tp ?? (isPlainData ? 1 : nil), pipeline: pp ?? (isPlainData ? 1 : nil),
            interleaving: vp, data: dp, context: cp ?? (isPlainData ? 1 : nil),
            expert: ep ?? (shape.experts == nil ? 1 : nil), microbatch: microbatch,
            recompute: try word(recompute, "--recompute", Recompute.allCases),
            sharding: try sharding.map { try split($0, chips: chips) })
        return (draft, reading)
    }

    private func word<Word: RawRepresentable<String>>(
        _ text: String?, _ option: String, _ words: [Word]
    ) throws -> Word? {
        guard let text else { return nil }
        guard let word = Word(rawValue: text.lowercased()) else {
            throw Failure.usage(
                "\(option): '\(text)' is unknown", help: "one of \(words.map(\.rawValue).joined(separator: ", "))")
        }
        return word
    }

    private func split(_ text: String, chips: Int) throws -> Sharding {
        switch text.lowercased() {
        case "none": return Sharding.none
        case "optimizer", "zero-1", "zero1": return .optimizer
        case "gradients", "zero-2", "zero2": return .gradients
        case "weights", "zero-3", "zero3", "fsdp": return .weights(group: chips)
        default:
            throw Failure.usage(
                "--sharding: '\(text)' is unknown", help: "one of none, optimizer, gradients, weights")
        }
    }
}

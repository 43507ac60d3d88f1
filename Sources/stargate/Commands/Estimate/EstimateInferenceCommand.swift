import ArgumentParser
import StargateCatalogue
import StargateEstimates
import StargatePerformance

struct EstimateInferenceGroup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inference",
        abstract: "Time to the first token and per token, throughput, and chips for a demand.",
        discussion: """
              stargate estimate inference llama-3.1-70b --chips H100:8 --input 2048 --output 256
              stargate estimate inference llama-3.1-70b --chips H100:8 --ttft 2000 --tpot 50
              stargate estimate inference deepseek-v3 --chips H200:32 --tp 8 --ttft 2000 --tpot 50 --demand 100000
              stargate estimate inference rows measurements.csv --out predictions.csv
            """,
        subcommands: [
            EstimateInferenceCommand.self, EstimateInferenceRowsCommand.self, EstimateInferenceScoreCommand.self,
            EstimateInferenceFitCommand.self,
        ],
        defaultSubcommand: EstimateInferenceCommand.self)
}

struct EstimateInferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "What one setup serves (the verb may be left out).",
        discussion: """
            Without limits the setup is driven to saturation. With --ttft and --tpot (milliseconds that 99 of 100
            requests stay below) it runs at the highest load within both; --demand then says how many chips serve so
            many output tokens a second, and --disaggregate divides the chips into pools that prefill and decode.
            """)

    @Argument(help: "A model of the catalogue, or a Hugging Face config.json.")
    var model: String
    @Option(help: "The chip and how many: H100:8.")
    var chips: String
    @Option(help: "Mean tokens of a prompt.")
    var input = 1024.0
    @Option(help: "Mean tokens of an answer.")
    var output = 256.0
    @Option(help: "How unlike prompts and answers are in length (coefficient of variation).")
    var variation = 0.5
    @Option(help: "Chips that share each layer; the best if left out.")
    var tp: Int?
    @Option(help: "Stages of layers.")
    var pp: Int?
    @Option(help: "Format of the weights; the narrowest the chip computes in if left out.")
    var precision: String?
    @Option(help: "Sequences of one copy that run at once.")
    var concurrency: Double?
    @Option(help: "Requests a second.")
    var rate: Double?
    @Option(help: "Milliseconds to the first token that 99 of 100 requests stay below.")
    var ttft: Double?
    @Option(help: "Milliseconds per token that 99 of 100 requests stay below.")
    var tpot: Double?
    @Option(help: "Output tokens a second to be served within the limits.")
    var demand: Double?
    @Flag(help: "Divide the chips into pools that prefill and decode.")
    var disaggregate = false
    @Option(help: "A parameter file in place of the shipped one.")
    var parameters: String?
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try check()
        let (name, shape) = try EstimateInputs.model(model)
        let (chip, count) = try EstimateInputs.chips(chips)
        let estimator = InferenceEstimator(try EstimateInputs.inferenceConstants(parameters))
        let question = InferenceQuestion(
            name: name, shape: shape, chip: chip, count: count, estimator: estimator,
            workload: InferenceWorkload(
                inputTokens: input, outputTokens: output, inputVariation: variation, outputVariation: variation),
            limits: limits, setups: try setups(shape, chip, count))
        let report = try answer(question)
        try RunOutput.show(json ? try RunOutput.json(report) : report.text())
    }

    private var limits: LatencyLimits? {
        guard let ttft, let tpot else { return nil }
        return LatencyLimits(timeToFirst: ttft / 1000, timePerToken: tpot / 1000)
    }

    private func check() throws {
        let values: [(String, Double?, ClosedRange<Double>)] = [
            ("--input", input, 1...10_000_000), ("--output", output, 1...10_000_000),
            ("--variation", variation, 0...10),
            ("--concurrency", concurrency, 1...1_000_000), ("--rate", rate, 1e-9...1e12), ("--ttft", ttft, 0.001...1e9),
            ("--tpot", tpot, 0.001...1e9), ("--demand", demand, 1e-6...1e15),
        ]
        for (option, value, range) in values {
            guard let value, !range.contains(value) else { continue }
            throw Failure.usage(
                "\(option): \(value) will not do", help: "from \(range.lowerBound) to \(range.upperBound)")
        }
        for (option, value) in [("--tp", tp), ("--pp", pp)] {
            guard let value, value < 1 || value > 100_000 else { continue }
            throw Failure.usage("\(option): \(value) is no count", help: "from 1 to 100,000")
        }
        if (ttft == nil) != (tpot == nil) {
            throw Failure.usage("give --ttft and --tpot together", help: "for example --ttft 2000 --tpot 50")
        }
        if demand != nil || disaggregate, ttft == nil {
            throw Failure.usage("--demand and --disaggregate need limits", help: "for example --ttft 2000 --tpot 50")
        }
        if [concurrency != nil, rate != nil, ttft != nil].count(where: { $0 }) > 1 {
            throw Failure.usage("give one of --concurrency, --rate, or limits", help: "they each fix the load")
        }
    }

    private func setups(_ shape: ModelShape, _ chip: Accelerator, _ count: Int) throws -> [InferenceSetup] {
        let format = try precision.map { text in
            guard let known = Precision(rawValue: text.lowercased()) else {
                throw Failure.usage(
                    "--precision: '\(text)' is unknown",
                    help: "one of \(Precision.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return known
        }
        let weights = format ?? (chip.peakFP4 != nil ? .nvfp4 : chip.peakFP8 != nil ? .fp8 : .bf16)
        return InferenceQuestion.setups(shape: shape, chip: chip, count: count, tp: tp, pp: pp, weights: weights)
    }

    private func answer(_ question: InferenceQuestion) throws -> InferenceReport {
        do throws(InferenceRefusal) {
            if let demand, let limits { return try question.capacity(demand: demand, limits: limits) }
            if disaggregate, let limits { return try question.pools(limits: limits) }
            return try question.served(concurrency: concurrency, rate: rate)
        } catch { throw InferenceQuestion.failure(error) }
    }
}

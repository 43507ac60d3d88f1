public import StargateCatalogue
public import StargatePerformance

/// One row of a table of inference measurements, as the inference model takes it.
public struct InferenceCase: Sendable {
    public let id: String
    public let model: String
    public let family: String
    public let split: String
    public let source: String
    public let softwareName: String
    public let scenario: String
    public let accelerator: Accelerator
    /// What is to be predicted, with what was measured of it.
    public let observation: InferenceObservation
    /// Sequences kept running at once, where the row says so in place of a load.
    public let concurrency: Double?
    /// Mean latencies where the row gives them, in seconds.
    public let meanTimeToFirst: Double?
    public let meanTimePerToken: Double?
    public let isMeasured: Bool
    public let assumptions: [String]

    /// - Throws: `EstimateRefusal` with the line and what is missing.
    public init(_ row: InferenceMeasurement, models: ModelCatalogue) throws(EstimateRefusal) {
        let place = "\(row.id) (line \(row.line))"
        guard let shape = row.shape else {
            throw EstimateRefusal(
                place: place, field: "model", problem: "'\(row.model)' is not known",
                remedy: "name a model of the catalogue or fill the columns of its architecture")
        }
        guard let accelerator = row.accelerator else {
            throw EstimateRefusal(
                place: place, field: "chip", problem: "'\(row.chip)' is not known",
                remedy: "name a chip of the catalogue (`stargate estimate chips` lists them)")
        }
        var assumptions: [String] = []
        let name = models.find(row.model)?.name ?? row.model
        guard let sent = PublishedScenario.workload(of: row, model: name) else {
            throw EstimateRefusal(
                place: place, field: "isl", problem: "the lengths of requests are not given",
                remedy: "fill isl and osl, or name a scenario of MLPerf with one of its models")
        }
        if sent.assumed { assumptions.append("lengths of requests and limits of MLPerf's suite") }
        let precision =
            row.precision ?? (accelerator.peakFP4 != nil ? .nvfp4 : accelerator.peakFP8 != nil ? .fp8 : .bf16)
        if row.precision == nil { assumptions.append("weights in \(precision.rawValue)") }
        let chips = row.chips ?? max(1, (row.tensor ?? 1) * (row.pipeline ?? 1))
        let year = 2021 + (SoftwareReading.yearsSince2021(row.date) ?? 4.5)
        let setups = Self.setups(
            shape: shape, accelerator: accelerator, chips: chips, tensor: row.tensor, pipeline: row.pipeline,
            precision: precision, year: year)
        if setups.count > 1 { assumptions.append("the layout that serves most") }
        let rate = row.tokensPerSecondPerChip ?? row.tokensPerSecond.map { $0 / Double(chips) }
        isMeasured = rate != nil
        // Rows of one configuration, whatever release, weigh together; a second-hand stack says less of the first.
        let group =
            row.tensor == nil
            ? [row.model, accelerator.name, precision.rawValue, row.scenario].joined(separator: "|") : row.id
        observation = InferenceObservation(
            id: row.id, shape: shape, setups: setups, workload: sent.workload, drive: sent.drive,
            tokenRatePerChip: rate ?? 1, timeToFirst: row.p99FirstTokenSeconds, timePerToken: row.p99OutputTokenSeconds,
            group: group, weight: row.software.lowercased().contains("vllm") ? 0.3 : 1)
        concurrency = row.batch.map(Double.init)
        meanTimeToFirst = row.firstTokenSeconds
        meanTimePerToken = row.outputTokenSeconds
        id = row.id
        model = row.model
        family = Scores.family(row.model)
        split = row.split
        source = row.source
        softwareName = row.software
        scenario = row.scenario
        self.accelerator = accelerator
        self.assumptions = assumptions
    }

    /// The published layout, or those among which a submitter chose: powers of two within a host.
    static func setups(
        shape: ModelShape, accelerator: Accelerator, chips: Int, tensor: Int?, pipeline: Int?, precision: Precision,
        year: Double
    ) -> [InferenceSetup] {
        let cache: Precision = accelerator.peakFP8 == nil || precision.bytes > 1 ? .bf16 : .fp8
        func setup(_ tensor: Int, _ pipeline: Int) -> InferenceSetup {
            InferenceSetup(
                accelerator: accelerator, chips: tensor * pipeline, tensor: tensor, pipeline: pipeline,
                attentionData: shape.experts == nil ? 1 : tensor, weights: precision, cache: cache, softwareYear: year)
        }
        if let tensor { return [setup(tensor, pipeline ?? 1)] }
        let most = min(8, chips)
        let widest = max(accelerator.scaleUpDomain, accelerator.nodeChips)
        var all: [InferenceSetup] = []
        for tensor in [1, 2, 4, 8] where tensor <= most && tensor <= widest {
            for pipeline in [1, 2, 4, 8] where tensor * pipeline <= most && (pipeline == 1 || year >= 2025) {
                all.append(setup(tensor, pipeline))
            }
        }
        return all
    }
}

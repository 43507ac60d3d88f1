public import StargateCatalogue
public import StargatePerformance

/// A step that is to be predicted: one row of a table of measurements, or what a user asks for.
public struct TrainingCase: Sendable {
    public let id: String
    /// The model's name, the split of the data the row belongs to, where it was published, and the software's name.
    public let model: String
    public let split: String
    public let source: String
    public let softwareName: String
    /// Tokens of a whole run, if it is one, and the chip-hours it took.
    public let tokens: Double?
    public let measuredChipHours: Double?
    public let shape: ModelShape
    public let accelerator: Accelerator
    public let draft: LayoutDraft
    public let software: SoftwareReading
    /// Measured seconds of a step, if the row says so or says the rate of tokens.
    public let measured: Double?
    /// What was assumed because the row does not say it.
    public let assumptions: [String]

    /// Chips of a whole run that gives its tokens but not its chips: chip-hours depend on them little.
    static let usualChips = 1024

    /// - Throws: `EstimateRefusal` with the line and what is missing.
    public init(_ row: TrainingMeasurement) throws(EstimateRefusal) {
        func missing(_ field: String, _ given: String, _ remedy: String) -> EstimateRefusal {
            EstimateRefusal(
                place: "\(row.id) (line \(row.line))", field: field,
                problem: given.isEmpty ? "nothing is given" : "'\(given)' is not known", remedy: remedy)
        }
        guard let shape = row.shape else {
            throw missing("model", row.model, "name a model of the catalogue or fill the columns of its architecture")
        }
        guard var accelerator = row.accelerator else {
            throw missing("chip", row.chip, "name a chip of the catalogue (`stargate estimate chips` lists them)")
        }
        guard let chips = row.chips ?? (row.tokens == nil ? nil : Self.usualChips) else {
            throw missing("chips", "", "give the count of chips")
        }
        let sequence = row.sequence ?? 4096
        guard shape.isPlausible, Self.arePlausible(row, chips: chips, sequence: sequence) else {
            throw EstimateRefusal(
                place: "\(row.id) (line \(row.line))", field: "row", problem: "a count is beyond any machine",
                remedy: "look for a unit or a column that slipped")
        }
        var assumptions = row.assumptions + row.mistakes.map { "not read: \($0.description)" }
        if row.chips == nil { assumptions.append("\(chips) chips") }
        if let text = row.precisionText, row.precision == nil { assumptions.append("bf16 for '\(text)'") }
        if let precision = row.precision, accelerator.peak(precision) == nil {
            assumptions.append("\(accelerator.name) computes \(precision.rawValue) in 16 bit")
        }
        if row.sequence == nil { assumptions.append("sequences of 4,096 tokens") }
        if let rate = row.fabric.flatMap({ FabricReading.scaleOut($0, nodeChips: accelerator.nodeChips) }) {
            accelerator.scaleOutBandwidth = rate
        }
        let software = SoftwareReading(software: row.software, date: row.date, chip: accelerator)
        let kernel = software.kernel(on: accelerator)
        let given = (row.tensor ?? 1) * (row.pipeline ?? 1) * (row.context ?? 1)
        let ranks = row.data ?? (row.tensor != nil && chips % given == 0 ? chips / given : 1)
        let batch =
            row.batch
            ?? UsualBatch.sequences(sequence: sequence, chips: chips, divisibleBy: ranks * (row.microbatch ?? 1))
        if row.batch == nil { assumptions.append("\(batch) sequences a step") }
        let base = Execution(
            sequence: sequence, batch: batch, precision: row.precision ?? .bf16,
            sequenceParallel: row.sequenceParallel ?? software.isSequenceParallel,
            hidesExpertTraffic: software.hidesExpertTraffic, kernel: kernel, stack: software.stack,
            softwareAge: software.age)
        // A layout whose ranks are not the chips is not one; the model chooses.
        let isWhole = row.layoutFillsChips ?? true
        // Of a layout that names some of its ranks, those left empty are 1; so are those of fully sharded training.
        let isNamed =
            row.tensor != nil || row.pipeline != nil || (row.sharding.map(Self.splitsWeights) ?? false)
        draft = LayoutDraft(
            base: base, chips: chips, tensor: isWhole ? row.tensor ?? (isNamed ? 1 : nil) : nil,
            pipeline: isWhole ? row.pipeline ?? (isNamed ? 1 : nil) : nil,
            interleaving: isWhole ? row.interleaving : nil,
            context: isWhole && isNamed ? row.context ?? 1 : nil,
            expert: row.expert ?? (shape.experts == nil ? 1 : nil), microbatch: isWhole ? row.microbatch : nil,
            recompute: row.recompute, sharding: row.sharding)
        id = row.id
        model = row.model
        split = row.split
        source = row.source
        softwareName = row.software
        self.tokens = row.tokens
        measuredChipHours = row.chipHours
        self.shape = shape
        self.accelerator = accelerator
        self.software = software
        self.assumptions = assumptions
        let perStep = Double(batch * sequence)
        measured =
            row.stepSeconds
            ?? (row.batch == nil ? nil : row.tokensPerSecondPerChip.map { perStep / ($0 * Double(chips)) })
    }

    /// What a user asks for.
    public init(
        model: String, shape: ModelShape, accelerator: Accelerator, draft: LayoutDraft, software: SoftwareReading
    ) {
        id = model
        self.model = model
        split = ""
        source = ""
        softwareName = ""
        tokens = nil
        measuredChipHours = nil
        self.shape = shape
        self.accelerator = accelerator
        self.draft = draft
        self.software = software
        measured = nil
        assumptions = []
    }

    /// Whether counts are of a size that products of them can be taken.
    private static func arePlausible(_ row: TrainingMeasurement, chips: Int, sequence: Int) -> Bool {
        let ranks = [row.tensor, row.pipeline, row.context, row.expert, row.interleaving, row.microbatch]
        return ranks.allSatisfy { $0 ?? 1 <= 10_000 } && chips <= 100_000_000 && row.data ?? 1 <= 100_000_000
            && sequence <= 100_000_000 && row.batch ?? 1 <= 100_000_000
    }

    private static func splitsWeights(_ sharding: Sharding) -> Bool {
        switch sharding {
        case .none, .optimizer: false
        case .gradients, .weights: true
        }
    }

    /// Whether the row says how the step was laid out.
    public var isLayoutGiven: Bool { draft.tensor != nil && draft.pipeline != nil && draft.microbatch != nil }

    /// Rows of one configuration bear the same name, whatever release they measure.
    public var configuration: String {
        let x = draft
        func number(_ value: Int?) -> String { value.map(String.init) ?? "-" }
        return [
            model, accelerator.name, String(x.chips), number(x.tensor), number(x.pipeline), number(x.interleaving),
            number(x.context), number(x.expert), String(x.base.batch), number(x.microbatch), x.base.precision.rawValue,
            String(x.base.sequence), x.recompute?.rawValue ?? "-", x.sharding.map { "\($0)" } ?? "-",
        ].joined(separator: "/")
    }
}

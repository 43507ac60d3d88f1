import StargatePerformance

extension InferenceMeasurement {
    private static let columns: Set<String> = [
        "id", "split", "model", "chip", "chips", "tp", "pp", "ep", "precision", "scenario", "isl", "osl",
        "tokens_per_s_total", "tokens_per_s_per_chip", "tokens_counted", "p99_ttft_ms", "p99_tpot_ms", "software",
        "date", "source", "confidence", "notes",
    ]
    private static let batchColumns = ["batch", "batch_size", "concurrency", "max_batch_size", "bs"]
    private static let firstColumns = ["ttft_ms", "mean_ttft_ms", "p50_ttft_ms", "median_ttft_ms"]
    private static let outputColumns = ["tpot_ms", "mean_tpot_ms", "p50_tpot_ms", "median_tpot_ms", "itl_ms"]

    init(_ row: inout CSVRow, models: ModelCatalogue, chips catalogue: ChipCatalogue) {
        line = row.line
        id = row.text("id") ?? "line \(row.line)"
        split = row.text("split") ?? ""
        model = row.text("model") ?? ""
        let columns = ShapeColumns(&row, known: models.shape(model), parametersBillions: row.number("params_b"))
        shape = columns.shape
        chip = row.text("chip") ?? ""
        accelerator = catalogue.find(chip)?.accelerator
        chips = row.positive("chips")
        tensor = row.positive("tp")
        pipeline = row.positive("pp")
        expert = row.positive("ep")
        precisionText = row.text("precision")
        let accelerator = accelerator
        precision = precisionText.flatMap { PrecisionText.precision($0, chip: accelerator) }
        scenario = row.text("scenario") ?? ""
        inputTokens = row.positive("isl")
        outputTokens = row.positive("osl")
        batch = Self.batchColumns.first { row.text($0) != nil }.flatMap { row.positive($0) }
        tokensPerSecond = row.number("tokens_per_s_total")
        tokensPerSecondPerChip = row.number("tokens_per_s_per_chip")
        tokensCounted = row.text("tokens_counted")
        p99FirstTokenSeconds = row.number("p99_ttft_ms").map { $0 / 1000 }
        p99OutputTokenSeconds = row.number("p99_tpot_ms").map { $0 / 1000 }
        firstTokenSeconds = Self.firstColumns.first { row.text($0) != nil }.flatMap { row.number($0) }.map { $0 / 1000 }
        outputTokenSeconds = Self.outputColumns.first { row.text($0) != nil }.flatMap { row.number($0) }
            .map { $0 / 1000 }
        software = row.text("software") ?? ""
        date = row.text("date") ?? ""
        source = row.text("source") ?? ""
        confidence = row.text("confidence") ?? ""
        notes = row.text("notes") ?? ""
        extra = row.others(
            than: Self.columns.union(Self.batchColumns).union(Self.firstColumns).union(Self.outputColumns))
        mistakes = row.mistakes
        reasons = []
        reasons = faults(shape: columns.reason)
    }

    private func faults(shape reason: String?) -> [String] {
        var faults: [String] = []
        if let reason { faults.append(reason) }
        if accelerator == nil { faults.append("chip \"\(chip)\" is not in the catalogue") }
        if chips == nil { faults.append("chips are not published") }
        if precision == nil { faults.append("precision \"\(precisionText ?? "")\" is none the model knows") }
        if let accelerator, let precision, accelerator.peak(precision) == nil {
            faults.append("\(accelerator.name) has no units for \(precision.rawValue)")
        }
        let measured = [
            tokensPerSecond, tokensPerSecondPerChip, p99FirstTokenSeconds, p99OutputTokenSeconds, firstTokenSeconds,
            outputTokenSeconds,
        ]
        if measured.allSatisfy({ $0 == nil }) { faults.append("no rate or latency is published") }
        return faults
    }
}

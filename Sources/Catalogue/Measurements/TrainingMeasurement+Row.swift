import StargatePerformance

extension TrainingMeasurement {
    /// The columns this reader knows.
    static let columns: Set<String> = [
        "id", "split", "kind", "model", "params_b", "active_params_b", "layers", "hidden", "heads", "kv_heads",
        "head_dim", "ffn", "gated_ffn", "vocab", "attention", "experts", "topk", "moe_ffn", "shared_experts",
        "dense_layers", "seq", "chip", "chips", "fabric", "tp", "pp", "vp", "dp", "cp", "ep", "etp", "fsdp",
        "gbs_seqs", "mbs", "precision", "recompute", "step_time_s", "step_time_is", "tokens_per_s_per_chip",
        "tflops_per_chip", "flops_convention", "mfu_pct", "hfu_pct", "chip_hours", "tokens", "software", "date",
        "source", "confidence", "notes",
    ]

    init(_ row: inout CSVRow, models: ModelCatalogue, chips catalogue: ChipCatalogue) {
        // 1. What and where.
        line = row.line
        id = row.text("id") ?? "line \(row.line)"
        split = row.text("split") ?? ""
        kind = Self.kind(row.text("kind"), hasHours: row.text("chip_hours") != nil)
        model = row.text("model") ?? ""
        parametersBillions = row.number("params_b")
        activeBillions = row.number("active_params_b")
        let columns = ShapeColumns(&row, known: models.shape(model), parametersBillions: parametersBillions)
        shape = columns.shape
        sequence = row.positive("seq")
        chip = row.text("chip") ?? ""
        accelerator = catalogue.find(chip)?.accelerator
        chips = row.positive("chips")
        fabric = row.text("fabric")

        // 2. The layout. A 0 for what may be absent means that it is.
        tensor = row.positive("tp")
        pipeline = row.positive("pp")
        interleaving = row.count("vp").map { max(1, $0) }
        context = row.count("cp").map { max(1, $0) }
        expert = row.count("ep").map { max(1, $0) }
        expertTensor = row.count("etp").map { max(1, $0) }
        data =
            row.positive("dp")
            ?? Self.impliedData(chips: chips, tensor: tensor, pipeline: pipeline, context: context)
        shardingText = row.text("fsdp")
        sharding = Self.sharding(&row, ranks: data ?? chips, node: accelerator?.nodeChips)
        batch = row.positive("gbs_seqs")
        microbatch = row.positive("mbs")
        precisionText = row.text("precision")
        precision = Self.precision(precisionText, on: accelerator)
        recomputeText = row.text("recompute")
        recompute = Self.recompute(&row)
        sequenceParallel = recomputeText.flatMap { RecomputeText.isSequenceParallel($0) ? true : nil }

        // 3. What was measured.
        stepSeconds = row.number("step_time_s")
        stepSecondsOrigin = row.text("step_time_is")
        tokensPerSecondPerChip = row.number("tokens_per_s_per_chip")
        teraflopsPerChip = row.number("tflops_per_chip")
        flopsConvention = row.text("flops_convention")
        modelFlopsUtilisation = row.number("mfu_pct").map { $0 / 100 }
        hardwareFlopsUtilisation = row.number("hfu_pct").map { $0 / 100 }
        chipHours = row.number("chip_hours")
        tokens = row.number("tokens")
        notes = row.text("notes") ?? ""
        peakMemory = MemoryNote.peakBytes(notes)

        // 4. Where it is from, and what it is good for.
        software = row.text("software") ?? ""
        date = row.text("date") ?? ""
        source = row.text("source") ?? ""
        confidence = row.text("confidence") ?? ""
        extra = row.others(than: Self.columns)
        assumptions = columns.assumptions + (precisionText == nil ? ["precision taken as bf16"] : [])
        mistakes = row.mistakes
        reasons = []
        reasons = faults(shape: columns.reason)
    }

    private static func kind(_ text: String?, hasHours: Bool) -> Kind {
        guard let text else { return hasHours ? .fullRun : .benchmark }
        switch NameIndex.key(text) {
        case "benchmark", "step", "throughput": return .benchmark
        case "fullrun", "run", "trainingrun", "fulltraining": return .fullRun
        default: return .other(text)
        }
    }

    private static func impliedData(chips: Int?, tensor: Int?, pipeline: Int?, context: Int?) -> Int? {
        guard let chips, tensor != nil || pipeline != nil else { return nil }
        let model = (tensor ?? 1) * (pipeline ?? 1) * (context ?? 1)
        return chips.isMultiple(of: model) ? chips / model : nil
    }

    private static func precision(_ text: String?, on chip: Accelerator?) -> Precision? {
        guard let text else { return .bf16 }
        return PrecisionText.precision(text, chip: chip)
    }

    private static func sharding(_ row: inout CSVRow, ranks: Int?, node: Int?) -> Sharding? {
        guard let text = row.text("fsdp") else { return nil }
        if let sharding = ShardingText.sharding(text, ranks: ranks, node: node) { return sharding }
        row.mistake(
            "fsdp", "is no sharding", "write FULL_SHARD, SHARD_GRAD_OP, ZeRO-1, none, or the ranks of a group")
        return nil
    }

    private static func recompute(_ row: inout CSVRow) -> Recompute? {
        guard let text = row.text("recompute") else { return nil }
        if let recompute = RecomputeText.recompute(text) { return recompute }
        row.mistake("recompute", "is no recomputation", "write none, selective or full, or leave the field empty")
        return nil
    }

    /// Why the row cannot be compared with the model.
    private func faults(shape reason: String?) -> [String] {
        var faults: [String] = []
        if let reason { faults.append(reason) }
        if accelerator == nil { faults.append("chip \"\(chip)\" is not in the catalogue") }
        if let precisionText, precision == nil {
            faults.append("precision \"\(precisionText)\" is none the model knows")
        }
        if let accelerator, let precision, accelerator.peak(precision) == nil {
            faults.append("\(accelerator.name) has no units for \(precision.rawValue)")
        }
        if kind == .fullRun {
            if tokens == nil { faults.append("tokens are not published") }
            if chipHours == nil { faults.append("chip_hours are not published") }
            return faults
        }
        if chips == nil { faults.append("chips are not published") }
        if sequence == nil { faults.append("seq is not published") }
        if batch == nil { faults.append("gbs_seqs is not published") }
        let measured = [stepSeconds, tokensPerSecondPerChip, teraflopsPerChip, modelFlopsUtilisation]
        if measured.allSatisfy({ $0 == nil }) { faults.append("no step time, tokens/s or FLOP/s is published") }
        return faults
    }
}

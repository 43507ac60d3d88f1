import StargateCatalogue
import StargatePerformance
import Testing

@Suite("The published measurements", .enabled(if: SharedData.folder != nil, "there is no ../shared/data"))
struct PublishedMeasurementTests {
    let models: ModelCatalogue
    let chips: ChipCatalogue

    init() throws {
        models = try ModelCatalogue.shipped()
        chips = try ChipCatalogue.shipped()
    }

    private func training() throws -> [TrainingMeasurement] {
        try MeasurementFile.training(
            SharedData.text("training/measurements.csv"), file: "measurements.csv", models: models, chips: chips)
    }

    @Test("of training are all read, and all but the hybrid model's row are usable")
    func everyRow() throws {
        let rows = try training()
        #expect(rows.count == 478)
        #expect(Set(rows.map(\.id)).count == 478)
        #expect(rows.filter { !$0.isUsable }.map(\.id) == ["mbridge-012"])
        #expect(rows.first { !$0.isUsable }?.reasons.contains { $0.contains("hybrid") } == true)
        #expect(rows.allSatisfy { $0.accelerator != nil && $0.chips != nil && $0.precision != nil })
        #expect(rows.allSatisfy { $0.extra.isEmpty && $0.mistakes.isEmpty && $0.kind == .benchmark })
        #expect(rows.allSatisfy { $0.stepSeconds != nil || $0.teraflopsPerChip != nil })
    }

    @Test("of training fill their chips with their layout, but for three that say they do not")
    func layouts() throws {
        let rows = try training().filter { $0.layoutFillsChips == false }
        #expect(rows.map(\.id) == ["8k", "16k", "32k"].map { "nemo-longseq-llama3-8b-" + $0 })
        #expect(rows.allSatisfy { $0.notes.contains("does not always equal #GPUs") })
    }

    @Test("of training give step times and token rates that agree: both are columns, and each implies the other")
    func ratesAgree() throws {
        var compared = 0
        for row in try training() {
            guard let seconds = row.stepSeconds, let rate = row.tokensPerSecondPerChip, let batch = row.batch,
                let sequence = row.sequence, let chips = row.chips
            else { continue }
            compared += 1
            let implied = Double(batch * sequence) / seconds / Double(chips)
            #expect(abs(implied / rate - 1) < 0.02, "\(row.id)")
        }
        #expect(compared > 250)
    }

    @Test("of training have shapes with the parameters the rows state")
    func parametersAgree() throws {
        for row in try training() {
            // A name that ends in layers is a shortened copy, whose row states the whole model's parameters.
            guard let stated = row.parametersBillions, let shape = row.shape, row.model.last != "L" else { continue }
            let off = Double(shape.parameters) / 1e9 / stated - 1
            let isRoundedName = ["nemotron3-8b", "nemotron3-22b", "nemotron4-15b", "gpt-1.7B"].contains(row.model)
            #expect(abs(off) < (isRoundedName ? 0.07 : 0.02), "\(row.id): \(off)")
        }
    }

    @Test("of training keep number formats, sharding and recomputation as they are written")
    func texts() throws {
        let rows = try training()
        let first = { (text: String) in rows.first { $0.precisionText == text }?.precision }
        #expect(first("amp_fp8") == .fp8)
        #expect(first("amp_bf16") == .bf16)
        #expect(first("MXFP8") == .mxfp8)
        #expect(first("NVFP4 or FP8 (both configs shipped in the submission)") == .nvfp4)
        let shared = { (text: String, chips: Int) in
            rows.first { $0.shardingText == text && $0.chips == chips }?.sharding
        }
        #expect(shared("FULL_SHARD", 64) == .weights(group: 64))
        #expect(shared("SHARD_GRAD_OP", 256) == .gradients)
        #expect(shared("fsdp=128", 512) == .weights(group: 128))
        #expect(rows.filter { $0.recompute == nil }.count == 191)
        #expect(rows.filter { $0.recompute == .full }.count == 165)
        #expect(rows.filter { $0.recompute == .selective && $0.sequenceParallel == true }.count == 4)
        #expect(rows.filter { $0.peakMemory != nil }.count == 34)
        let deepest = rows.compactMap(\.peakMemory).max()
        #expect(deepest == 139.22 * 1_073_741_824)
        let windows = rows.first { $0.model == "gpt-oss-120b" }?.shape?.attention
        #expect(windows == .sliding(keyValueHeads: 8, window: 128, windowed: 1, period: 2))
        let latent = rows.first { $0.model == "deepseek-v2-4L" }?.shape
        #expect(latent?.attention == (try models.entry("deepseek-v2").shape.attention))
        #expect(latent?.layers == 4)
    }

    @Test("of inference are all read, and none is kept out")
    func inference() throws {
        let rows = try MeasurementFile.inference(
            SharedData.text("inference/measurements.csv"), file: "measurements.csv", models: models, chips: chips)
        #expect(rows.count == 358)
        let unusable = rows.filter { !$0.isUsable }
        #expect(unusable.isEmpty, "\(unusable.map(\.reasons))")
        for row in rows {
            #expect(row.shape != nil)
            guard let total = row.tokensPerSecond, let each = row.tokensPerSecondPerChip, let chips = row.chips else {
                continue
            }
            #expect(abs(total / Double(chips) / each - 1) < 0.01, "\(row.id)")
        }
        let mixed = rows.filter { $0.precisionText?.hasPrefix("see submission") == true && $0.isUsable }
        #expect(mixed.allSatisfy { $0.precision == ($0.accelerator?.peakFP4 == nil ? .fp8 : .nvfp4) })
        #expect(mixed.contains { $0.precision == .fp8 } && mixed.contains { $0.precision == .nvfp4 })
    }
}

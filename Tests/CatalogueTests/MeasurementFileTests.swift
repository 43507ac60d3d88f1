import StargateCatalogue
import StargatePerformance
import Testing

@Suite("A table of measurements")
struct MeasurementFileTests {
    let models: ModelCatalogue
    let chips: ChipCatalogue

    init() throws {
        models = try ModelCatalogue.shipped()
        chips = try ChipCatalogue.shipped()
    }

    private func training(
        _ text: String, _ mistakes: MeasurementFile.Mistakes = .refuse
    ) throws -> [TrainingMeasurement] {
        try MeasurementFile.training(text, file: "m.csv", models: models, chips: chips, mistakes: mistakes)
    }

    /// One row of the columns of `names`, separated by spaces.
    private func row(_ names: String, _ values: String...) throws -> TrainingMeasurement {
        let header = names.split(separator: " ").joined(separator: ",")
        return try #require(training("\(header)\n\(values.joined(separator: ","))\n").first)
    }

    @Test("means the same with a byte order mark, CRLF, other order, quotes and blank lines")
    func forms() throws {
        let plain = "id,model,chip,chips,tp,step_time_s,notes\na,llama3-8b,H100,64,2,1.5,\"x, \"\"y\"\"\"\n"
        let other =
            "\u{FEFF}notes,Step_Time_S , tp,chips,chip,model,id\r\n\r\n"
            + "\"x, \"\"y\"\"\",1.5,2,64,\"H100\",llama3-8b,a\r\n\r\n"
        for text in [plain, other, String(plain.dropLast())] {
            let row = try #require(training(text).first)
            #expect(row.id == "a" && row.chips == 64 && row.tensor == 2 && row.stepSeconds == 1.5)
            #expect(row.notes == "x, \"y\"")
            #expect(row.accelerator?.name == "H100-80GB-SXM")
            #expect(try training(text).count == 1)
        }
    }

    @Test("keeps line ends inside quotes, and counts lines past them")
    func lineEndsInQuotes() throws {
        let text = "notes,model,chip,chips\n\"one\ntwo\",llama3-8b,H100,8\nx,llama3-8b,H100,many\n"
        let rows = try training(text, .keep)
        #expect(rows[0].notes == "one\ntwo")
        #expect(rows[1].mistakes.first?.line == 4)
        #expect(rows[1].mistakes.first?.column == 18)
    }

    @Test("takes the shape from the catalogue where the columns are empty")
    func shapeByName() throws {
        let named = try row("model chip chips seq", "llama3.1-405b-proxy-8L", "B200", "64", "8192")
        #expect(named.shape?.layers == 8)
        #expect(named.shape?.vocabulary == 128_256)
        let partly = try row("model layers chip attention", "deepseek-v3", "10", "H800", "MLA")
        #expect(partly.shape?.layers == 10)
        #expect(partly.shape?.experts?.count == 256)
        #expect(partly.shape?.attention == (try models.entry("deepseek-v3").shape.attention))
        let windows = try row("model chip attention kv_heads", "gpt-oss-20b", "B200", "GQA", "8")
        #expect(windows.shape == (try models.entry("gpt-oss-20b").shape))
    }

    @Test("derives what is implied: data ranks, head width, heads of keys")
    func derives() throws {
        let row = try row(
            "model layers hidden heads ffn gated_ffn vocab chip chips tp pp cp", "own", "24", "2048", "16", "8192",
            "0", "50304", "A100", "128", "4", "2", "2")
        #expect(row.data == 8)
        #expect(row.layoutFillsChips == true)
        #expect(row.shape?.headWidth == 128)
        #expect(row.shape?.attention == .grouped(keyValueHeads: 16))
        #expect(row.assumptions == ["precision taken as bf16"])
        let unknown = try self.row("model chip chips", "llama3-8b", "H100", "64")
        #expect(unknown.data == nil && unknown.layoutFillsChips == nil)
    }

    @Test("chooses an unpublished gate by the published parameters")
    func gate() throws {
        let names = "model params_b layers hidden heads ffn vocab chip"
        #expect(try row(names, "own", "6.74", "32", "4096", "32", "11008", "32000", "A100").shape?.isGated == true)
        #expect(try row(names, "own", "6.7", "32", "4096", "32", "16384", "32000", "A100").shape?.isGated == false)
    }

    @Test(
        "reads attention as it is named",
        arguments: [
            ("MHA", ModelShape.Attention.grouped(keyValueHeads: 32)), ("MHA(alibi)", .grouped(keyValueHeads: 32)),
            ("MQA", .grouped(keyValueHeads: 1)), ("multi-query", .grouped(keyValueHeads: 1)),
            ("GQA(alternating sliding 128)", .sliding(keyValueHeads: 32, window: 128, windowed: 1, period: 2)),
            ("sliding window 1024, 5:1", .sliding(keyValueHeads: 32, window: 1024, windowed: 5, period: 6)),
            ("SWA 4096", .sliding(keyValueHeads: 32, window: 4096, windowed: 1, period: 1)),
            (
                "MLA(q_lora1536,kv_lora512,nope128,rope64,v128)",
                .latent(queryRank: 1536, keyValueRank: 512, plainWidth: 128, rotaryWidth: 64, valueWidth: 128)
            ),
            (
                "MLA(kv_lora_rank=512 nope=64 rope=32 v=96)",
                .latent(queryRank: 0, keyValueRank: 512, plainWidth: 64, rotaryWidth: 32, valueWidth: 96)
            ),
        ])
    func attention(text: String, expected: ModelShape.Attention) throws {
        let row = try row("layers hidden heads vocab chip attention", "2", "4096", "32", "100", "H100", "\"\(text)\"")
        #expect(row.shape?.attention == expected)
    }

    @Test("keeps a row it cannot use, with the reason")
    func reasons() throws {
        let names = "model chip chips seq gbs_seqs precision attention step_time_s"
        let good = try row(names, "llama3-8b", "H100", "8", "8192", "16", "FP8", "GQA", "2")
        #expect(good.isUsable)
        let cases: [(TrainingMeasurement, String)] = [
            (try row(names, "llama3-8b", "H9000", "8", "8192", "16", "FP8", "GQA", "2"), "H9000"),
            (try row(names, "zamba-7b", "H100", "8", "8192", "16", "FP8", "hybrid", "2"), "zamba-7b"),
            (try row(names, "llama3-8b", "H100", "8", "8192", "16", "FP8", "mamba", "2"), "mamba"),
            (try row(names, "llama3-8b", "A100", "8", "8192", "16", "FP8", "GQA", "2"), "no units for fp8"),
            (try row(names, "llama3-8b", "H100", "8", "8192", "16", "INT3", "GQA", "2"), "INT3"),
            (try row(names, "llama3-8b", "H100", "8", "8192", "", "FP8", "GQA", "2"), "gbs_seqs"),
            (try row(names, "llama3-8b", "H100", "8", "8192", "16", "FP8", "GQA", ""), "no step time"),
        ]
        for (row, part) in cases {
            #expect(row.reasons.count == 1)
            #expect(row.reasons.first?.contains(part) == true, "\(row.reasons)")
        }
    }

    @Test("reads whole runs: chip-hours and tokens, with thousands and suffixes")
    func fullRuns() throws {
        let run = try row(
            "kind model chip chips tokens chip_hours", "full_run", "llama3.1-405b", "H100", "16384", "15.6T",
            "\"30,840,000\"")
        #expect(run.kind == .fullRun && run.isUsable)
        #expect(run.tokens == 15.6e12 && run.chipHours == 30.84e6)
        let poor = try row("kind model chip tokens", "full_run", "llama3.1-405b", "H100", "1e12")
        #expect(poor.reasons == ["chip_hours are not published"])
    }

    @Test("decides between two number formats by the chip")
    func precisionByChip() throws {
        let text = "NVFP4 or FP8 (both)"
        #expect(try row("model chip precision", "llama3-8b", "H100", text).precision == .fp8)
        #expect(try row("model chip precision", "llama3-8b", "GB200", text).precision == .nvfp4)
        #expect(try row("model chip precision", "llama3-8b", "B200", "MXFP8").precision == .mxfp8)
        #expect(try row("model chip precision", "llama3-8b", "B200", "bfloat16").precision == .bf16)
    }

    @Test(
        "reads sharding as it is named",
        arguments: [
            ("FULL_SHARD", Sharding.weights(group: 64)), ("SHARD_GRAD_OP", .gradients),
            ("fsdp=16", .weights(group: 16)),
            ("32", .weights(group: 32)), ("ZeRO-1", .optimizer), ("ZeRO-3", .weights(group: 64)), ("none", .none),
            ("HYBRID_SHARD", .weights(group: 8)), ("1", .none), ("ZeRO stage 3", .weights(group: 64)),
            ("ici_fsdp 16 x dcn_dp 4", .weights(group: 16)), ("Megatron distributed optimizer", .optimizer),
            ("FSDP2", .weights(group: 64)),
        ])
    func sharding(text: String, expected: Sharding) throws {
        #expect(try row("model chip chips tp fsdp", "llama3-8b", "H100", "64", "1", text).sharding == expected)
    }

    @Test(
        "refuses a field it cannot read, with line, column, name and what was given",
        arguments: [
            ("chips", "many", "is not a whole number up to 1,000,000,000"),
            ("chips", "8.5", "is not a whole number up to 1,000,000,000"),
            ("chips", "-8", "is not a whole number up to 1,000,000,000"),
            ("tp", "0", "is not a whole number of at least 1"),
            ("step_time_s", "fast", "is not a positive number"), ("step_time_s", "0", "is not a positive number"),
            ("step_time_s", "1,2", "is not a positive number"), ("step_time_s", "nan", "is not a positive number"),
            ("gated_ffn", "perhaps", "is neither 1 nor 0"), ("recompute", "sometimes", "is no recomputation"),
            ("fsdp", "somehow", "is no sharding"),
        ])
    func badField(column: String, given: String, problem: String) throws {
        let header = "model,chip,\(column)"
        let text = "\(header)\nllama3-8b,H100,\nllama3-8b,H100,\"\(given)\"\n"
        let refusal = #expect(throws: CatalogueRefusal.self) { try training(text) }
        #expect(refusal?.file == "m.csv" && refusal?.line == 3 && refusal?.column == 16)
        #expect(refusal?.field == column)
        #expect(refusal?.given == given)
        #expect(refusal?.problem == problem)
        #expect(refusal?.remedy.isEmpty == false)
        let kept = try training(text, .keep)
        #expect(kept.count == 2)
        #expect(kept[1].mistakes.first == refusal)
    }

    @Test(
        "refuses what is no table, with the place",
        arguments: [
            ("", 1, 1), ("\n\n", 1, 1), ("model,chip\nllama3-8b\n", 2, 1), ("model,chip\na,b,c\n", 2, 5),
            ("model,chip\n\"llama3-8b,H100\n", 2, 1), ("model,chip\n\"llama3-8b\"x,H100\n", 2, 12),
            ("model,chip,Model\na,b,c\n", 1, 12), ("model,chips\na,8\n", 1, 1), ("chip,seq\nH100,8\n", 1, 1),
        ])
    func noTable(text: String, line: Int, column: Int) throws {
        let refusal = #expect(throws: CatalogueRefusal.self) { try training(text) }
        #expect(refusal?.line == line)
        #expect(refusal?.column == column)
    }

    @Test("of inference takes mean latencies, batch and unknown columns too")
    func inference() throws {
        let text = """
            model,chip,chips,tp,precision,batch,ttft_ms,tpot_ms,kv_cache
            llama3.1-8b,H100,1,1,FP8,16,80,9.5,FP8
            """
        let rows = try MeasurementFile.inference(text, file: "i.csv", models: models, chips: chips)
        let row = try #require(rows.first)
        #expect(row.isUsable && row.batch == 16)
        #expect(row.firstTokenSeconds == 0.08 && row.outputTokenSeconds == 0.0095)
        #expect(row.extra == ["kv_cache": "FP8"])
    }
}

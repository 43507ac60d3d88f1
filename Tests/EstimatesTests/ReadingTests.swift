import StargateCatalogue
import StargateEstimates
import StargatePerformance
import Testing

@Suite("A software's name and date")
struct SoftwareReadingTests {
    static func reading(_ software: String?, _ date: String?, _ chip: String = "H100") throws -> SoftwareReading {
        SoftwareReading(software: software, date: date, chip: try ChipCatalogue.shipped().accelerator(chip))
    }

    @Test("say which family it is, how old, and how attention runs")
    func families() throws {
        let h100 = try ChipCatalogue.shipped().accelerator("H100")
        let cases: [(String?, String?, SoftwareStack, Bool, Double, AttentionKernel)] = [
            ("Megatron-Core r0.8.0", "2024-07", .megatron, true, 3.5417, .fused),
            ("NeMo 24.07", "2024-07-15", .megatron, true, 3.5417, .fused),
            ("Megatron-DeepSpeed", "2023", .deepspeed, true, 2.4583, .plain),
            ("llm-foundry FSDP", "2023-2024", .fsdp, true, 2.6667, .ported),
            ("PyTorch FSDP2", "2025-01", .fsdp, true, 4.0417, .fused),
            ("MaxText/JAX, dgxc v25.03", "2025-03", .jax, true, 4.2083, .fused),
            ("Megatron-LM (April 2021)", "2021-04", .megatron, true, 0.2917, .plain),
            ("Colossal-AI", "2025-03", .megatron, false, 4.2083, .fused),
            (nil, nil, .megatron, false, 3.5, .fused),
        ]
        for (name, date, stack, known, age, kernel) in cases {
            let reading = try Self.reading(name, date)
            #expect(reading.stack == stack && reading.isKnown == known, "\(name ?? "")")
            #expect(abs(reading.age - age) < 0.001, "\(name ?? ""): \(reading.age)")
            #expect(reading.kernel(on: h100) == kernel, "\(name ?? "")")
        }
        #expect(try Self.reading("HAI-LLM (DualPipe)", "2024-12").hidesExpertTraffic)
        #expect(try Self.reading(nil, "2024", "TPU-v5p").stack == .jax)
    }
}

@Suite("A parameter file")
struct ParameterFileTests {
    @Test("holds every constant with its meaning and rows, and reads back as it was")
    func roundTrip() throws {
        let constants = try TrainingConstants.shipped()
        let file = constants.file(about: "a test")
        #expect(file.parameters.map(\.name) == TrainingParameter.allCases.map(\.name))
        #expect(file.parameters.allSatisfy { !$0.meaning.isEmpty && !$0.rows.isEmpty && !$0.unit.isEmpty })
        let again = try TrainingConstants(json: file.json, file: "t")
        #expect(again == constants)
        for parameter in TrainingParameter.allCases {
            let prior = parameter.prior
            let value = constants.parameters[parameter]
            #expect(value >= prior.low * 0.999 && value <= prior.high * 1.001, "\(parameter.name)")
        }
    }

    @Test("that lacks a constant or is no JSON is refused by name")
    func refused() throws {
        var file = try TrainingConstants.shipped().file(about: "a test")
        file.parameters.removeAll { $0.name == "gemmHalf" }
        let refusal = try #require(throws: EstimateRefusal.self) {
            try TrainingConstants(json: file.json, file: "p.json")
        }
        #expect(refusal.field == "gemmHalf" && refusal.place == "p.json")
        #expect(throws: EstimateRefusal.self) { try TrainingConstants(json: "[1, 2]", file: "p.json") }
        #expect(throws: EstimateRefusal.self) { try TrainingConstants(json: "{", file: "p.json") }
    }
}

@Suite("A table of measurements")
struct TrainingRowsTests {
    static let header = "id,model,chip,chips,tp,pp,dp,seq,gbs_seqs,mbs,precision,software,date,step_time_s,fabric"

    static func rows(_ lines: String..., by keys: [CalibrationKey] = []) throws -> TrainingRows {
        let text = ([header] + lines).joined(separator: "\n") + "\n"
        let read = try MeasurementFile.training(
            text, file: "t.csv", models: .shipped(), chips: .shipped(), mistakes: .keep)
        return TrainingRows(read, with: TrainingEstimator(try TrainingConstants.shipped()), calibratedBy: keys)
    }

    @Test("is predicted line by line, in order, with reasons where a row cannot be")
    func lines() throws {
        let rows = try Self.rows(
            "a,llama-3-70b,H100,64,4,4,4,8192,128,1,bf16,NeMo,2025-05,14.7,",
            "b,no-such-model,H100,64,4,4,4,8192,128,1,bf16,NeMo,2025-05,14.7,",
            "c,llama-3-70b,no-such-chip,64,4,4,4,8192,128,1,bf16,NeMo,2025-05,14.7,",
            "d,llama-3-70b,H100,64,,,,8192,128,,fp8,,,,")
        let table = PredictionTable.csv(rows.lines).split(separator: "\n").map(String.init)
        #expect(table.count == 5 && rows.refused == 2)
        #expect(table[1].hasPrefix("a,") && table[2].hasPrefix("b,,,") && table[4].hasPrefix("d,"))
        #expect(table[2].contains("model") && table[3].contains("chip"))
        let (given, chosen) = (rows.predictions[0], rows.predictions[1])
        #expect(given.execution.tensor == 4 && given.execution.pipeline == 4)
        #expect(chosen.execution.chips == 64 && chosen.memory.total <= 80e9)
        #expect(chosen.seconds.high / chosen.seconds.expected > given.seconds.high / given.seconds.expected)
    }

    @Test("shifts a row by others of its stack, never by itself")
    func calibration() throws {
        func twelve(_ factor: Double) throws -> TrainingRows {
            try Self.rows(
                "a,llama-3-70b,MI300X,64,8,1,8,8192,128,1,bf16,Primus,2025-05,\(40 * factor),",
                "b,llama-3-70b,MI300X,64,8,1,8,8192,128,2,bf16,Primus,2025-05,\(40 * factor),",
                "c,llama-3-70b,MI300X,64,8,1,8,8192,128,1,bf16,Other,2025-05,,", by: [.software, .chip])
        }
        let (one, two) = (try twelve(1), try twelve(1.5))
        #expect(two.predictions[0].seconds.expected > one.predictions[0].seconds.expected)
        #expect(one.predictions[2].calibration.factor == 1, "another software says nothing")
        let alone = try Self.rows(
            "a,llama-3-70b,MI300X,64,8,1,8,8192,128,1,bf16,Primus,2025-05,99,", by: [.software, .chip])
        #expect(alone.predictions[0].calibration.factor == 1)
        #expect(
            one.predictions[0].seconds.high / one.predictions[0].seconds.low
                < alone.predictions[0].seconds.high / alone.predictions[0].seconds.low)
    }

    @Test("takes the fabric's rate where it is named")
    func fabric() throws {
        let rows = try Self.rows(
            "a,llama-3-70b,H100,64,8,1,8,8192,128,1,bf16,NeMo,2025-05,,8x100Gb/s per node",
            "b,llama-3-70b,H100,64,8,1,8,8192,128,1,bf16,NeMo,2025-05,,400Gb/s per GPU",
            "c,llama-3-70b,H100,64,8,1,8,8192,128,1,bf16,NeMo,2025-05,,1600 Gbps node-node")
        #expect(rows.predictions.map(\.subject.accelerator.scaleOutBandwidth) == [12.5e9, 50e9, 25e9])
        #expect(rows.predictions[0].step.data > rows.predictions[1].step.data)
    }

    @Test("takes ranks left empty beside named ones for one")
    func emptyRanks() throws {
        let rows = try Self.rows(
            "a,llama-3-8b,H100,64,2,,,8192,128,1,bf16,NeMo,2025-05,,",
            "b,llama-3-8b,H100,64,,2,,8192,128,1,bf16,NeMo,2025-05,,")
        let (a, b) = (rows.predictions[0].execution, rows.predictions[1].execution)
        #expect(a.tensor == 2 && a.pipeline == 1 && a.data == 32)
        #expect(b.tensor == 1 && b.pipeline == 2 && b.data == 32)
    }

    @Test("of whole runs is scored in chip-hours, with failures")
    func wholeRuns() throws {
        let text = """
            id,kind,model,chip,chips,tp,pp,seq,gbs_seqs,mbs,precision,software,date,tokens,chip_hours
            r,full_run,llama-3.1-405b,H100,16384,8,16,8192,2048,1,bf16,Megatron,2024-04,15.6e12,30840000
            s,full_run,llama-3-8b,H100,,,,,,,,,,15e12,1300000
            t,full_run,llama-3-8b,H100,9000000000000000000,,,,,,,,,15e12,1300000
            """
        let read = try MeasurementFile.training(
            text, file: "t.csv", models: .shipped(), chips: .shipped(), mistakes: .keep)
        let rows = TrainingRows(read, with: TrainingEstimator(try TrainingConstants.shipped()))
        #expect(rows.predictions.count == 3)
        let all = try #require(rows.scores.groups.first { $0.quantity == "chip-hours" && $0.by == "all" })
        #expect(all.rows == 3)
        let run = try #require(rows.predictions[0].run)
        let hours = run.hours.expected * 16_384
        #expect(abs(run.chipHours.expected - hours) < 1e-6 * hours && run.goodput.share < 1)
    }
}

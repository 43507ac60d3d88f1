import StargateCatalogue
import StargatePerformance
import Testing

@Suite("The catalogue of chips")
struct ChipCatalogueTests {
    let catalogue: ChipCatalogue

    init() throws { catalogue = try ChipCatalogue.shipped() }

    @Test("gives rates in FLOP/s and bytes/s")
    func units() throws {
        let chip = try catalogue.accelerator("H100")
        #expect(chip.name == "H100-80GB-SXM")
        #expect(chip.peakBF16 == 989e12 && chip.peakFP8 == 1979e12 && chip.peakFP4 == nil)
        #expect(chip.memory == 80e9 && chip.memoryBandwidth == 3.35e12)
        #expect(chip.scaleUpBandwidth == 450e9 && chip.scaleOutBandwidth == 50e9)
        #expect(chip.scaleUpDomain == 8 && chip.nodeChips == 8 && chip.power == 700)
        #expect(chip.reachableBF16 == 0.803)
        let fp8 = try #require(chip.reachableFP8)
        #expect(abs(fp8 - 1402.6 / 1979) < 1e-12)
        #expect(try catalogue.accelerator("GB200").scaleUpDomain == 72)
    }

    @Test("has chips that cannot exceed their peaks")
    func physical() {
        for entry in catalogue.entries {
            let chip = entry.accelerator
            #expect(chip.peakFP8 ?? .infinity >= chip.peakBF16, "\(chip.name)")
            #expect(chip.peakFP4 ?? .infinity >= chip.peakFP8 ?? 0, "\(chip.name)")
            #expect((0.3...1).contains(chip.reachableBF16 ?? 0.7), "\(chip.name)")
            #expect((0.3...1).contains(chip.reachableFP8 ?? 0.7), "\(chip.name)")
            #expect(chip.scaleUpBandwidth > chip.scaleOutBandwidth || chip.scaleUpDomain == 1, "\(chip.name)")
            #expect(!entry.source.isEmpty && !entry.confidence.isEmpty, "\(chip.name)")
        }
    }

    @Test(
        "finds a chip whatever the case and punctuation, and passes over its maker",
        arguments: [
            ("h100", "H100-80GB-SXM"), ("NVIDIA H100-SXM-80GB", "H100-80GB-SXM"), ("b200", "B200-HGX"),
            ("GB200", "GB200-NVL72"), ("A100", "A100-80GB-SXM"), ("H200", "H200-141GB-SXM"), ("mi300x", "MI300X"),
            ("AMD Instinct MI300X", "MI300X"), ("TPU v5p", "TPU-v5p"), ("Google TPU-v5p", "TPU-v5p"),
            ("trn2", "Trn2"), ("Trainium 2", "Trn2"), ("H800-80GB", "H800-80GB"),
        ])
    func findsByAnyName(name: String, expected: String) throws {
        #expect(try catalogue.accelerator(name).name == expected)
    }

    @Test("refuses an unknown chip with the nearest names")
    func unknownChip() {
        let refusal = #expect(throws: CatalogueRefusal.self) { try catalogue.entry("H101") }
        #expect(refusal?.remedy.contains("H100") == true)
    }

    @Test("keeps the numbers of the reference table, digit for digit", .enabled(if: SharedData.folder != nil))
    func sameAsReference() throws {
        let own = try Fields(EmbeddedFile.chips.text)
        let reference = try Fields(SharedData.text("facts/chips.csv"))
        // Further chips of our own come after those of the reference.
        #expect(own.rows.count >= reference.rows.count)
        for (mine, theirs) in zip(own.rows, reference.rows) {
            for (column, value) in theirs { #expect(mine[column] == value, "\(theirs["chip"] ?? "") \(column)") }
        }
    }

    @Test("refuses a table with a missing number, a wrong number or a name twice, with the place")
    func mistakes() {
        let header = """
            chip,aliases,bf16_tflops,hbm_gb,hbm_tbps,scaleup_domain,scaleup_gbps_uni_per_chip,\
            scaleout_gbps_uni_per_chip,node_chips
            """
        let cases = [
            ("X,,100,80,2,8,300,,8", "scaleout_gbps_uni_per_chip", 2, "is missing"),
            ("X,,fast,80,2,8,300,25,8", "bf16_tflops", 2, "is not a positive number"),
            ("X,Y,1,80,2,8,300,25,8\ny,,1,80,2,8,300,25,8", "chip", 3, "has a name, y, that another row has"),
            ("X,,-5,80,2,8,300,25,8", "bf16_tflops", 2, "is not a positive number"),
        ]
        for (rows, field, line, problem) in cases {
            let refusal = #expect(throws: CatalogueRefusal.self) {
                try ChipCatalogue(csv: "\(header)\n\(rows)\n", file: "chips.csv")
            }
            #expect(refusal?.field == field)
            #expect(refusal?.line == line)
            #expect(refusal?.problem == problem)
        }
    }

    @Test("reads a chip and its count")
    func chipCount() throws {
        #expect(try ChipCount("H100:1024") == ChipCount(chip: "H100", count: 1024))
        #expect(try ChipCount("GB200-NVL72: 1,152").count == 1152)
        for text in ["H100", ":8", "H100:", "H100:0", "H100:-8", "H100:1.5", "H100:many", ""] {
            #expect(throws: CatalogueRefusal.self) { try ChipCount(text) }
        }
    }
}

/// A table split by hand: commas outside quotes, no quotes within quotes, no line ends in fields.
private struct Fields {
    var rows: [[String: String]] = []

    init(_ text: String) throws {
        let lines = text.split(whereSeparator: \.isNewline).map { Self.split(String($0)) }
        let header = try #require(lines.first)
        for line in lines.dropFirst() {
            var row: [String: String] = [:]
            for (name, value) in zip(header, line) { row[name] = value }
            rows.append(row)
        }
    }

    private static func split(_ line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

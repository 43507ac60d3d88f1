import StargateCatalogue
import StargatePerformance
import Testing

@Suite("A config.json of Hugging Face")
struct HuggingFaceConfigTests {
    @Test("gives the shape the catalogue has for the model", arguments: Configs.all.map(\.name))
    func agreesWithCatalogue(name: String) throws {
        let text = try #require(Configs.all.first { $0.name == name }).text
        let config = try HuggingFaceConfig(text, file: "config.json")
        #expect(config.shape == (try ModelCatalogue.shipped().entry(name).shape))
        #expect(config.assumptions == [])
    }

    @Test("counts the parameters its safetensors hold, norms and biases aside")
    func countsParameters() throws {
        // Totals that Hugging Face shows for the files: Llama-3.1-405B, Mixtral-8x7B-v0.1, Qwen3-30B-A3B.
        let published = [
            "llama-3.1-405b": 405_853_388_800, "mixtral-8x7b": 46_702_792_704, "qwen3-30b-a3b": 30_532_122_624,
        ]
        for (name, text) in Configs.all {
            guard let total = published[name] else { continue }
            let shape = try HuggingFaceConfig(text, file: "").shape
            #expect(abs(Double(shape.parameters) / Double(total) - 1) < 2e-4, "\(name)")
        }
    }

    @Test("of an unknown architecture is read by the usual fields, and says so")
    func unknownArchitecture() throws {
        let text = """
            {"model_type": "novel", "hidden_size": 4096, "intermediate_size": 16384, "num_attention_heads": 32,
             "num_hidden_layers": 12, "num_key_value_heads": 8, "vocab_size": 32000, "hidden_act": "gelu"}
            """
        let config = try HuggingFaceConfig(text, file: "c.json")
        #expect(config.shape.attention == .grouped(keyValueHeads: 8))
        #expect(config.shape.headWidth == 128)
        #expect(!config.shape.isGated)
        #expect(config.assumptions.contains { $0.contains("novel") })
    }

    @Test("takes windows from the list of layers where there is one")
    func layerTypes() throws {
        let kinds = Array(repeating: "\"sliding_attention\", \"full_attention\"", count: 4).joined(separator: ", ")
        let text = """
            {"model_type": "qwen3", "hidden_size": 1024, "intermediate_size": 4096, "num_attention_heads": 8,
             "num_hidden_layers": 8, "vocab_size": 32000, "sliding_window": 512, "use_sliding_window": true,
             "layer_types": [\(kinds)]}
            """
        let shape = try HuggingFaceConfig(text, file: "c.json").shape
        #expect(shape.attention == .sliding(keyValueHeads: 8, window: 512, windowed: 1, period: 2))
    }

    @Test(
        "names the field that is missing",
        arguments: ["hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size", "intermediate_size"])
    func missingField(field: String) throws {
        let fields = [
            "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32, "vocab_size": 32000,
            "intermediate_size": 11008,
        ]
        let body = fields.filter { $0.key != field }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        let refusal = #expect(throws: CatalogueRefusal.self) {
            try HuggingFaceConfig("{\"model_type\": \"llama\", \(body)}", file: "c.json")
        }
        #expect(refusal?.field == field)
        #expect(refusal?.problem == "is missing")
    }

    @Test("refuses layers that are no attention, with the place")
    func hybrid() throws {
        let text = """
            {"model_type": "nemotron_h", "hidden_size": 4096,
             "hybrid_override_pattern": "M-M-M*-"}
            """
        let refusal = #expect(throws: CatalogueRefusal.self) { try HuggingFaceConfig(text, file: "c.json") }
        #expect(refusal?.line == 2)
        #expect(refusal?.field == "hybrid_override_pattern")
    }

    @Test(
        "refuses what is no number or no JSON, with line and column",
        arguments: [
            ("{\"num_layers\": 2,\n \"hidden_size\": \"wide\"}", 2, 17), ("{\"hidden_size\": 4096,}", 1, 22),
            ("{\"hidden_size\": 4096", 1, 21), ("{\n\n hidden_size: 1}", 3, 2), ("[1]", 1, 1), ("", 1, 1),
            ("{\"hidden_size\": 40.5, \"num_hidden_layers\": 2}", 1, 17), ("{\"a\": \"b", 1, 7),
        ])
    func mistakes(text: String, line: Int, column: Int) throws {
        let refusal = #expect(throws: CatalogueRefusal.self) { try HuggingFaceConfig(text, file: "c.json") }
        #expect(refusal?.line == line)
        #expect(refusal?.column == column)
    }
}

import StargateCatalogue
import StargatePerformance
import Testing

@Suite("The catalogue of models")
struct ModelCatalogueTests {
    let catalogue: ModelCatalogue

    init() throws { catalogue = try ModelCatalogue.shipped() }

    @Test("has shapes whose parameters are the published ones within 2 %, or says why not")
    func publishedParameters() {
        #expect(catalogue.entries.count >= 45)
        var exceptions: [String] = []
        for entry in catalogue.entries {
            let total = Double(entry.shape.parameters) / 1e9 / entry.publishedParametersBillions - 1
            let active = entry.publishedActiveBillions.map { Double(entry.shape.activeParameters) / 1e9 / $0 - 1 } ?? 0
            if abs(total) > 0.02 {
                #expect(entry.exception?.hasPrefix("total:") == true, "\(entry.name) is off by \(total)")
                exceptions.append(entry.name)
            }
            if abs(active) > 0.02 {
                #expect(entry.exception?.hasPrefix("active:") == true, "\(entry.name) is off by \(active)")
                exceptions.append(entry.name)
            }
            // An exception that is none would hide the next mistake.
            if entry.exception != nil { #expect(exceptions.last == entry.name) }
        }
        #expect(
            exceptions == [
                "deepseek-v2-lite", "gpt-oss-20b", "gpt-oss-120b", "nemotron-3-8b", "nemotron-3-22b", "glm-4.5",
                "glm-4.5-air",
            ])
    }

    @Test("has active parameters that become the published ones where the embedding is left out")
    func activeWithoutEmbedding() throws {
        // gpt-oss and GLM-4.5 count so, each in its own way: gpt-oss keeps the output matrix, GLM neither.
        for (name, matrices, tolerance) in [
            ("gpt-oss-20b", 1, 0.02), ("gpt-oss-120b", 1, 0.02), ("glm-4.5", 2, 0.02), ("glm-4.5-air", 2, 0.02),
            ("deepseek-v2-lite", 1, 0.03),
        ] {
            let entry = try catalogue.entry(name)
            let left = Double(entry.shape.activeParameters - matrices * entry.shape.embeddingWeights) / 1e9
            let published = try #require(entry.publishedActiveBillions)
            #expect(abs(left / published - 1) < tolerance, "\(name): \(left)")
        }
    }

    @Test("has consistent shapes, each with a source")
    func consistentShapes() {
        for entry in catalogue.entries {
            let shape = entry.shape
            #expect(!entry.source.isEmpty && !entry.confidence.isEmpty && !entry.family.isEmpty)
            #expect(shape.heads.isMultiple(of: shape.keyValueHeads), "\(entry.name)")
            if let experts = shape.experts {
                #expect(experts.perToken <= experts.count && experts.denseLayers < shape.layers, "\(entry.name)")
                #expect(shape.activeParameters < shape.parameters, "\(entry.name)")
            }
        }
    }

    @Test(
        "finds a model whatever the case, punctuation, organisation and ending",
        arguments: [
            ("Llama-3.1-70B", "llama-3-70b"), ("meta-llama/Llama-3.1-70B-Instruct", "llama-3-70b"),
            ("llama3_70b", "llama-3-70b"), ("LLAMA3.3 70B", "llama-3-70b"), ("GPT3-175B", "gpt-3-175b"),
            ("deepseek-ai/DeepSeek-R1", "deepseek-v3"), ("Qwen/Qwen3-235B-A22B-FP8", "qwen3-235b-a22b"),
            ("Llama-2-7b-chat-hf", "llama-2-7b"), ("nemotron4-340b", "nemotron-4-340b"),
        ])
    func findsByAnyName(name: String, expected: String) throws {
        #expect(try catalogue.entry(name).name == expected)
    }

    @Test("finds every model by its own name and by every alias")
    func findsEveryName() {
        for entry in catalogue.entries {
            for name in [entry.name] + entry.aliases { #expect(catalogue.find(name)?.name == entry.name) }
        }
    }

    @Test("gives the first layers of a model for a name that ends in their number")
    func shortened() throws {
        let whole = try catalogue.entry("llama-3.1-405b").shape
        let short = try #require(catalogue.shape("llama3.1-405b-proxy-8L"))
        #expect(short.layers == 8)
        #expect(short.hidden == whole.hidden)
        #expect(catalogue.shape("llama3-70b-0L") == nil)
        #expect(catalogue.shape("nothing-8L") == nil)
    }

    @Test("refuses an unknown name with the nearest ones")
    func unknownName() {
        let refusal = #expect(throws: CatalogueRefusal.self) { try catalogue.entry("llama-3-71b") }
        #expect(refusal?.given == "llama-3-71b")
        #expect(refusal?.remedy.contains("llama-3-70b") == true)
        #expect(catalogue.find("") == nil)
    }

    @Test("refuses a list with a name twice, a missing field or a wrong kind, with the place")
    func mistakes() {
        let model = { (name: String, more: String) in
            """
            {"name": "\(name)", "source": "s", "published_parameters_b": 1, "context": 8, "gated": true, "tied": true,
            "layers": 1, "hidden": 8, "heads": 2, "head_width": 4, "kv_heads": 2, "ffn": 8, "vocab": 9\(more)}
            """
        }
        let good = ", \"attention\": {\"kind\": \"grouped\"}"
        let cases = [
            ("[\(model("a", good)),\n\(model("A", good))]", "name", 3), ("[\(model("a", ""))]", "attention", 1),
            ("[\(model("a", ", \"attention\": {\"kind\": \"odd\"}"))]", "kind", 2),
        ]
        for (text, field, line) in cases {
            let refusal = #expect(throws: CatalogueRefusal.self) { try ModelCatalogue(json: text, file: "m.json") }
            #expect(refusal?.field == field)
            #expect(refusal?.line == line)
        }
    }
}

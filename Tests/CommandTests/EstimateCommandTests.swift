import Foundation
import StargateTesting
import Testing

@Suite("stargate estimate")
struct EstimateCommandTests {
    static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("predicts a step with an interval and parts that add up")
    func training() throws {
        let result = try Command([
            "estimate", "training", "llama-3-70b", "--chips", "H100:64", "--tp", "4", "--pp", "4", "--vp", "5",
            "--cp", "2", "--batch", "128", "--microbatch", "1", "--sequence", "8192", "--json",
        ])
        #expect(result.code == 0, "\(result.errors)")
        let report = try Self.object(result.output)
        let time = try #require(report["step_time_s"] as? [String: Double])
        let (low, expected, high) = (time["low"] ?? 0, time["expected"] ?? 0, time["high"] ?? 0)
        #expect(low > 0 && low < expected && expected < high)
        let parts = try #require(report["breakdown_s"] as? [String: Double])
        #expect(abs(parts.values.reduce(0, +) - expected) < 1e-9 * expected)
        // The published step of this layout is 14.66 s (NVIDIA DGX Cloud benchmarking, 2025-05).
        #expect(low < 14.66 && 14.66 < high)
    }

    @Test("is shifted by a measured step and by a log of steps, and says by how much")
    func measured() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let log = try scratch.write(
            (1...40).map { "{\"step\": \($0), \"step_time_s\": \($0 < 5 ? 60 : 20.0 + Double($0 % 3) / 10)}" }
                .joined(separator: "\n"), to: "log.jsonl")
        let layout = [
            "estimate", "training", "llama-3-70b", "--chips", "H100:64", "--tp", "4", "--pp", "4", "--batch", "128",
        ]
        func expected(_ more: [String]) throws -> (time: Double, factor: Double) {
            let report = try Self.object(try Command(layout + more + ["--json"]).output)
            let time = (report["step_time_s"] as? [String: Double])?["expected"] ?? 0
            return (time, (report["calibration"] as? [String: Double])?["factor"] ?? 0)
        }
        let (plain, own, logged) = (
            try expected([]), try expected(["--measured", "20"]), try expected(["--log", log])
        )
        #expect(plain.factor == 1)
        #expect(abs(own.time - 20) < abs(plain.time - 20) * 0.3 && own.factor != 1)
        #expect(abs(logged.time - 20.1) < abs(plain.time - 20.1) * 0.3)
    }

    @Test(
        "refuses what cannot run, with what would",
        arguments: [
            (["--chips", "H100:64", "--tp", "128"], "--tp", "use TP"),
            (
                ["--chips", "H100:64", "--tp", "8", "--pp", "1", "--microbatch", "3", "--batch", "100"], "--batch",
                "use a batch of"
            ),
            (
                ["--chips", "H100:8", "--tp", "1", "--pp", "1", "--microbatch", "1", "--batch", "8"], "memory",
                "take more chips"
            ),
            (
                [
                    "--chips", "H100:64", "--tp", "1", "--pp", "1", "--microbatch", "1", "--batch", "64", "--sharding",
                    "none",
                ], "memory", "this fits: --tp"
            ),
            (["--chips", "H1000:64"], "H1000", "near it"),
            (["--chips", "H100:64", "--precision", "nvfp4"], "nvfp4", "use"),
            (["--chips", "A100:64", "--precision", "fp8"], "fp8", "use"),
            (["--chips", "H100:64", "--ep", "4"], "--ep", "use EP"),
        ] as [([String], String, String)])
    func refused(options: [String], fault: String, help: String) throws {
        let result = try Command(["estimate", "training", "llama-3-70b"] + options)
        #expect(result.code == 1, "\(result.output)\(result.errors)")
        #expect(result.errors.contains(fault) && result.errors.contains(help), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test("finds layouts that it would itself accept")
    func search() throws {
        let result = try Command([
            "estimate", "search", "mixtral-8x7b", "--chips", "H100:16", "--batch", "64", "--top", "3", "--json",
        ])
        let report = try Self.object(result.output)
        let best = try #require((report["best"] as? [[String: Any]])?.first)
        let layout = try #require(best["layout"] as? [String: Any])
        func option(_ name: String) -> [String] { ["--\(name)", "\(layout[name] ?? "")"] }
        let again = try Command(
            ["estimate", "training", "mixtral-8x7b", "--chips", "H100:16", "--json"]
                + ["tp", "pp", "vp", "dp", "cp", "ep", "microbatch", "batch", "recompute", "sharding"].flatMap(option))
        #expect(again.code == 0, "\(again.errors)")
        let time = (try Self.object(again.output)["step_time_s"] as? [String: Double])?["expected"]
        #expect(time == (best["step_time_s"] as? [String: Double])?["expected"])
    }

    @Test("adds up a whole run, to a day, chip-hours, energy and cost")
    func run() throws {
        let result = try Command([
            "estimate", "run", "llama-3-8b", "--tokens", "1T", "--chips", "H100:256", "--batch", "512", "--sequence",
            "8192", "--start", "2026-01-15", "--price", "2", "--json",
        ])
        let report = try Self.object(result.output)
        func expected(_ key: String) -> Double { (report[key] as? [String: Double])?["expected"] ?? 0 }
        #expect(abs(expected("cost_usd") - 2 * expected("chip_hours")) < 1)
        #expect(abs(expected("chip_hours") - expected("days") * 24 * 256) < 1)
        #expect(expected("energy_wh") > 0)
        #expect((report["end"] as? String ?? "") > "2026-01-15")
    }

    @Test("reads a Hugging Face config.json as it is")
    func config() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let path = try scratch.write(
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 4096,
             "intermediate_size": 14336, "num_attention_heads": 32, "num_key_value_heads": 8,
             "num_hidden_layers": 32, "vocab_size": 128256, "max_position_embeddings": 8192,
             "tie_word_embeddings": false}
            """, to: "config.json")
        func time(_ model: String) throws -> Double {
            let result = try Command(["estimate", "training", model, "--chips", "H100:8", "--batch", "64", "--json"])
            return (try Self.object(result.output)["step_time_s"] as? [String: Double])?["expected"] ?? 0
        }
        #expect(try time(path) == time("llama-3-8b"))
    }

    @Test("writes predictions of a table, and leaves what was there when it cannot")
    func rows() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let table = try scratch.write(
            "id,model,chip,chips,tp,pp,gbs_seqs,mbs,seq,step_time_s\nx,llama-3-8b,H100,8,1,1,64,1,8192,9.9\n",
            to: "t.csv")
        let out = scratch.path("p.csv")
        let result = try Command(["estimate", "rows", table, "--out", out])
        #expect(result.code == 0, "\(result.errors)")
        let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n")
        #expect(
            lines.count == 2 && lines[0].hasPrefix("id,predicted_step_time_s,low_s,high_s") && lines[1].hasPrefix("x,"))
        let broken = try scratch.write("id,model,chip\n\"x,llama\n", to: "broken.csv")
        let failed = try Command(["estimate", "rows", broken, "--out", out])
        #expect(failed.code == 1 && failed.errors.contains("broken.csv:"))
        #expect(try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n") == lines)
        let scores = try Command(["estimate", "score", table, "--json"])
        #expect(try Self.object(scores.output)["groups"] is [Any])
        #expect(try Command(["estimate", "score", table, "--calibrate-by", "weather"]).code == 2)
    }
}

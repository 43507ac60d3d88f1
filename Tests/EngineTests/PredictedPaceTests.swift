import StargateEngine
import StargatePerformance
import StargateProgramme
import StargateQuantities
import StargateScheduling
import StargateTesting
import Testing

/// The campus example names an architecture for its model and its service; here pieces of it are replaced.
@Suite("A programme that names an architecture")
struct PredictedPaceTests {
    static func text(_ changes: [(String, String)] = []) throws -> String {
        var text = try Examples.text("campus")
        for (old, new) in changes {
            try #require(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        return text
    }

    static func programme(_ changes: [(String, String)] = []) throws -> Programme {
        try Programme(reading: try text(changes))
    }

    @Test("trains for as long as its tokens take at the predicted utilisation")
    func length() throws {
        let rehearsal = try Rehearsal(try Self.text())
        let model = try #require(rehearsal.state.programme.models.first)
        let chip = try #require(rehearsal.state.programme.chips.first)
        // 6 FLOP for each of 8.03 bn parameters and 2.5 T tokens.
        let expected: Double = 6 * 8.03e9 * 2.5e12
        #expect(abs(Double(model.compute.petaflop) * 1e15 / expected - 1) < 0.01)
        var lengths: [(Int64, Int64)] = []
        for event in rehearsal.batches.flatMap(\.events) {
            if case .scheduling(.started(_, .training, _, let accelerators, let length, _)) = event {
                lengths.append((accelerators, length))
            }
        }
        let (accelerators, length) = try #require(lengths.first)
        let reached = model.pace.utilisation(on: chip.id, accelerators: accelerators)
        let time = TrainingTime(peak: chip.peak, utilisation: reached)
        #expect(length == time.milliseconds(for: model.compute, on: accelerators))
        #expect(reached > Ratio(partsPerMillion: 300_000) && reached < Ratio(partsPerMillion: 750_000))
    }

    @Test("reaches less of a chip whose links are slower or whose memory is smaller")
    func chips() throws {
        func pace(_ chip: String) throws -> Ratio {
            let programme = try Self.programme([("H200-141GB-SXM", chip)])
            return try #require(programme.models.first).pace.utilisation(on: "h200", accelerators: 384)
        }
        #expect(try pace("H800-80GB") <= pace("H100-80GB-SXM"))
        #expect(try pace("H100-80GB-SXM") <= pace("H200-141GB-SXM"))
    }

    @Test("serves fewer tokens for a FLOP when users may wait less")
    func service() throws {
        func served(_ limit: String) throws -> Ratio {
            let programme = try Self.programme([("each_token: 50 ms", "each_token: \(limit)")])
            return try #require(programme.demand.inference).utilisation
        }
        let (slow, usual, quick) = (try served("200 ms"), try served("50 ms"), try served("20 ms"))
        #expect(quick < usual && usual <= slow && quick > .zero)
    }

    @Test(
        "is refused where a name is unknown, a value is missing or predicted, or nothing fits",
        arguments: [
            ("architecture: llama-3-8b", "architecture: llama-3-9b", "models.campus-1.architecture"),
            ("architecture: llama-3.1-70b", "architecture: llama-3.1-80b", "demand.inference.architecture"),
            ("    tokens: 2.5 T tokens\n", "", "models.campus-1.tokens"),
            ("    tokens: 2.5 T tokens\n", "    tokens: 2.5 T tokens\n    flop: 1e23 FLOP\n", "models.campus-1.flop"),
            (
                "    tokens: 2.5 T tokens\n", "    tokens: 2.5 T tokens\n    utilisation: 40 %\n",
                "models.campus-1.utilisation"
            ),
            ("accelerator: H200-141GB-SXM", "accelerator: H2000", "chips.h200.accelerator"),
            ("    accelerator: H200-141GB-SXM\n", "", "models.campus-1"),
            ("each_token: 50 ms", "each_token: 1 ms", "demand.inference"),
            ("architecture: llama-3.1-70b", "architecture: kimi-k2", "demand.inference"),
        ] as [(String, String, String)])
    func refused(old: String, new: String, path: String) throws {
        let refusal = try #require(throws: ProgrammeRefusal.self) { try Self.programme([(old, new)]) }
        #expect(refusal.issues.contains { $0.path == path && !$0.help.isEmpty }, "\(refusal.issues)")
    }

    @Test("may still declare arithmetic and utilisation")
    func declared() throws {
        let programme = try Self.programme([
            (
                "    architecture: llama-3-8b\n    tokens: 2.5 T tokens\n    batch: 4 M tokens\n",
                "    flop: 1.2e23 FLOP\n    utilisation: 38 %\n"
            )
        ])
        let model = try #require(programme.models.first)
        #expect(model.pace.utilisation(on: "h200", accelerators: 384) == Ratio(partsPerMillion: 380_000))
    }
}

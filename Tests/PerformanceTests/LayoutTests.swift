import StargatePerformance
import StargateTesting
import Testing

@Suite("A layout that cannot run")
struct LayoutRefusalTests {
    static let base = Execution(sequence: 4096, batch: 128, tensor: 8, pipeline: 4, data: 8)

    static let cases: [(LayoutRefusal.Code, String, @Sendable (inout Execution) -> Void)] = [
        (.notPositive, "--tp", { $0.tensor = 0 }),
        (.tensorDoesNotDivideHeads, "--tp", { $0.tensor = 128 }),
        (.tensorDoesNotDivideHeads, "--tp", { $0.tensor = 3 }),
        (.pipelineExceedsLayers, "--pp", { $0.pipeline = 256 }),
        (.chipsDiffer, "--dp", { $0.data = 4 }),
        (.batchNotDivisible, "--batch", { $0.batch = 100 }),
        (
            .sequenceNotDivisible, "--cp",
            {
                $0.context = 4; $0.data = 2; $0.sequence = 4095
            }
        ),
        (.expertsNotDivisible, "--ep", { $0.expert = 8 }),
        (.precisionUnknownToChip, "--precision", { $0.precision = .nvfp4 }),
        (
            .doesNotFit, "memory",
            {
                $0.tensor = 1; $0.data = 64
            }
        ),
    ]

    @Test("is refused with the option, the fault and what would do", arguments: 0..<cases.count)
    func refused(index: Int) throws {
        let (code, field, change) = Self.cases[index]
        var x = Self.base
        change(&x)
        let refusal = try #require(Models.model(Models.llama70).refusal(of: x, chips: 256))
        #expect(refusal.code == code)
        #expect(refusal.field == field)
        #expect(!refusal.problem.isEmpty && !refusal.remedy.isEmpty)
    }

    @Test("is not refused when it is sound")
    func sound() {
        #expect(Models.model(Models.llama70).refusal(of: Self.base, chips: 256) == nil)
    }
}

@Suite("The search for layouts")
struct LayoutSearchTests {
    static func search(_ shape: ModelShape, chips: Int, keep: Int = 8) -> LayoutSearch {
        LayoutSearch(
            model: Models.model(shape),
            draft: LayoutDraft(base: Execution(sequence: 4096, batch: 64), chips: chips), keep: keep)
    }

    @Test("finds only layouts that are sound, fit and are counted", arguments: [Models.llama70, Models.mixtral])
    func sound(shape: ModelShape) {
        let search = Self.search(shape, chips: 64, keep: 50)
        let outcome = search.run()
        #expect(outcome.best.count == min(50, outcome.fitting) && outcome.fitting <= outcome.tried)
        for candidate in outcome.best {
            #expect(search.model.refusal(of: candidate.execution, chips: 64) == nil, "\(candidate.execution)")
            #expect(candidate.seconds == search.model.step(candidate.execution).total)
        }
        #expect(zip(outcome.best, outcome.best.dropFirst()).allSatisfy { $0.seconds <= $1.seconds })
    }

    @Test("misses none: a second, naive enumeration finds the same fastest")
    func exhaustive() throws {
        let search = Self.search(Models.small, chips: 8, keep: 1)
        let best = try #require(search.run().best.first)
        var fastest = Double.infinity
        for tensor in 1...8 {
            for pipeline in 1...4 {
                for data in 1...8 {
                    for context in 1...4 where tensor * pipeline * data * context == 8 {
                        for micro in 1...64 {
                            for chunks in 1...4 {
                                for recompute in Recompute.allCases {
                                    for sharding in [
                                        Sharding.none, .optimizer, .gradients, .weights(group: data * context),
                                    ] {
                                        let x = Execution(
                                            sequence: 4096, batch: 64, microbatch: micro, tensor: tensor,
                                            pipeline: pipeline, interleaving: chunks, data: data, context: context,
                                            sharding: sharding, recompute: recompute)
                                        guard Self.comparable(x), search.model.refusal(of: x, chips: 8) == nil
                                        else { continue }
                                        fastest = min(fastest, search.model.step(x).total)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        #expect(best.seconds == fastest)
    }

    /// What the search leaves out on purpose.
    static func comparable(_ x: Execution) -> Bool {
        let layers = Models.small.layers
        func divides(_ parts: Int) -> Bool { layers % parts == 0 || (layers + 2) % parts == 0 }
        let chunksFit = x.interleaving == 1 || (x.pipeline > 1 && x.microbatches % x.pipeline == 0)
        let split: Bool =
            switch x.sharding {
            case .none, .optimizer: true
            case .gradients, .weights: x.pipeline == 1 && x.data * x.context > 1
            }
        return divides(x.pipeline) && divides(x.pipeline * x.interleaving)
            && x.pipeline * x.interleaving <= layers + 2 && chunksFit && split
    }

    @Test(
        "finds the same however it is divided and in whatever order the parts are joined", arguments: performanceSeeds)
    func parts(seed: UInt64) {
        var dice = Dice(seed: seed)
        let search = Self.search(Models.mixtral, chips: 32)
        let whole = search.run()
        var splits = search.splits
        var joined = LayoutSearch.Outcome()
        while !splits.isEmpty {
            let split = splits.remove(at: dice.number(0...splits.count - 1))
            joined.join(search.outcome(of: split), keep: search.keep)
        }
        #expect(joined == whole, "seed \(seed)")
    }
}

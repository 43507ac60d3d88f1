import StargatePerformance
import StargateQuantities
import Testing

@Suite("A training pace")
struct TrainingPaceTests {
    static func share(_ percent: Int64) -> Ratio { Ratio(partsPerMillion: percent * 10_000) }

    @Test("is that of the largest count at or below, of the least where there are fewer, and typical elsewhere")
    func steps() {
        let pace = TrainingPace(steps: [
            .init(chip: "b", accelerators: 64, utilisation: Self.share(50)),
            .init(chip: "a", accelerators: 1024, utilisation: Self.share(40)),
            .init(chip: "a", accelerators: 256, utilisation: Self.share(45)),
        ])
        #expect(pace.utilisation(on: "a", accelerators: 256) == Self.share(45))
        #expect(pace.utilisation(on: "a", accelerators: 1023) == Self.share(45))
        #expect(pace.utilisation(on: "a", accelerators: 5000) == Self.share(40))
        #expect(pace.utilisation(on: "a", accelerators: 8) == Self.share(45))
        #expect(pace.utilisation(on: "c", accelerators: 8) == Self.share(50))
        #expect(TrainingPace(Self.share(38)).utilisation(on: "a", accelerators: 1) == Self.share(38))
    }

    @Test("is asked for at a few counts between the least and the most")
    func counts() {
        for (least, most) in [(256, 448), (1, 1), (100, 120), (40_000, 120_000), (8, 1_000_000)] as [(Int64, Int64)] {
            let plan = TrainingPace.Plan(
                shape: Models.small, sequence: 1024, tokensPerStep: 1_000_000, precision: .bf16, least: least,
                most: most)
            let counts = plan.counts
            #expect(!counts.isEmpty && counts.count <= 8)
            #expect(counts == counts.sorted())
            #expect(counts.allSatisfy { $0 <= most })
        }
    }
}

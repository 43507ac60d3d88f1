#if DEBUG  // A release build keeps internal names to itself.
    import Foundation
    @testable import StargateScheduling
    import Testing

    @Suite("The score of a change in fragmentation")
    struct SigmoidScoreTests {
        private let score = SigmoidScore()

        private func formula(_ x: Double) -> Int { Int(1 / (1 + exp(-x)) * 100) }

        @Test("is what the formula says, everywhere")
        func everywhere() {
            var draws = SeededDraws(seed: 42)
            for _ in 0..<20_000 {
                let x = Double(draws.below(16_000_001) - 8_000_000) / 1_000_000
                #expect(score(x) == formula(x), "x = \(x)")
            }
        }

        @Test("is what the formula says in the last bits around zero, where equals meet")
        func zero() {
            for step in -400...400 {
                let x = Double(step) * 0x1p-60
                #expect(score(x) == formula(x), "x = \(x)")
            }
            #expect(score(0) == 50 && score(-4e-16) == 49)
        }

        @Test("runs from 0 to 99")
        func ends() {
            #expect(score(-8) == 0 && score(8) == 99 && score(-.infinity) == 0 && score(.infinity) == 99)
        }
    }
#endif

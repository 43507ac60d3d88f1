import StargatePerformance
import StargateTesting
import Testing

@Suite("Least squares")
struct LeastSquaresTests {
    @Test("finds the values that made the data, past outliers and within bounds", arguments: performanceSeeds)
    func recovers(seed: UInt64) {
        var dice = Dice(seed: seed)
        let truth = [2.0, 0.5, 3.0]
        func curve(_ v: [Double], _ x: Double) -> Double { v[0] / (1 + v[1] * x) + v[2] * x }
        let points = (0..<60).map { _ in Double(dice.number(0...1000)) / 100 }
        let values = points.enumerated().map { curve(truth, $0.element) * ($0.offset % 20 == 0 ? 1.8 : 1) }
        let found = LeastSquares(huber: 0.01, rounds: 200).fit(start: [1, 1, 1], low: [0, 0, 0], high: [9, 9, 9]) { v in
            zip(points, values).map { (curve(v, $0) - $1) / $1 }
        }
        for (a, b) in zip(found, truth) { #expect(abs(a - b) < 0.05, "seed \(seed): \(found)") }
        let bound = LeastSquares().fit(start: [1, 1, 1], low: [0, 0, 0], high: [9, 9, 2.5]) { v in
            zip(points, values).map { (curve(v, $0) - $1) / $1 }
        }
        #expect(bound[2] <= 2.5)
        // A value held at nothing leaves the others free to move.
        let held = LeastSquares().fit(start: [1, 0, 1], low: [0, 0, 0], high: [9, 0, 9]) { v in
            zip(points, values).map { (curve(v, $0) - $1) / $1 }
        }
        #expect(held[1] == 0 && held[0].isFinite && abs(held[2] - 3) < 0.5, "seed \(seed): \(held)")
    }
}

@Suite("A fit of the training model")
struct TrainingFitTests {
    /// Steps that the model itself made with other constants.
    static func observations(_ truth: TrainingParameters, _ dice: inout Dice) -> [TrainingFit.Observation] {
        (0..<80).map { number in
            let shape = dice.pick([Models.gpt3, Models.llama70, Models.llama405])
            var x = Models.layout(of: shape, &dice)
            x.stack = .megatron
            let chip = dice.pick([Models.h100, Models.b200])
            let seconds = TrainingModel(shape: shape, accelerator: chip, parameters: truth).step(x).total
            let draft = LayoutDraft(
                base: x, chips: x.chips, tensor: x.tensor, pipeline: x.pipeline, interleaving: x.interleaving,
                context: x.context, expert: x.expert, microbatch: x.microbatch, recompute: x.recompute,
                sharding: x.sharding)
            return TrainingFit.Observation(
                id: "\(number)", shape: shape, accelerator: chip, draft: draft, seconds: seconds, group: "\(number)")
        }
    }

    @Test("predicts what other constants made, within one per cent", arguments: performanceSeeds)
    func recovers(seed: UInt64) {
        var dice = Dice(seed: seed)
        var truth = TrainingParameters.expected
        truth[.gemmReach] = 0.85
        truth[.fusedAttention] = 0.7
        truth[.hostPerLayer] = 8e-4
        let seen = Self.observations(truth, &dice)
        let fitted = TrainingFit(seen, priorWeight: 1e-3).fitted()
        let errors = seen.map { abs($0.error(with: fitted)) }.sorted()
        #expect(errors[errors.count / 2] < 0.01, "seed \(seed): \(errors[errors.count / 2])")
        for parameter in TrainingParameter.allCases {
            let prior = parameter.prior
            #expect(fitted[parameter] >= prior.low && fitted[parameter] <= prior.high, "\(parameter)")
        }
    }
}

@Suite("A calibration")
struct CalibrationTests {
    static func calibration(_ evidence: [Calibration.Evidence], between: Double = 0.15) -> Calibration {
        Calibration(evidence, chance: 0.06, between: between)
    }

    @Test("moves a prediction most of the way to one measurement, further to more, and not at all without")
    func shrinks() {
        #expect(Calibration.none.factor == 1 && Calibration.none.trust == 0)
        let one = Self.calibration([.init(ratio: 1.2, likeness: 1)])
        let many = Self.calibration((0..<20).map { _ in .init(ratio: 1.2, likeness: 1) })
        #expect(one.factor > 1.1 && one.factor < many.factor && many.factor < 1.2)
        #expect(one.trust > 0.5 && many.trust > one.trust && many.trust < 1)
        let unlike = Self.calibration([.init(ratio: 1.2, likeness: 0.1)])
        #expect(unlike.factor < one.factor && unlike.factor > 1)
        let known = Self.calibration([.init(ratio: 1.2, likeness: 1)], between: 0.03)
        #expect(known.factor < 1.1, "a stack near the data is moved less")
    }

    @Test("takes the middle of measurements that disagree, and is not led by one odd one")
    func weighs() {
        let even = Self.calibration([.init(ratio: 1.2, likeness: 1), .init(ratio: 0.8, likeness: 1)])
        #expect(abs(even.factor - 1) < 1e-12)
        let odd = Self.calibration([1.01, 1.0, 0.99, 5].map { .init(ratio: $0, likeness: 1) })
        #expect(odd.factor < 1.02)
    }
}

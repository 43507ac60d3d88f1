import StargatePerformance
import StargateQuantities
import StargateTesting
import Testing

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

@Suite("Training time")
struct TrainingTimeTests {
    @Test("of GPT-3 175B on 1024 A100 is the 34 days that Narayanan et al. (2021, section 5.1) give")
    func narayanan() {
        // 8 · T · P FLOP with recomputation: 300e9 tokens, 175e9 parameters; 140 of 312 TFLOP/s each.
        let work = Compute(petaflop: 420_000_000)
        let time = TrainingTime(peak: ComputeRate(gigaflops: 312_000), utilisation: Ratio(partsPerMillion: 448_718))
        let days = Double(time.milliseconds(for: work, on: 1024)) / 86_400_000
        #expect(days.rounded() == 34)
        #expect(abs(days - 8 * 300e9 * 175e9 / (1024 * 140e12) / 86_400) < 0.001)
    }

    @Test("of 1T parameters on 3072 A100 is the 84 days that the same paper gives")
    func trillion() {
        // 8 · 450e9 · 1e12 FLOP at 163 TFLOP/s each.
        let time = TrainingTime(peak: ComputeRate(gigaflops: 163_000), utilisation: .one)
        let days = Double(time.milliseconds(for: Compute(petaflop: 3_600_000_000), on: 3072)) / 86_400_000
        #expect(days > 83 && days < 85)
    }

    @Test("is a millisecond for what one accelerator does in a millisecond, and two for more")
    func unit() {
        let time = TrainingTime(peak: ComputeRate(gigaflops: 1_000_000_000), utilisation: .one)
        // 1 EFLOP/s is 1 PFLOP a millisecond.
        #expect(time.milliseconds(for: Compute(petaflop: 1), on: 1) == 1)
        #expect(time.milliseconds(for: Compute(petaflop: 3), on: 2) == 2)
        #expect(time.milliseconds(for: .zero, on: 1) == 0)
        #expect(time.work(in: 1000, on: 3) == Compute(petaflop: 3000))
    }

    @Test("is the least in which the work gets done", arguments: seeds)
    func inverse(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<3000 {
            let (time, work, count) = random(&dice)
            let length = time.milliseconds(for: work, on: count)
            let note: Comment = "seed \(seed): \(work.petaflop) PFLOP on \(count) with \(time)"
            #expect(time.work(in: length, on: count) >= work, note)
            #expect(length == 0 || time.work(in: length - 1, on: count) < work, note)
        }
    }

    @Test("rises with the work and falls with accelerators, peak and utilisation", arguments: seeds)
    func monotone(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<3000 {
            let (time, work, count) = random(&dice)
            let length = time.milliseconds(for: work, on: count)
            let more = dice.number(1...Int64(1000))
            let faster = TrainingTime(peak: time.peak + ComputeRate(gigaflops: more), utilisation: time.utilisation)
            let better = TrainingTime(peak: time.peak, utilisation: time.utilisation + Ratio(partsPerMillion: more))
            #expect(time.milliseconds(for: work + Compute(petaflop: more), on: count) >= length, "seed \(seed)")
            #expect(time.milliseconds(for: work, on: count + more) <= length, "seed \(seed)")
            #expect(faster.milliseconds(for: work, on: count) <= length, "seed \(seed)")
            #expect(better.milliseconds(for: work, on: count) <= length, "seed \(seed)")
        }
    }

    @Test("on nothing, or at no utilisation, is longer than any programme")
    func never() {
        let century = Int64(100 * 366) * 86_400_000
        let time = TrainingTime(peak: ComputeRate(gigaflops: 989_000), utilisation: Ratio(partsPerMillion: 350_000))
        let idle = TrainingTime(peak: ComputeRate(gigaflops: 989_000), utilisation: .zero)
        #expect(time.milliseconds(for: Compute(petaflop: 1), on: 0) > century)
        #expect(idle.milliseconds(for: Compute(petaflop: 1), on: 1000) > century)
        #expect(time.work(in: century, on: 0) == .zero && idle.work(in: century, on: 1000) == .zero)
    }

    /// An accelerator of 1 to 10,000 TFLOP/s at 1 to 100 %, work up to 1e28 FLOP, up to a million accelerators.
    private func random(_ dice: inout Dice) -> (TrainingTime, Compute, Int64) {
        let time = TrainingTime(
            peak: ComputeRate(gigaflops: dice.number(1000...Int64(10_000_000))),
            utilisation: Ratio(partsPerMillion: dice.number(10_000...Int64(1_000_000))))
        let work = dice.pick([100, 1_000_000, 10_000_000_000_000] as [Int64])
        return (
            time, Compute(petaflop: dice.number(0...work)), dice.number(1...dice.pick([8, 1000, 1_000_000] as [Int64]))
        )
    }
}

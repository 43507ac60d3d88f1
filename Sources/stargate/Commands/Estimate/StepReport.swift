import StargateEstimates
import StargatePerformance

/// A predicted step, for JSON and for people.
struct StepReport: Encodable {
    struct Interval: Encodable {
        let expected: Double
        let low: Double
        let high: Double

        init(_ estimate: Estimate) {
            (expected, low, high) = (estimate.expected, estimate.low, estimate.high)
        }
    }

    struct Parts: Encodable {
        let gemm, attention, elementwise, head, tensorParallel, dataParallel, pipelineParallel, expertParallel: Double
        let contextParallel, bubble, optimizer, host: Double
    }

    struct Memory: Encodable {
        let weights, gradients, optimizer, activations, transient, total, chip: Double
    }

    struct Adjustment: Encodable {
        /// Measured time over the model's own, as far as the evidence is trusted.
        let factor: Double
        let shiftPercent: Double
        let measurements: Int
    }

    let model: String
    let chip: String
    let chips: Int
    let layout: Layout
    let stepTimeS: Interval
    let tokensPerStep: Int
    let tokensPerSPerChip: Double
    let modelFlopsUtilisation: Double
    let breakdownS: Parts
    let memoryBytes: Memory
    let calibration: Adjustment

    init(_ prediction: TrainingPrediction) {
        let (subject, x, step) = (prediction.subject, prediction.execution, prediction.step)
        let seconds = prediction.seconds
        // A shifted prediction shifts in all its parts.
        let factor = prediction.calibration.factor
        model = subject.model
        chip = subject.accelerator.name
        chips = subject.draft.chips
        layout = Layout(x)
        stepTimeS = Interval(seconds)
        tokensPerStep = x.tokens
        tokensPerSPerChip = Double(x.tokens) / (seconds.expected * Double(chips))
        let useful = 6 * Double(subject.shape.activeParameters) + subject.shape.attentionFlopPerToken(x.sequence)
        modelFlopsUtilisation = useful * tokensPerSPerChip / subject.accelerator.peakBF16
        breakdownS = Parts(
            gemm: step.gemm * factor, attention: step.attention * factor, elementwise: step.elementwise * factor,
            head: step.head * factor, tensorParallel: step.tensor * factor, dataParallel: step.data * factor,
            pipelineParallel: step.pipeline * factor, expertParallel: step.expert * factor,
            contextParallel: step.context * factor, bubble: step.bubble * factor, optimizer: step.optimizer * factor,
            host: step.host * factor)
        let memory = prediction.memory
        memoryBytes = Memory(
            weights: memory.weights, gradients: memory.gradients, optimizer: memory.optimizer,
            activations: memory.activations, transient: memory.transient, total: memory.total,
            chip: subject.accelerator.memory)
        calibration = Adjustment(
            factor: prediction.calibration.factor, shiftPercent: 100 * (prediction.calibration.factor - 1),
            measurements: prediction.evidence)
    }

    func text(_ prediction: TrainingPrediction, isBatchGiven: Bool) -> String {
        var text = "\(model) on \(Figure.number(chips)) x \(chip), \(layout.precision.uppercased())\n\n"
        let chosen = prediction.subject.isLayoutGiven ? "" : "  (chosen)"
        text += "  layout    \(layout.words)\(chosen)\n"
        text += "  batch     \(Figure.number(layout.batch)) sequences of \(Figure.number(layout.sequence)) tokens"
        text += "\(isBatchGiven ? "" : " (assumed; --batch sets it)")\n"
        text += "  step      \(Figure.seconds(stepTimeS.expected))   80 %: \(Figure.seconds(stepTimeS.low)) to "
        text += "\(Figure.seconds(stepTimeS.high))\n"
        text += "  pace      \(Figure.significant(tokensPerSPerChip)) tokens a second and chip, "
        text += "\(Figure.percent(modelFlopsUtilisation)) of the BF16 peak (MFU)\n"
        text += "  memory    \(Figure.gibibytes(memoryBytes.total)) of \(Figure.gibibytes(memoryBytes.chip)) GiB\n"
        if calibration.measurements > 0 {
            let sign = calibration.shiftPercent < 0 ? "" : "+"
            text += "  measured  \(calibration.measurements) step"
            text += "\(calibration.measurements == 1 ? "" : "s") shift the prediction by "
            text += "\(sign)\(Figure.fixed(calibration.shiftPercent, 1)) %"
            text += " (from \(Figure.seconds(prediction.step.total)))\n"
        }
        text += "\n  where the time goes\n"
        for (name, value) in parts where value > 0 {
            let share = value / stepTimeS.expected
            text += "    \(Figure.left(name, 24))\(Figure.right(Figure.seconds(value), 10))"
            text += "\(Figure.right(Figure.percent(share), 8))  \(Figure.bar(share))\n"
        }
        return text
    }

    private var parts: [(String, Double)] {
        let p = breakdownS
        return [
            ("matrix products", p.gemm), ("attention", p.attention), ("elementwise", p.elementwise),
            ("output and loss", p.head), ("tensor parallel", p.tensorParallel), ("data parallel", p.dataParallel),
            ("pipeline parallel", p.pipelineParallel), ("expert parallel", p.expertParallel),
            ("context parallel", p.contextParallel), ("bubble", p.bubble), ("optimizer", p.optimizer),
            ("host and stack", p.host),
        ]
    }
}

extension ModelShape {
    /// FLOP of attention that make progress for one token of a sequence: 6 for each layer, key and element of a head's
    /// width of keys and of values, forward and backward, half of them under a causal mask (arXiv:2204.02311, appendix B).
    func attentionFlopPerToken(_ sequence: Int) -> Double {
        let width: Int =
            switch attention {
            case .grouped, .sliding: 2 * headWidth
            case .latent(_, _, let plain, let rotary, let value): plain + rotary + value
            }
        return 6 * Double(layers * heads * width) * attendedKeys(sequence: Double(sequence))
    }
}

import ArgumentParser
import Foundation
import StargateEstimates
import StargatePerformance
import StargateQuantities

struct EstimateRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "How long a whole training run takes, with failures, and what it uses.",
        discussion: """
            Days, chip-hours, energy and cost of training on so many tokens (or of so many FLOP), with the failures,
            checkpoints and restarts to be expected.

              stargate estimate run llama-3.1-405b --tokens 15.6T --chips H100:16384 --sequence 8192 --batch 2048 \\
                --start 2026-01-15 --price 2.10
            """)

    @Argument(help: "A model of the catalogue, or a Hugging Face config.json.")
    var model: String
    @Option(help: "Tokens to train on, such as 15.6T.")
    var tokens: String?
    @Option(help: "Model FLOP in place of tokens, such as 3.8e25.")
    var flop: String?
    @Option(help: "The chip and how many: H100:16384.")
    var chips: String
    @Option(help: "The first day, such as 2026-01-15.")
    var start: String?
    @Option(help: "Chips held ready to replace failed ones.")
    var spares = 0
    @Option(help: "Chip-hours from one failure to the next; published figures for the chip if left out.")
    var meanChipHoursToFailure: Double?
    @Option(help: "Minutes from a failure until training goes on.")
    var restartMinutes = 10.0
    @Option(help: "Seconds a checkpoint stops the run.")
    var checkpointSeconds = 15.0
    @Option(help: "Minutes between checkpoints; the best if left out.")
    var checkpointEveryMinutes: Double?
    @Option(help: "Hours until a failed node is back.")
    var repairHours = 24.0
    @Option(help: "USD for one chip and hour.")
    var price: Double?
    @Option(help: "Watts of one chip with its share of the server; the chip's own and 30 % if left out.")
    var watts: Double?
    @Option(help: "Power usage effectiveness of the site.")
    var pue = 1.2
    @OptionGroup(title: "Layout") var layout: LayoutOptions
    @OptionGroup(title: "Calibration") var calibration: CalibrationOptions
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try check()
        let asked = try TrainingQuestion(model: model, chips: chips, layout: layout, calibration: calibration)
        let prediction = try asked.prediction()
        let run = try trainingRun(asked, prediction)
        guard run.goodput.share > 0 else {
            throw Failure.refused(
                "the run makes no progress: it fails every \(Figure.fixed(60 / run.goodput.failuresPerHour, 1)) minutes",
                help: "more spares, shorter restarts or fewer chips")
        }
        let report = RunReport(asked, prediction, run, start: try start.map(day))
        try RunOutput.show(json ? try RunOutput.json(report) : report.text(isBatchGiven: layout.batch != nil))
    }

    private func check() throws {
        let shares: [(String, Double?, ClosedRange<Double>)] = [
            ("--restart-minutes", restartMinutes, 0...100_000),
            ("--checkpoint-seconds", checkpointSeconds, 0...100_000),
            ("--checkpoint-every-minutes", checkpointEveryMinutes, 0.01...1_000_000),
            ("--repair-hours", repairHours, 0...100_000), ("--price", price, 0...1_000_000),
            ("--watts", watts, 1...1_000_000), ("--pue", pue, 1...5), ("--spares", Double(spares), 0...1e9),
            ("--mean-chip-hours-to-failure", meanChipHoursToFailure, 1...1e12),
        ]
        for (name, value, range) in shares {
            guard let value, !range.contains(value) else { continue }
            throw Failure.usage(
                "\(name): \(value) will not do", help: "from \(range.lowerBound) to \(range.upperBound)")
        }
    }

    private func trainingRun(_ asked: TrainingQuestion, _ prediction: TrainingPrediction) throws -> TrainingRun {
        let amount: Double
        switch (tokens, flop) {
        case (let tokens?, nil): amount = try EstimateInputs.amount(tokens, option: "--tokens")
        case (nil, let flop?):
            amount = try EstimateInputs.amount(flop, option: "--flop") / (6 * Double(asked.shape.activeParameters))
        default: throw Failure.usage("give --tokens or --flop, one of them", help: "for example --tokens 15T")
        }
        let rate = meanChipHoursToFailure.map { 1 / $0 } ?? FailureRecord.perChipHour(asked.accelerator)
        return TrainingRun(
            tokens: amount, tokensPerStep: Double(prediction.execution.tokens), step: prediction.seconds,
            goodput: Goodput(
                chips: asked.count, failuresPerChipHour: rate, restartHours: restartMinutes / 60,
                checkpointHours: checkpointSeconds / 3600, intervalHours: checkpointEveryMinutes.map { $0 / 60 },
                spares: spares, repairHours: repairHours, nodeChips: asked.accelerator.nodeChips),
            wattsPerChip: watts ?? asked.accelerator.power.map { $0 * 1.3 }, powerUsageEffectiveness: pue,
            pricePerChipHour: price.map { Int64(($0 * 1_000_000).rounded()) })
    }

    private func day(_ text: String) throws -> CalendarDate {
        guard let date = CalendarDate(text) else {
            throw Failure.usage("--start: '\(text)' is no day", help: "for example 2026-01-15")
        }
        return date
    }
}

/// A whole run, for JSON and for people.
struct RunReport: Encodable {
    let model: String
    let chip: String
    let chips: Int
    let spares: Int
    let tokens: Double
    let steps: Double
    let step: StepReport
    let days: StepReport.Interval
    let chipHours: StepReport.Interval
    let energyWh: StepReport.Interval?
    let costUsd: StepReport.Interval?
    let effectiveTrainingTimeRatio: Double
    let missingNodes: Double
    let interruptions: Double
    let checkpointEveryMinutes: Double
    let start: String?
    let end: String?
    let endLow: String?
    let endHigh: String?

    init(_ asked: TrainingQuestion, _ prediction: TrainingPrediction, _ run: TrainingRun, start: CalendarDate?) {
        model = asked.name
        chip = asked.accelerator.name
        chips = asked.count
        spares = run.goodput.spares
        tokens = run.tokens
        steps = run.steps
        step = StepReport(prediction)
        let hours = run.hours
        days = .init(hours.scaled(by: 1.0 / 24))
        chipHours = .init(run.chipHours)
        energyWh = run.wattHours.map { .init($0) }
        costUsd = run.microUSD.map { .init($0.scaled(by: 1e-6)) }
        effectiveTrainingTimeRatio = run.goodput.share
        missingNodes = run.goodput.missingNodes
        interruptions = run.interruptions
        checkpointEveryMinutes = run.goodput.interval * 60
        func end(_ hours: Double) -> String? {
            start.flatMap { start in
                hours < 24 * 365_000
                    ? CalendarDate(dayNumber: start.dayNumber + Int((hours / 24).rounded(.up))).description : nil
            }
        }
        self.start = start?.description
        self.end = end(hours.expected)
        endLow = end(hours.low)
        endHigh = end(hours.high)
    }

    func text(isBatchGiven: Bool) -> String {
        func range(_ interval: StepReport.Interval, _ word: (Double) -> String) -> String {
            "\(word(interval.expected))   80 %: \(word(interval.low)) to \(word(interval.high))"
        }
        func money(_ value: Double) -> String {
            value >= 1e9 ? "\(Figure.fixed(value / 1e9, 2)) bn USD" : "\(Figure.fixed(value / 1e6, 2)) M USD"
        }
        var text =
            "\(model) on \(Figure.number(chips)) x \(chip): \(tokens >= 1e11 ? "\(Figure.fixed(tokens / 1e12, 2)) T" : "\(Figure.fixed(tokens / 1e9, 2)) bn") tokens, "
        text += "\(Figure.significant(steps)) steps\n\n"
        text += "  layout      \(step.layout.words)\n"
        text +=
            "  batch       \(Figure.number(step.layout.batch)) sequences of \(Figure.number(step.layout.sequence)) tokens"
        text += "\(isBatchGiven ? "" : " (assumed; --batch sets it)")\n"
        text +=
            "  step        \(range(step.stepTimeS, Figure.seconds)), MFU \(Figure.percent(step.modelFlopsUtilisation))\n"
        text += "  duration    \(range(days) { "\(Figure.fixed($0, 1)) days" })\n"
        if let start, let end, let endLow, let endHigh {
            text += "  from        \(start) to \(end)   80 %: \(endLow) to \(endHigh)\n"
        }
        text +=
            "  chip-hours  \(range(chipHours) { $0 >= 1e5 ? "\(Figure.fixed($0 / 1e6, 3)) M" : Figure.significant($0) })\n"
        if let energyWh {
            text +=
                "  energy      \(range(energyWh) { $0 >= 1e8 ? "\(Figure.fixed($0 / 1e9, 2)) GWh" : "\(Figure.significant($0 / 1e6)) MWh" })\n"
        }
        if let costUsd { text += "  cost        \(range(costUsd, money))\n" }
        text += "  goodput     \(Figure.percent(effectiveTrainingTimeRatio)) with about "
        text += "\(Figure.significant(interruptions)) interruptions, a checkpoint every "
        text += "\(Figure.fixed(checkpointEveryMinutes, 1)) minutes"
        if missingNodes > 0.0005 { text += ", \(Figure.percent(missingNodes)) of the nodes away for repair" }
        return text + "\n"
    }
}

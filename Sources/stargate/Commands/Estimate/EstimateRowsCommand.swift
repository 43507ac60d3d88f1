import ArgumentParser
import Foundation
import StargateEstimates
import StargatePerformance

/// What `rows` and `score` share: a table and how it is calibrated.
struct RowsOptions: ParsableArguments {
    @Argument(help: "A table (CSV) in the columns of the published measurements; - reads standard input.")
    var file: String
    @Option(
        help: "Columns that rows must share to calibrate one another: software, stack, chip, model, precision, source.")
    var calibrateBy: String?
    @Option(help: "A parameter file in place of the shipped one.")
    var parameters: String?

    func rows() throws -> TrainingRows {
        let estimator = TrainingEstimator(try EstimateInputs.constants(parameters))
        return TrainingRows(
            try EstimateInputs.rows(file), with: estimator,
            calibratedBy: try EstimateInputs.calibrationKeys(calibrateBy))
    }
}

struct EstimateRowsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows",
        abstract: "Predict every row of a table of measurements.",
        discussion: """
            Empty fields count as not published: the layout is then chosen, the rest assumed and said so. With
            --calibrate-by, a row is shifted by the other measured rows that share those columns, never by itself.

              stargate estimate rows measurements.csv --calibrate-by software,chip --out predictions.csv
            """)

    @OptionGroup var options: RowsOptions
    @Option(help: "Where to write the predictions (CSV); standard output if left out.")
    var out: String?
    @Flag(help: "Print a summary as JSON.")
    var json = false

    private struct Report: Encodable {
        struct Refusal: Encodable {
            let id: String
            let reason: String
        }
        let rows: Int
        let predicted: Int
        let out: String?
        let refused: [Refusal]
        let scores: Scores
    }

    func run() throws {
        let rows = try options.rows()
        let table = PredictionTable.csv(rows.lines)
        let refusals = rows.lines.compactMap { line in
            switch line {
            case .predicted: nil as Report.Refusal?
            case .refused(let id, let reason): Report.Refusal(id: id, reason: reason)
            }
        }
        if let out { try OutputFile.write(table, to: out) }
        let report = Report(
            rows: rows.lines.count, predicted: rows.predictions.count, out: out, refused: refusals, scores: rows.scores)
        if json { return try RunOutput.show(try RunOutput.json(report)) }
        guard out != nil else { return try RunOutput.show(table) }
        var text = "\(report.predicted) of \(report.rows) rows predicted: \(out ?? "")\n"
        for refusal in refusals.prefix(20) { text += "  left out  \(refusal.reason)\n" }
        if refusals.count > 20 { text += "  and \(refusals.count - 20) more, in the column 'refused'\n" }
        try RunOutput.show(text)
    }
}

struct EstimateScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "How far predictions of measured rows are off, and how often the interval holds.",
        discussion: """
              stargate estimate score measurements.csv
              stargate estimate score measurements.csv --calibrate-by software,chip --json
            """)

    @OptionGroup var options: RowsOptions
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let scores = try options.rows().scores
        guard !scores.groups.isEmpty else {
            throw Failure.refused(
                "\(options.file) holds no row with a measured step that can be predicted",
                help: "fill step_time_s, the model, the chip and the count of chips")
        }
        try RunOutput.show(json ? try RunOutput.json(scores) : text(scores))
    }

    private func text(_ scores: Scores) -> String {
        var text = "                                    rows    mean  median   largest    bias   in the 80 % interval\n"
        var last = ""
        for group in scores.groups {
            if group.by != last { text += group.by == "all" ? "\(group.quantity)\n" : "by \(group.by)\n" }
            last = group.by
            text += "  \(Figure.left(group.name, 32))\(Figure.right(Figure.number(group.rows), 6))"
            for (value, width) in [
                (group.meanErrorPercent, 8), (group.medianErrorPercent, 8), (group.largestErrorPercent, 10),
                (group.biasPercent, 8), (group.coveragePercent, 12),
            ] { text += Figure.right("\(Figure.fixed(value, 1)) %", width) }
            text += "\n"
        }
        if scores.unmeasured > 0 { text += "\(scores.unmeasured) rows have no measured step\n" }
        if scores.refused > 0 { text += "\(scores.refused) rows could not be predicted\n" }
        return text
    }
}

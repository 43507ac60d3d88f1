import ArgumentParser
import StargateCatalogue
import StargateEstimates

/// What `inference rows` and `inference score` share.
struct InferenceRowsOptions: ParsableArguments {
    @Argument(help: "A table (CSV) in the columns of the published inference measurements; - reads standard input.")
    var file: String
    @Option(help: "Columns that rows must share to calibrate one another: software, chip, model, precision, source.")
    var calibrateBy: String?
    @Option(help: "A parameter file in place of the shipped one.")
    var parameters: String?

    func rows() throws -> InferenceRows {
        let estimator = InferenceEstimator(try EstimateInputs.inferenceConstants(parameters))
        do {
            let models = try ModelCatalogue.shipped()
            return InferenceRows(
                try EstimateInputs.inferenceRows(file), models: models, with: estimator,
                calibratedBy: try EstimateInputs.calibrationKeys(calibrateBy))
        } catch let refusal as CatalogueRefusal { throw EstimateInputs.failure(refusal) }
    }
}

struct EstimateInferenceRowsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows",
        abstract: "Predict every row of a table of inference measurements.",
        discussion: """
              stargate estimate inference rows measurements.csv --calibrate-by software,chip --out predictions.csv
            """)

    @OptionGroup var options: InferenceRowsOptions
    @Option(help: "Where to write the predictions (CSV); standard output if left out.")
    var out: String?
    @Flag(help: "Print a summary as JSON.")
    var json = false

    private struct Report: Encodable {
        let rows: Int
        let predicted: Int
        let out: String?
        let scores: InferenceScores
    }

    func run() throws {
        let rows = try options.rows()
        let table = InferenceTable.csv(rows)
        if let out { try OutputFile.write(table, to: out) }
        let report = Report(
            rows: rows.lines.count, predicted: rows.predictions.count, out: out, scores: InferenceScores(rows))
        if json { return try RunOutput.show(try RunOutput.json(report)) }
        guard let out else { return try RunOutput.show(table) }
        try RunOutput.show("\(report.predicted) of \(report.rows) rows predicted: \(out)\n")
    }
}

struct EstimateInferenceScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "How far predictions of measured inference are off, and how often the interval holds.")

    @OptionGroup var options: InferenceRowsOptions
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let scores = InferenceScores(try options.rows())
        guard !scores.groups.isEmpty else {
            throw Failure.refused(
                "\(options.file) holds no measured row that can be predicted",
                help: "fill tokens_per_s_per_chip, the model, the chip, isl and osl")
        }
        if json { return try RunOutput.show(try RunOutput.json(scores)) }
        var text =
            "                              quantity              rows    mean  median    bias   in the 80 % interval\n"
        var last = ""
        for group in scores.groups {
            if group.by != last, group.by != "all" { text += "by \(group.by)\n" }
            last = group.by
            text += "  \(Figure.left(group.name, 28))\(Figure.left(group.quantity, 20))"
            text += Figure.right(Figure.number(group.rows), 6)
            for (value, width) in [
                (group.meanErrorPercent, 8), (group.medianErrorPercent, 8), (group.biasPercent, 8),
                (group.coveragePercent, 12),
            ] { text += Figure.right("\(Figure.fixed(value, 1)) %", width) }
            text += "\n"
        }
        if scores.refused > 0 { text += "\(scores.refused) rows could not be predicted\n" }
        try RunOutput.show(text)
    }
}

struct EstimateInferenceFitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Set the constants of the inference model anew from measurements.",
        discussion: "  stargate estimate inference fit measurements.csv --out inference-parameters.json")

    @Argument(help: "A table (CSV) in the columns of the published inference measurements.")
    var file: String
    @Option(help: "Where to write the parameter file; standard output if left out.")
    var out: String?

    func run() throws {
        let cases: [InferenceCase]
        do {
            let models = try ModelCatalogue.shipped()
            cases = try EstimateInputs.inferenceRows(file).compactMap { try? InferenceCase($0, models: models) }
        } catch let refusal as CatalogueRefusal { throw EstimateInputs.failure(refusal) }
        let refit = InferenceRefit(cases)
        guard refit.cases.count >= 30 else {
            throw Failure.refused("\(file) holds \(refit.cases.count) measured rows; a fit needs 30")
        }
        let progress = Progress()
        let constants = refit.constants { progress.show($0, $0 == "fitting" ? 0.1 : 0.3) }
        progress.clear()
        let about = "Fitted by `stargate estimate inference fit` to \(refit.cases.count) published measurements."
        let text = constants.file(about: about).json
        guard let out else { return try RunOutput.show(text) }
        try OutputFile.write(text, to: out)
        try RunOutput.show("\(refit.cases.count) rows fitted: \(out)\n")
    }
}

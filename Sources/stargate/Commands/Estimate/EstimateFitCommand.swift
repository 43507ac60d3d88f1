import ArgumentParser
import StargateEstimates
import StargatePerformance

struct EstimateFitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Set the constants of the training model anew from measured steps.",
        discussion: """
            Writes a parameter file for review: each constant with its value, unit, meaning and the rows that set it,
            and the widths of the interval from cross-validation.

              stargate estimate fit measurements.csv --out parameters.json
              stargate estimate fit measurements.csv --ablation
            """)

    @Argument(help: "A table (CSV) in the columns of the published measurements.")
    var file: String
    @Option(help: "Where to write the parameter file; standard output if left out.")
    var out: String?
    @Flag(help: "Show what each term is worth: the error of fits that do without it.")
    var ablation = false
    @Flag(help: "Print JSON (the parameter file is JSON in any case).")
    var json = false

    private struct Row: Encodable {
        let without: String
        let meanErrorPercent: Double
        let medianErrorPercent: Double
        let denseMeanErrorPercent: Double
        let expertsMeanErrorPercent: Double
    }

    func run() throws {
        let rows = try EstimateInputs.rows(file)
        let cases = rows.compactMap { try? TrainingCase($0) }
        let refit = TrainingRefit(cases)
        guard refit.cases.count >= 30 else {
            throw Failure.refused(
                "\(file) holds \(refit.cases.count) measured steps; a fit needs 30",
                help: "to shift predictions by a few of your own, use --measured, --log or --measurements")
        }
        if ablation { return try showAblation(refit) }
        let progress = Progress()
        progress.show("fitting", 0.1)
        let constants = refit.constants()
        progress.clear()
        let about = "Fitted by `stargate estimate fit` to \(refit.cases.count) measured steps."
        let text = constants.file(about: about).json
        guard let out else { return try RunOutput.show(text) }
        try OutputFile.write(text, to: out)
        if !json { try RunOutput.show("\(refit.cases.count) rows fitted: \(out)\n") }
    }

    private func showAblation(_ refit: TrainingRefit) throws {
        let progress = Progress()
        var rows = [row("nothing", refit, refit.ablation(.init("nothing")))]
        for (index, term) in TrainingRefit.terms.enumerated() {
            progress.show("fitting without \(term.name)", Double(index) / Double(TrainingRefit.terms.count))
            rows.append(row(term.name, refit, refit.ablation(term)))
        }
        progress.clear()
        if json { return try RunOutput.show(try RunOutput.json(rows)) }
        var text = "without                             mean  median    dense  experts\n"
        for row in rows {
            text += "  \(Figure.left(row.without, 30))"
            for value in [
                row.meanErrorPercent, row.medianErrorPercent, row.denseMeanErrorPercent, row.expertsMeanErrorPercent,
            ] { text += Figure.right("\(Figure.fixed(value, 2)) %", 9) }
            text += "\n"
        }
        try RunOutput.show(text)
    }

    private func row(_ name: String, _ refit: TrainingRefit, _ errors: [Double]) -> Row {
        func mean(_ chosen: (TrainingCase) -> Bool) -> Double {
            let sizes = zip(errors, refit.cases).filter { chosen($0.1) }.map { abs($0.0) * 100 }
            return sizes.isEmpty ? 0 : sizes.reduce(0, +) / Double(sizes.count)
        }
        let sorted = errors.map { abs($0) * 100 }.sorted()
        return Row(
            without: name, meanErrorPercent: mean { _ in true }, medianErrorPercent: sorted[sorted.count / 2],
            denseMeanErrorPercent: mean { $0.shape.experts == nil },
            expertsMeanErrorPercent: mean { $0.shape.experts != nil })
    }
}

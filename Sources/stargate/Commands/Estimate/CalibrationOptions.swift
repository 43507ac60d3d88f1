import ArgumentParser
import StargateCatalogue
import StargateEstimates
import StargatePerformance

/// The user's own measurements, which shift a prediction.
struct CalibrationOptions: ParsableArguments {
    @Option(help: "A measured step of this layout, in seconds; may be repeated.")
    var measured: [Double] = []
    @Option(help: "A training log of this layout (CSV, JSON lines or Megatron's text) with step times.")
    var log: String?
    @Option(help: "A table of measured steps of the same stack, in the columns of `estimate rows`.")
    var measurements: String?
    @Option(help: "A parameter file in place of the shipped one (`stargate estimate fit`).")
    var parameters: String?

    /// What was measured of this very layout: seconds of a step.
    func ownSteps() throws -> [Double] {
        for value in measured where !(value > 0 && value.isFinite) {
            throw Failure.usage("--measured: \(value) is no time", help: "seconds of one step, such as 12.7")
        }
        guard let log else { return measured }
        do {
            return measured + [try TrainingLog(try InputText.read(log), file: log).median]
        } catch let refusal as CatalogueRefusal { throw EstimateInputs.failure(refusal) }
    }

    /// Shifts `prediction` by what was measured: of this layout where there is any, else of others of the stack.
    func calibrate(_ prediction: inout TrainingPrediction, _ estimator: TrainingEstimator) throws {
        let own = try ownSteps()
        guard own.isEmpty else { return prediction.calibrate(byOwn: own) }
        guard let measurements else { return }
        let rows = TrainingRows(try EstimateInputs.rows(measurements), with: estimator)
        // What another chip or another family of software shows says nothing of this one.
        let alike = rows.predictions.filter { row in
            row.subject.accelerator.name == prediction.subject.accelerator.name
                && row.subject.software.stack == prediction.subject.software.stack
        }
        let seen = alike.compactMap { CalibratedRows.evidence($0, for: prediction) }
        guard !seen.isEmpty else {
            let (chip, stack) = (prediction.subject.accelerator.name, prediction.subject.software.stack.rawValue)
            throw Failure.refused(
                "\(measurements) holds no measured step of \(chip) with \(stack) that can be predicted",
                help: "fill step_time_s, the model, the chip, the layout and the software")
        }
        prediction.calibrate(by: seen)
    }
}

/// Sets the constants of the inference model from published measurements.
public struct InferenceFit: Sendable {
    /// The rows to fit.
    public let observations: [InferenceObservation]
    /// How strongly values are drawn to what physics lets one expect: the residual of a value one whole range away.
    public var priorWeight: Double

    public init(_ observations: [InferenceObservation], priorWeight: Double = 0.4) {
        self.observations = observations
        self.priorWeight = priorWeight
    }

    /// Residuals for any least-squares optimiser: of each row its rate, time per token and time to the first token (0
    /// where not measured), then of each value its distance from what is expected.
    public static func residuals(
        _ parameters: InferenceParameters, over observations: [InferenceObservation], priorWeight: Double = 0.4
    ) -> [Double] {
        var counts: [String: Int] = [:]
        for seen in observations { counts[seen.group, default: 0] += 1 }
        var known: [Case: InferenceResult?] = [:]
        var residuals: [Double] = []
        residuals.reserveCapacity(3 * observations.count + parameters.values.count)
        for seen in observations {
            let key = Case(seen)
            let result = known[key] ?? seen.predicted(parameters)
            known[key] = .some(result)
            let weight = seen.weight / Double(counts[seen.group] ?? 1).squareRoot()
            guard let errors = seen.errors(result) else {
                residuals += [Self.unfit * weight, 0, 0]
                continue
            }
            residuals.append(errors.tokenRate * weight)
            residuals.append(bounded(errors.timePerToken ?? 0) * weight)
            residuals.append(bounded(errors.timeToFirst ?? 0) * weight * firstTokenWeight)
        }
        for parameter in InferenceParameter.allCases {
            let prior = parameter.prior
            residuals.append((parameters[parameter] - prior.expected) / (prior.high - prior.low) * priorWeight)
        }
        return residuals
    }

    /// The residual of a row that was measured although the model says that it does not fit.
    static let unfit = 2.0

    /// Times to the first token spread more than rates: they count less.
    static let firstTokenWeight = 0.6

    /// An error whose pull fades beyond 30 %: submitters leave very different margins to the limits of latency.
    static func bounded(_ error: Double) -> Double { error / (1 + error * error / 0.09).squareRoot() }

    /// The values that come closest to the observations, from what is expected and from services loaded more and less:
    /// errors of latency fade, so that the loss has more than one valley along the margin operators leave.
    public func fitted(rounds: Int = 25) -> InferenceParameters {
        let margin = InferenceParameter.operatorMargin.prior
        let results = [margin.low, margin.expected, margin.high].map { value in
            var start = InferenceParameters.expected
            start[.operatorMargin] = value
            return fitted(rounds: rounds, from: start)
        }
        return results.min { $0.loss < $1.loss }?.values ?? .expected
    }

    private func fitted(
        rounds: Int, from start: InferenceParameters
    ) -> (values: InferenceParameters, loss: Double) {
        func residuals(_ values: [Double]) -> [Double] {
            Self.residuals(InferenceParameters(values: values), over: observations, priorWeight: priorWeight)
        }
        let priors = InferenceParameter.allCases.map(\.prior)
        let solver = LeastSquares(huber: 0.15, rounds: rounds)
        let best = solver.fit(
            start: start.values, low: priors.map(\.low), high: priors.map(\.high), residuals: residuals)
        return (InferenceParameters(values: best), solver.loss(residuals(best)))
    }

    /// Errors of each observation, predicted from a fit that left out its part; nil where nothing was predicted.
    ///
    /// - Parameter part: names the part an observation is left out with: its configuration, chip or model.
    public func errors(leavingOut part: (InferenceObservation) -> String) -> [InferenceObservation.Errors?] {
        let parts = observations.map(part)
        var errors = [InferenceObservation.Errors?](repeating: nil, count: observations.count)
        for name in Set(parts).sorted() {
            let rest = zip(observations, parts).filter { $0.1 != name }.map(\.0)
            let values = InferenceFit(rest, priorWeight: priorWeight).fitted()
            for (index, seen) in observations.enumerated() where parts[index] == name {
                errors[index] = seen.errors(seen.predicted(values))
            }
        }
        return errors
    }

    /// What makes two rows the same to the model.
    private struct Case: Hashable {
        let shape: ModelShape
        let setups: [InferenceSetup]
        let workload: InferenceWorkload
        let drive: InferenceObservation.Drive

        init(_ seen: InferenceObservation) {
            shape = seen.shape
            setups = seen.setups
            workload = seen.workload
            drive = seen.drive
        }
    }
}

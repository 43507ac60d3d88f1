/// The spreads that follow from how far predictions of rows that were not fitted are off.
extension InferenceFit {
    /// Spreads that hold 80 % of the rows not fitted.
    ///
    /// - Parameters:
    ///   - configuration: names the rows that one configuration and scenario have in common.
    ///   - family: names the family of an observation's model.
    public func spread(
        configuration: (InferenceObservation) -> String,
        family: (InferenceObservation) -> String
    ) -> InferenceSpread {
        let names = Set(observations.map(configuration)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, $0.offset % 10) })
        let nearby = errors(leavingOut: { "\(numbers[configuration($0)] ?? 0)" })
        let chips = errors(leavingOut: { $0.setups[0].accelerator.name })
        let families = errors(leavingOut: family)
        let formats = errors(leavingOut: { $0.setups[0].weights.rawValue })
        let rate: (InferenceObservation.Errors) -> Double? = { $0.tokenRate }
        let dense = among(nearby, rate) { $0.shape.experts == nil }
        let times = among(nearby, { $0.timePerToken }) { _ in true }
        func added(_ errors: [InferenceObservation.Errors?]) -> Double {
            rest(among(errors, rate) { $0.shape.experts == nil }, dense)
        }
        return InferenceSpread(
            saturatedRate: among(nearby, rate) { $0.shape.experts == nil && $0.drive == .saturated },
            limitedRate: among(nearby, rate) { $0.shape.experts == nil && $0.drive != .saturated },
            timePerToken: times,
            timeToFirst: among(nearby, { $0.timeToFirst }) { _ in true },
            experts: rest(among(nearby, rate) { $0.shape.experts != nil }, dense),
            unknownChip: added(chips), unknownModel: added(families),
            unknownModelTimes: rest(among(families, { $0.timePerToken }) { _ in true }, times),
            unknownPrecision: added(formats))
    }

    /// The 80 % quantile of what an interval even in proportion needs to reach from a prediction to the measurement.
    private func among(
        _ errors: [InferenceObservation.Errors?], _ error: (InferenceObservation.Errors) -> Double?,
        _ chosen: (InferenceObservation) -> Bool
    ) -> Double {
        let needed = zip(errors, observations).compactMap { errors, seen -> Double? in
            guard chosen(seen), let errors, let logarithm = error(errors) else { return nil }
            return ratioBeyondOne(logarithm)
        }
        return quantile(needed, 0.8)
    }

    /// What must be added by squares to `known` to give `whole`.
    private func rest(_ whole: Double, _ known: Double) -> Double {
        max(0, whole * whole - known * known).squareRoot()
    }
}

/// From `relativeError` back to the larger of a/b and b/a, less one: with e = √(a/b) - √(b/a), √(a/b) is
/// (e + √(e² + 4))/2.
func ratioBeyondOne(_ error: Double) -> Double {
    let root = (abs(error) + (error * error + 4).squareRoot()) / 2
    return root * root - 1
}

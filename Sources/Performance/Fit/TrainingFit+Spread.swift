/// How far predictions of rows that were not fitted are off, and the spreads that follow from it.
extension TrainingFit {
    /// Relative error (predicted/measured - 1) of each observation, predicted from a fit that left out its part.
    ///
    /// - Parameter part: names the part an observation is left out with: its configuration, chip or source.
    public func errors(leavingOut part: (Observation) -> String) -> [Double] {
        let parts = observations.map(part)
        var errors = [Double](repeating: 0, count: observations.count)
        for name in Set(parts).sorted() {
            let rest = zip(observations, parts).filter { $0.1 != name }.map(\.0)
            let values = TrainingFit(rest, priorWeight: priorWeight).fitted()
            for (index, seen) in observations.enumerated() where parts[index] == name {
                errors[index] = seen.error(with: values)
            }
        }
        return errors
    }

    /// Configurations dealt to `folds` parts in the order of their names, so that repeated rows stay together.
    public func folds(_ folds: Int) -> (Observation) -> String {
        let groups = Set(observations.map(\.group)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($0.element, $0.offset % folds) })
        return { "\(numbers[$0.group] ?? 0)" }
    }

    /// Spreads that hold 80 % of the rows not fitted.
    ///
    /// - Parameter source: names where an observation was published.
    public func spread(source: (Observation) -> String) -> TrainingSpread {
        let nearby = errors(leavingOut: folds(8))
        let chips = errors(leavingOut: \.accelerator.name)
        let sources = errors(leavingOut: source)
        func among(_ errors: [Double], _ chosen: (Observation) -> Bool) -> Double {
            quantile(zip(errors, observations).filter { chosen($0.1) }.map { spreadNeeded($0.0) }, 0.8)
        }
        func whole(_ seen: Observation) -> Bool { seen.draft.tensor != nil && seen.draft.microbatch != nil }
        func isDense(_ seen: Observation) -> Bool { seen.shape.experts == nil }
        let dense = among(nearby) { isDense($0) && whole($0) }
        let experts = among(nearby) { !isDense($0) }
        let chosen = among(nearby) { isDense($0) && !whole($0) }
        return TrainingSpread(
            dense: dense, experts: experts, unknownChip: rest(among(chips, isDense), dense),
            unknownReach: 0.12, unknownStack: rest(among(sources, isDense), dense), chosenLayout: rest(chosen, dense),
            eachDoubling: 0.03)
    }

    /// What must be added by squares to `known` to give `whole`.
    private func rest(_ whole: Double, _ known: Double) -> Double {
        max(0.02 * 0.02, whole * whole - known * known).squareRoot()
    }
}

extension TrainingFit.Observation {
    /// Predicted over measured time, less one.
    public func error(with parameters: TrainingParameters) -> Double {
        let model = TrainingModel(shape: shape, accelerator: accelerator, parameters: parameters)
        return model.step(layout(with: parameters)).total / seconds - 1
    }
}

/// The spread an interval even in proportion must have to reach from a prediction to the truth.
func spreadNeeded(_ error: Double) -> Double { error >= 0 ? error : 1 / (1 + error) - 1 }

/// The value below which a share of the values lies, between two neighbours in proportion.
func quantile(_ values: [Double], _ share: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(sorted.count - 1, below + 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
}

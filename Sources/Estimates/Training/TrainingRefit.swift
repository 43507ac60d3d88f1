public import StargatePerformance

/// Sets the constants of the training model anew from a table of measurements.
public struct TrainingRefit: Sendable {
    public let cases: [TrainingCase]
    private let fit: TrainingFit

    /// - Parameter cases: rows without a measured step are left out.
    public init(_ cases: [TrainingCase]) {
        let measured = cases.filter { $0.measured != nil }
        self.cases = measured
        fit = TrainingFit(
            measured.map { subject in
                TrainingFit.Observation(
                    id: subject.id, shape: subject.shape, accelerator: subject.accelerator, draft: subject.draft,
                    seconds: subject.measured ?? 0, group: subject.configuration)
            })
    }

    /// The constants that come closest, with spreads by cross-validation.
    public func constants(progress: (String) -> Void = { _ in }) -> TrainingConstants {
        progress("fitting \(cases.count) rows")
        let parameters = fit.fitted()
        progress("cross-validating")
        let spread = fit.spread(source: Self.source)
        return TrainingConstants(
            parameters: parameters, spread: spread, chips: Set(cases.map(\.accelerator.name)),
            stacks: Set(cases.map(\.software.stack.rawValue)))
    }

    /// Where a row was published: the beginning of its id.
    static func source(_ seen: TrainingFit.Observation) -> String {
        String(seen.id.split(separator: "-").first ?? "")
    }

    /// What each term is worth: errors of fits that do without it.
    public func ablation(_ term: TrainingFit.Ablation) -> [Double] {
        let parameters = fit.fitted(without: term)
        return fit.observations.map { seen in
            let model = TrainingModel(shape: seen.shape, accelerator: seen.accelerator, parameters: parameters)
            var step = model.step(seen.layout(with: parameters))
            term.remove(&step)
            return step.total / seen.seconds - 1
        }
    }

    /// The terms whose worth the documentation shows.
    public static let terms: [TrainingFit.Ablation] = [
        .init("attention of its own", remove: { $0.attention = 0 }),
        .init("small matrices slower", held: [(.gemmHalf, 0), (.gemmHalfFP8, 0), (.groupedHalf, 0)]),
        .init("elementwise traffic", remove: { $0.elementwise = 0 }),
        .init("output matrix and loss", remove: { $0.head = 0 }),
        .init("pipeline bubble", remove: { $0.bubble = 0 }),
        .init("host time", held: [(.hostPerLayer, 0), (.hostPerExpertLayer, 0), (.hostPerStep, 0)]),
        .init("tensor-parallel traffic", remove: { $0.tensor = 0 }),
        .init("gradient and weight traffic", remove: { $0.data = 0 }),
        .init("expert traffic", remove: { $0.expert = 0 }),
        .init("context and pipeline traffic", remove: { ($0.context, $0.pipeline) = (0, 0) }),
        .init("optimizer", remove: { $0.optimizer = 0 }),
        .init("power limit", held: [(.powerLimit, 0)]),
        .init("yearly gain", held: [(.yearlyGain, 0)]),
        .init("software families", held: [(.fsdpOverhead, 0), (.deepspeedOverhead, 0), (.jaxOverhead, 0)]),
    ]
}

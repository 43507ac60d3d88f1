import StargatePerformance

/// Sets the constants of the inference model anew from a table of measurements.
public struct InferenceRefit: Sendable {
    public let cases: [InferenceCase]
    private let fit: InferenceFit

    /// - Parameter cases: rows without a measured rate are left out, and those at reduced power (MLPerf's MaxQ).
    public init(_ cases: [InferenceCase]) {
        let measured = cases.filter { $0.isMeasured && !$0.id.contains("MaxQ") }
        self.cases = measured
        fit = InferenceFit(measured.map(\.observation))
    }

    /// The constants that come closest, with spreads by cross-validation.
    public func constants(progress: (String) -> Void = { _ in }) -> InferenceConstants {
        progress("fitting")
        let parameters = fit.fitted()
        progress("cross-validating")
        let names = Dictionary(cases.map { ($0.id, $0.configuration) }, uniquingKeysWith: { first, _ in first })
        let families = Dictionary(cases.map { ($0.id, $0.family) }, uniquingKeysWith: { first, _ in first })
        let spread = fit.spread(configuration: { names[$0.id] ?? "" }, family: { families[$0.id] ?? "" })
        return InferenceConstants(
            parameters: parameters, spread: spread, chips: Set(cases.map(\.accelerator.name)),
            families: Set(cases.map(\.family)),
            precisions: Set(cases.compactMap { $0.observation.setups.first?.weights.rawValue }))
    }
}

extension InferenceCase {
    /// Rows of one configuration and scenario bear the same name.
    var configuration: String {
        let precision = observation.setups.first?.weights.rawValue ?? ""
        return [model, accelerator.name, precision, scenario].joined(separator: "/")
    }
}

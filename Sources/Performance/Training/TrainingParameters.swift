/// Values of the constants of the training model, in the order of `TrainingParameter`.
public struct TrainingParameters: Hashable, Sendable {
    public var values: [Double]

    public init(values: [Double]) {
        precondition(values.count == TrainingParameter.allCases.count, "one value for each parameter")
        self.values = values
    }

    /// What the constants are expected to be before any measurement.
    public static let expected = TrainingParameters(values: TrainingParameter.allCases.map(\.prior.expected))

    public subscript(_ parameter: TrainingParameter) -> Double {
        get { values[parameter.rawValue] }
        set { values[parameter.rawValue] = newValue }
    }
}

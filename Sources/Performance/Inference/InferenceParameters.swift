/// Values of the constants of the inference model, in the order of `InferenceParameter`.
public struct InferenceParameters: Hashable, Sendable {
    /// One value for each parameter.
    public var values: [Double]

    public init(values: [Double]) {
        precondition(values.count == InferenceParameter.allCases.count, "one value for each parameter")
        self.values = values
    }

    /// What the constants are expected to be before any measurement.
    public static let expected = InferenceParameters(values: InferenceParameter.allCases.map(\.prior.expected))

    /// The value of one parameter.
    public subscript(_ parameter: InferenceParameter) -> Double {
        get { values[parameter.rawValue] }
        set { values[parameter.rawValue] = newValue }
    }
}

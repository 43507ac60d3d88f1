/// Values of the constants of the training model.
public struct TrainingParameters: Hashable, Sendable {
    public var values: [Double]

    public init(values: [Double]) {
        precondition(values.count == TrainingParameter.allCases.count)
        self.values = values
    }

    public subscript(_ parameter: TrainingParameter) -> Double {
        get { values[parameter.rawValue] }
        set { values[parameter.rawValue] = newValue }
    }
}

public import StargateScheduling

/// The GPU models of a trace by name. Numbers are given in the order names come in; the readers bring them in
/// alphabetical order, so that sets of models compare as their names do.
public struct OpenbModels: Sendable, Equatable {
    /// The names; the position is the number of the model.
    public private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]
    /// The most models a trace may name.
    public static let most = 64

    /// No model yet.
    public init() {}

    /// The model of this name, numbered now if it is new; nil when there are 64 already.
    public mutating func model(named name: String) -> GPUModel? {
        if let known = numbers[name] { return GPUModel(number: known) }
        guard names.count < Self.most else { return nil }
        numbers[name] = names.count
        names.append(name)
        return GPUModel(number: names.count - 1)
    }

    /// Numbers all of these, the alphabetically first one first.
    mutating func learn(_ more: [String]) {
        for name in more.sorted() { _ = model(named: name) }
    }
}

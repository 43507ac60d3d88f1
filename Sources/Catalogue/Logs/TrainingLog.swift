/// The step times of a user's own training run.
///
/// Three forms are read: comma-separated values with a column such as `step_time_s` or `iteration_time_ms`, JSON lines
/// with such a key, and text such as Megatron-LM's `elapsed time per iteration (ms): 12345.6`.
public struct TrainingLog: Hashable, Sendable {
    /// Seconds of every step, in the order of the log.
    public let steps: [Double]
    /// Steps at the start that are not counted: compilation, caches, first batches.
    public let warmUp: Int
    /// The middle of the counted steps, in seconds.
    public let median: Double
    /// The quarter and three-quarter points of the counted steps, in seconds.
    public let lowerQuartile: Double
    public let upperQuartile: Double

    /// Steps that are counted.
    public var count: Int { steps.count - warmUp }
    /// The middle half of the counted steps, as a share of the median.
    public var spread: Double { (upperQuartile - lowerQuartile) / median }

    /// Reads `text`.
    ///
    /// - Parameter warmUp: Steps to drop at the start; by default a fifth of them, at most 10.
    /// - Throws: `CatalogueRefusal` if there are no step times, if all would be dropped, or with the place of a value
    ///   that is none.
    public init(_ text: String, file: String, warmUp: Int? = nil) throws(CatalogueRefusal) {
        let steps = try Self.steps(text, file: file)
        guard !steps.isEmpty else {
            throw CatalogueRefusal(
                file: file, problem: "the log has no step times",
                remedy: "give a column, a key or lines named like \(StepTimeName.examples)")
        }
        let dropped = warmUp ?? min(10, steps.count / 5)
        guard (0..<steps.count).contains(dropped) else {
            throw CatalogueRefusal(
                file: file, field: "warm-up", given: String(dropped),
                problem: "leaves no step of \(steps.count)", remedy: "drop fewer than \(steps.count) steps")
        }
        self.steps = steps
        self.warmUp = dropped
        let sorted = steps.dropFirst(dropped).sorted()
        median = Self.quantile(sorted, 0.5)
        lowerQuartile = Self.quantile(sorted, 0.25)
        upperQuartile = Self.quantile(sorted, 0.75)
    }

    /// The `share` quantile of sorted values, between neighbours in proportion.
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
}

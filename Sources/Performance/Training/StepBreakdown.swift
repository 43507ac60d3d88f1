/// Where the time of one training step goes, in seconds; the parts add up to `total`.
public struct StepBreakdown: Hashable, Sendable {
    /// Matrix products of the layers, forward, backward and recomputed.
    public var gemm = 0.0
    public var attention = 0.0
    /// Norms, activations, residuals, quantisation, routing: bound by memory bandwidth.
    public var elementwise = 0.0
    /// Output matrix and loss.
    public var head = 0.0
    /// Exposed communication of each kind of parallelism.
    public var tensor = 0.0
    public var data = 0.0
    public var pipeline = 0.0
    public var expert = 0.0
    public var context = 0.0
    /// Stages that wait at the start and end of the step.
    public var bubble = 0.0
    public var optimizer = 0.0
    /// Kernel launches, data loading, waiting for the slowest rank.
    public var host = 0.0

    public init() {}

    public var total: Double {
        gemm + attention + elementwise + head + tensor + data + pipeline + expert + context + bubble + optimizer + host
    }
}

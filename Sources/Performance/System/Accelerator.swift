/// What the model needs to know of a chip and of the machine around it. Rates are per chip: FLOP/s dense, bytes/s.
public struct Accelerator: Hashable, Sendable {
    /// The key of the chip's row in the table of chips, for example `H100-80GB-SXM`.
    public var name: String
    /// Peak dense FLOP/s by precision; nil where the chip has no such unit.
    public var peakBF16: Double
    public var peakFP8: Double?
    public var peakFP4: Double?
    /// The share of the BF16 peak that the largest matrix products reach (maximum achievable matmul FLOP/s over peak);
    /// nil where nobody has published a measurement.
    public var reachableBF16: Double?
    /// The same for FP8.
    public var reachableFP8: Double?
    /// Bytes of high-bandwidth memory and bytes/s to it.
    public var memory: Double
    public var memoryBandwidth: Double
    /// Chips that share the scale-up network (NVLink, xGMI, ICI), and bytes/s one way of one chip on it.
    public var scaleUpDomain: Int
    public var scaleUpBandwidth: Double
    /// Bytes/s one way of one chip on the scale-out network.
    public var scaleOutBandwidth: Double
    /// Watts of one chip under load; nil where not published.
    public var power: Double?
    /// Chips of one host.
    public var nodeChips: Int

    public init(
        name: String, peakBF16: Double, peakFP8: Double?, peakFP4: Double?, reachableBF16: Double?,
        reachableFP8: Double?, memory: Double, memoryBandwidth: Double, scaleUpDomain: Int, scaleUpBandwidth: Double,
        scaleOutBandwidth: Double, power: Double?, nodeChips: Int
    ) {
        self.name = name
        self.peakBF16 = peakBF16
        self.peakFP8 = peakFP8
        self.peakFP4 = peakFP4
        self.reachableBF16 = reachableBF16
        self.reachableFP8 = reachableFP8
        self.memory = memory
        self.memoryBandwidth = memoryBandwidth
        self.scaleUpDomain = scaleUpDomain
        self.scaleUpBandwidth = scaleUpBandwidth
        self.scaleOutBandwidth = scaleOutBandwidth
        self.power = power
        self.nodeChips = nodeChips
    }

    /// Peak dense FLOP/s at `precision`, or nil if the chip cannot compute in it.
    public func peak(_ precision: Precision) -> Double? {
        switch precision {
        case .fp16, .bf16: peakBF16
        case .fp8: peakFP8
        // Block scales came with the units for four bits (Blackwell, CDNA 4).
        case .mxfp8: peakFP4 == nil ? nil : peakFP8
        case .nvfp4: peakFP4
        }
    }
}

/// The number format of the large matrix products.
public enum Precision: String, Hashable, Sendable, CaseIterable {
    case fp16, bf16
    /// FP8 with one scale a tensor (or a block of 128).
    case fp8
    /// FP8 with one scale for every 32 elements (OCP MX).
    case mxfp8
    /// FP4 with one scale for every 16 elements (Blackwell).
    case nvfp4

    /// Bytes of one element, scales left out.
    public var bytes: Double {
        switch self {
        case .fp16, .bf16: 2
        case .fp8, .mxfp8: 1
        case .nvfp4: 0.5
        }
    }
}

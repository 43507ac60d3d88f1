/// Why a setup cannot serve a workload, with what would.
public enum InferenceRefusal: Error, Hashable, Sendable {
    /// The chips do not make whole replicas: they must be a multiple of `replica`.
    case partReplica(chips: Int, replica: Int)
    /// More chips share a layer than heads and the scale-up network allow.
    case tensorTooWide(tensor: Int, most: Int)
    /// Groups of attention do not divide the chips of a stage.
    case attentionDataUneven(groups: Int, tensor: Int)
    /// More stages than layers.
    case pipelineTooDeep(pipeline: Int, layers: Int)
    /// Weights need more bytes a chip than there are; `leastTensor` would hold them with room for one request.
    case weightsTooLarge(needed: Double, available: Double, leastTensor: Int?)
    /// Weights fit but not the cache of one request: at most `longest` tokens.
    case contextTooLong(tokens: Double, longest: Double, leastTensor: Int?)
    /// No load meets the limits: nearly alone, 99 of 100 requests already take up to these seconds.
    case limitsUnreachable(timeToFirst: Double, timePerToken: Double)
    /// Fewer chips than one replica of each pool needs.
    case tooFewChips(chips: Int, needed: Int)
    /// More requests a second than all copies can answer: at most `most`.
    case rateTooHigh(rate: Double, most: Double)
}

/// The constants of the training model that measurements set.
public enum TrainingParameter: Int, CaseIterable, Sendable {
    case gemmReach
    case gemmHalf
    case gemmHalfFP8
    case unknownReach
    case fusedAttention
    case portedAttention
    case plainAttention
    case powerLimit
    case hostPerExpertLayer
    case scoreBytes
    case memoryReach
    case streamPasses
    case quantisePasses
    case hostPerLayer
    case hostPerStep
    case scaleUpReach
    case scaleOutReach
    case collectiveLatency
    case tensorExposed
    case dataExposed
    case expertExposed
    case contextExposed
    case routedPasses
    case groupedHalf
    case yearlyGain
    case straggle
    case fsdpOverhead
    case deepspeedOverhead
    case jaxOverhead
}

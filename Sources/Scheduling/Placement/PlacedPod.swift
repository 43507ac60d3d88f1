/// A pod on its node: enough to take it again on replay and to give it back.
public struct PlacedPod: Hashable, Sendable {
    /// What the pod asked.
    public let demand: PodDemand
    /// The position of the node in the list the cluster was made of.
    public let node: Int
    /// The GPUs of the node it holds its share of.
    public let gpus: GPUSet

    public init(demand: PodDemand, node: Int, gpus: GPUSet) {
        self.demand = demand
        self.node = node
        self.gpus = gpus
    }
}

/// Why a placement already decided cannot be taken or given back.
public enum PlacementRefusal: Error, Equatable {
    /// The node does not exist, is of another model, or has too little left on these GPUs.
    case noRoom(PlacedPod)
    /// The node does not hold this much, so it cannot give it back.
    case notHeld(PlacedPod)
}

/// How the node of a pod is chosen among those that fit. Every policy gives each fitting node a whole number and takes
/// the highest, ties to the smallest rank, as the published simulator of "Beware of Fragmentation" (Weng and others,
/// USENIX ATC 2023) does; `random` draws.
///
/// Definitions: hkust-adsl/kubernetes-scheduler-simulator, `pkg/simulator/plugin/`.
public enum PlacementPolicy: String, CaseIterable, Sendable {
    /// Fragmentation gradient descent: where the fragmentation of the node grows least (`fgd_score.go`).
    case fgd
    /// Where least CPU and GPU, weighed alike, is left over (`best_fit_score.go`).
    case bestFit = "bestfit"
    /// GPUs in use first, then free GPUs of nodes in use, then free nodes (`gpu_packing_score.go`).
    case packing
    /// Pods with the same number of GPUs together (`gpu_clustering_score.go`).
    case clustering
    /// Where demand and what is free point least in the same direction, after Tetris (`dot_product_score.go`).
    case dotProduct = "dotproduct"
    /// Any fitting node with the same chance, and any fitting GPU of it (`random_score.go`).
    case random
}

/// The kinds of pods a cluster is expected to serve, with the share of each: what fragmentation is measured against.
///
/// Section 3 of "Beware of Fragmentation" (Weng and others, USENIX ATC 2023); `GetTypicalPods` in `pkg/utils/frag.go`.
public struct TypicalPods: Hashable, Sendable {
    /// One kind of pod and its share of all.
    public struct Kind: Hashable, Sendable {
        /// Thousandths of a CPU.
        public let cpuMilli: Int
        /// How many GPUs; 0 for a pod without.
        public let gpuCount: Int
        /// The share of each GPU in thousandths.
        public let gpuMilli: Int
        /// The models that will do.
        public let models: GPUModelSet
        /// The part of all typical pods that are of this kind, 0...1.
        public let share: Double
    }

    /// The kinds, most frequent first.
    public let kinds: [Kind]

    /// The most frequent kinds among `pods` that together make up at least `percent` of them. Memory does not tell
    /// kinds apart. Among kinds alike in number the larger one comes first: by CPU, share, number of GPUs, models.
    ///
    /// The order and every division are the reference's, since its scores depend on the last bit of their sums.
    public init(of pods: [PodDemand], covering percent: Int = 95) {
        let counted = Self.count(pods)
        let total = Double(pods.count)
        let enough = Double(percent) * total / 100
        var covered = 0.0
        var chosen = 0
        while covered < enough, chosen < counted.count {
            covered += Double(counted[chosen].count)
            chosen += 1
        }
        let isCut = chosen < counted.count
        kinds = counted.prefix(chosen).map { entry in
            var share = Double(entry.count) / total
            if isCut { share /= covered / total }
            let pod = entry.pod
            return Kind(
                cpuMilli: pod.cpuMilli, gpuCount: pod.gpuCount, gpuMilli: pod.gpuMilli, models: pod.models,
                share: share)
        }
    }

    /// Every kind with its number, most frequent first.
    private static func count(_ pods: [PodDemand]) -> [(pod: PodDemand, count: Int)] {
        var runs: [(pod: PodDemand, count: Int)] = []
        for pod in pods.sorted(by: isSmaller) {
            if let last = runs.last, !isSmaller(last.pod, pod) {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((pod, 1))
            }
        }
        return runs.sorted { $0.count != $1.count ? $0.count > $1.count : isSmaller($1.pod, $0.pod) }
    }

    private static func isSmaller(_ one: PodDemand, _ other: PodDemand) -> Bool {
        let (a, b) = ((one.cpuMilli, one.gpuMilli, one.gpuCount), (other.cpuMilli, other.gpuMilli, other.gpuCount))
        return a != b ? a < b : one.models.precedes(other.models)
    }
}

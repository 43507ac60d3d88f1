/// What one pod asks of one node: CPU, memory, and a number of GPUs with a share of each.
public struct PodDemand: Hashable, Sendable {
    /// Thousandths of a CPU.
    public let cpuMilli: Int
    /// Memory in MiB.
    public let memoryMiB: Int
    /// How many different GPUs; 0 for a pod that runs on the CPU alone.
    public let gpuCount: Int
    /// The share of each of these GPUs in thousandths, 1...1000; 0 without GPUs.
    public let gpuMilli: Int
    /// The models that will do; means nothing without GPUs.
    public let models: GPUModelSet

    /// - Throws: `PodDemandRefusal` for a demand no node could be asked.
    public init(
        cpuMilli: Int, memoryMiB: Int, gpuCount: Int = 0, gpuMilli: Int = 0, models: GPUModelSet = .any
    ) throws(PodDemandRefusal) {
        guard (0...Self.mostCPUMilli).contains(cpuMilli) else { throw .cpuOutOfRange(cpuMilli) }
        guard memoryMiB >= 0 else { throw .negativeMemory(memoryMiB) }
        guard gpuCount >= 0 else { throw .negativeGPUCount(gpuCount) }
        guard gpuCount == 0 ? gpuMilli == 0 : (1...GPURemainders.whole).contains(gpuMilli) else {
            throw .shareOutOfRange(gpuMilli: gpuMilli, gpuCount: gpuCount)
        }
        self.cpuMilli = cpuMilli
        self.memoryMiB = memoryMiB
        self.gpuCount = gpuCount
        self.gpuMilli = gpuMilli
        self.models = gpuCount == 0 ? .any : models
    }

    /// The most CPU a pod may ask or a node may have: a billion thousandths.
    public static let mostCPUMilli = 1_000_000_000

    /// All GPU shares together, in thousandths.
    public var totalGPUMilli: Int { gpuCount * gpuMilli }

    /// Whether the pod shares its GPUs with others.
    public var sharesGPUs: Bool { gpuCount > 0 && gpuMilli < GPURemainders.whole }
}

/// Why a demand makes no sense.
public enum PodDemandRefusal: Error, Equatable {
    /// CPU is 0 to a billion thousandths.
    case cpuOutOfRange(Int)
    /// Memory is 0 or more.
    case negativeMemory(Int)
    /// The number of GPUs is 0 or more.
    case negativeGPUCount(Int)
    /// A share is 1 to 1000 thousandths of each GPU, and 0 without GPUs.
    case shareOutOfRange(gpuMilli: Int, gpuCount: Int)
}

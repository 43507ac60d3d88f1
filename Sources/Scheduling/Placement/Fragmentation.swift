extension TypicalPods {
    /// The fragmentation of a node in thousandths of a GPU: what a pod drawn from the typical ones cannot use of the
    /// GPUs left, on average. A pod that fits cannot use the GPUs with too little left; one that does not fit, for
    /// want of GPU, CPU or model, or that needs no GPU at all, cannot use any.
    ///
    /// Formulas 1 to 3 of "Beware of Fragmentation" (Weng and others, USENIX ATC 2023); `NodeGpuShareFragAmount` and
    /// `FragAmountSumExceptQ3` in `pkg/utils/frag.go`. The six reasons are summed apart and then together, as there:
    /// scores of 49 and 50 are told apart by the last bit.
    ///
    /// O(kinds).
    ///
    /// - Parameters:
    ///   - cpuLeft: Thousandths of a CPU left.
    ///   - gpusLeft: What is left of each GPU; their order does not matter.
    ///   - model: The model of the GPUs.
    public func fragmentation(cpuLeft: Int, gpusLeft: GPURemainders, model: GPUModel) -> Double {
        let all = Double(gpusLeft.total)
        guard all > 0 else { return 0 }
        var (lacksBoth, lacksGPU, lacksCPU) = (0.0, 0.0, 0.0)
        var (needsNoGPU, needsNoGPULacksCPU, wrongModel) = (0.0, 0.0, 0.0)
        for kind in kinds {
            let hasCPU = cpuLeft >= kind.cpuMilli
            if kind.gpuCount == 0 {
                if hasCPU { needsNoGPU += kind.share * all } else { needsNoGPULacksCPU += kind.share * all }
            } else if !kind.models.contains(model) {
                wrongModel += kind.share * all
            } else if gpusLeft.count(atLeast: kind.gpuMilli) >= kind.gpuCount {
                if hasCPU {
                    lacksGPU += kind.share * Double(gpusLeft.sum(below: kind.gpuMilli))
                } else {
                    lacksCPU += kind.share * all
                }
            } else if hasCPU {
                lacksGPU += kind.share * all
            } else {
                lacksBoth += kind.share * all
            }
        }
        return lacksBoth + lacksGPU + lacksCPU + needsNoGPU + needsNoGPULacksCPU + wrongModel
    }
}

/// Fragmentations already computed, by CPU left, GPU remainders in ascending order, and model. A table of fixed size:
/// a newer entry displaces an older one in its place, which costs time and never changes a value.
struct FragmentationMemo: Sendable {
    private struct Key: Equatable {
        /// CPU and model.
        var node: UInt64
        var gpus: GPURemainders
    }

    private struct Entry {
        var key: Key
        var value: Double
    }

    let typical: TypicalPods
    private var entries: [Entry]
    private static let size = 1 << 15

    init(typical: TypicalPods) {
        self.typical = typical
        let never = Key(node: .max, gpus: GPURemainders(untouched: 0))
        entries = [Entry](repeating: Entry(key: never, value: 0), count: typical.kinds.isEmpty ? 0 : Self.size)
    }

    /// `TypicalPods.fragmentation`, remembered. `sorted` are the remainders in ascending order.
    mutating func fragmentation(cpuLeft: Int, sorted: GPURemainders, model: GPUModel) -> Double {
        guard !entries.isEmpty else { return 0 }
        let key = Key(node: UInt64(cpuLeft) << 8 | UInt64(model.number), gpus: sorted)
        let slot = Self.slot(of: key)
        if entries[slot].key == key { return entries[slot].value }
        let value = typical.fragmentation(cpuLeft: cpuLeft, gpusLeft: sorted, model: model)
        entries[slot] = Entry(key: key, value: value)
        return value
    }

    /// Each remainder weighed by its lane, folded together with the rest.
    private static func slot(of key: Key) -> Int {
        let weights = SIMD16<UInt16>(
            0x9E37, 0x85EB, 0xC2B3, 0x27D5, 0x1657, 0xD6E9, 0xA4F5, 0xB5C3, 0x7F4B, 0xE995, 0x5851, 0xF42D, 0x4C95,
            0x7F2D, 0x1405, 0x7B7F)
        let products = key.gpus.lanes &* weights
        let turned = (products &>> 7) ^ products
        let gpus = UInt64(turned.lowHalf.wrappedSum()) << 16 | UInt64(products.highHalf.wrappedSum())
        let evens = UInt64(products.evenHalf.wrappedSum()) << 32
        let mixed = ((gpus ^ evens) &+ key.node &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
        return Int(mixed >> 49)
    }
}

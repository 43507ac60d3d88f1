extension TrainingModel {
    /// A whole layout from what is known of it: the rest is the fastest that fits the memory, or, where none fits by
    /// this model's count, the one that needs least.
    ///
    /// Recomputation that was not published is taken for none, and sharding for that of the optimizer, as vendors'
    /// benchmarks do, unless memory is short by more than the count can be wrong.
    public func completed(_ draft: LayoutDraft) -> Execution {
        var draft = draft
        draft.sharding = draft.sharding ?? .optimizer
        draft.interleaving = draft.interleaving ?? draft.pipeline.map { usualInterleaving(pipeline: $0, draft.base) }
        draft.expert = draft.expert ?? (shape.experts == nil ? 1 : nil)
        if let tensor = draft.tensor, let pipeline = draft.pipeline, draft.microbatch != nil, draft.expert != nil {
            return whole(draft, tensor: tensor, pipeline: pipeline)
        }
        let given = draft.recompute
        for recompute in given.map({ [$0] }) ?? [.none, .full] {
            draft.recompute = recompute
            if let best = LayoutSearch(model: self, draft: draft, keep: 1).run().best.first { return best.execution }
        }
        draft.recompute = given
        return whole(draft, tensor: draft.tensor ?? 1, pipeline: draft.pipeline ?? 1)
    }

    /// Chunks a stage holds where nobody said: two, since Megatron's users interleave (from April 2021) but many chunks
    /// need many micro-batches; one where a stage has few layers or the software has no such schedule.
    private func usualInterleaving(pipeline: Int, _ x: Execution) -> Int {
        let interleaves = x.stack == .megatron && x.softwareAge >= 0.25
        return interleaves && pipeline > 1 && shape.layers / pipeline >= 4 ? 2 : 1
    }

    /// The layout with its need of memory. Vendors' recipes sum gradients in 16 bit where memory is short.
    func fitted(_ x: Execution) -> (Execution, memory: Double) {
        let need = memory(x).total
        guard need > usableMemory, !x.narrowGradients else { return (x, need) }
        var narrow = x
        narrow.narrowGradients = true
        return (narrow, memory(narrow).total)
    }

    private func whole(_ draft: LayoutDraft, tensor: Int, pipeline: Int) -> Execution {
        var x = draft.base
        x.tensor = tensor
        x.pipeline = pipeline
        let rest = draft.chips / max(1, tensor * pipeline)
        x.context = draft.context ?? draft.data.map { max(1, rest / max(1, $0)) } ?? 1
        x.data = draft.data ?? max(1, rest / max(1, x.context))
        x.interleaving = draft.interleaving ?? 1
        x.expert = draft.expert ?? 1
        x.microbatch = draft.microbatch ?? 1
        x.sharding = draft.sharding ?? .optimizer
        x.recompute = draft.recompute ?? .none
        x = fitted(x).0
        if draft.recompute == nil, memory(x).total > 1.3 * accelerator.memory { x.recompute = .full }
        return x
    }
}

/// Every layout of a model on a number of chips that divisibility allows, one after the other, in constant memory.
public struct LayoutSearch: Sendable {
    public let model: TrainingModel
    public let draft: LayoutDraft
    /// Layouts to keep.
    public let keep: Int

    public init(model: TrainingModel, draft: LayoutDraft, keep: Int = 20) {
        self.model = model
        self.draft = draft
        self.keep = max(1, keep)
    }

    /// One layout with its step time and need of memory.
    public struct Candidate: Hashable, Sendable {
        public let execution: Execution
        public let seconds: Double
        public let memory: Double
    }

    /// What a search, or a part of one, found.
    public struct Outcome: Hashable, Sendable {
        /// The fastest that fit, fastest first; of equal ones the first tried.
        public internal(set) var best: [Candidate] = []
        /// Layouts that divisibility allows.
        public internal(set) var tried = 0
        /// Of them, those that fit the memory.
        public internal(set) var fitting = 0
        /// The least memory any of them needs.
        public internal(set) var leastMemory = Double.infinity

        public init() {}

        /// Joins what another part of the same search found; the order of joining does not matter.
        public mutating func join(_ other: Outcome, keep: Int) {
            tried += other.tried
            fitting += other.fitting
            leastMemory = min(leastMemory, other.leastMemory)
            for candidate in other.best { insert(candidate, keep: keep) }
        }

        mutating func insert(_ candidate: Candidate, keep: Int) {
            if best.count >= keep, let last = best.last, !Self.precedes(candidate, last) { return }
            let place = best.firstIndex { Self.precedes(candidate, $0) } ?? best.count
            best.insert(candidate, at: place)
            if best.count > keep { best.removeLast() }
        }

        /// Faster first, then less memory, then by the counts of the layout. A total order, so that any
        /// split of the search finds the same list.
        static func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
            if a.seconds != b.seconds { return a.seconds < b.seconds }
            if a.memory != b.memory { return a.memory < b.memory }
            return a.execution.order.lexicographicallyPrecedes(b.execution.order)
        }
    }

    /// The ways to split chips over tensor, pipeline and context ranks: the outer loop of the search.
    public var splits: [(tensor: Int, pipeline: Int, context: Int)] {
        var all: [(tensor: Int, pipeline: Int, context: Int)] = []
        let shape = model.shape
        // A layer is split within a scale-up domain or a host, unless somebody asks for more.
        let reach = max(model.accelerator.scaleUpDomain, model.accelerator.nodeChips)
        let widest = min(shape.heads, 64, draft.chips, reach)
        guard model.accelerator.peak(draft.base.precision) != nil else { return [] }
        for tensor in choices(draft.tensor, divisors(shape.heads, upTo: widest))
        where draft.chips % tensor == 0 && shape.heads % tensor == 0 {
            let rest = draft.chips / tensor
            for pipeline in choices(draft.pipeline, divisors(rest, upTo: min(rest, shape.layers)))
            where rest % pipeline == 0 && pipeline <= shape.layers && leavesNoStageEmpty(pipeline) {
                for context in choices(draft.context, contexts(rest / pipeline))
                where rest / pipeline % context == 0 && isAsked(data: rest / pipeline / context) {
                    all.append((tensor, pipeline, context))
                }
            }
        }
        return all
    }

    /// Searches the part of the space below one split.
    public func outcome(of split: (tensor: Int, pipeline: Int, context: Int)) -> Outcome {
        var outcome = Outcome()
        let data = draft.chips / (split.tensor * split.pipeline * split.context)
        var x = draft.base
        x.tensor = split.tensor
        x.pipeline = split.pipeline
        x.context = split.context
        x.data = data
        let experts = model.shape.experts?.count ?? 1
        let chunkings = choices(draft.interleaving, interleavings(split.pipeline))
        let recomputes = draft.recompute.map { [$0] } ?? Recompute.allCases
        let shardings =
            draft.sharding.map { [$0] } ?? [.none, .optimizer, .gradients, .weights(group: data * x.context)]
        for micro in choices(draft.microbatch, microbatches(data)) where x.batch % (data * micro) == 0 {
            x.microbatch = micro
            for expert in choices(draft.expert, divisors(experts, upTo: experts))
            where experts % expert == 0 && (data * x.context) % expert == 0 {
                x.expert = expert
                for chunks in chunkings
                where draft.interleaving != nil || x.microbatches % x.pipeline == 0 || chunks == 1 {
                    x.interleaving = chunks
                    for recompute in recomputes {
                        x.recompute = recompute
                        for sharding in shardings where allowed(sharding, x) {
                            x.sharding = sharding
                            weigh(x, &outcome)
                        }
                    }
                }
            }
        }
        return outcome
    }

    /// The whole search.
    public func run() -> Outcome {
        var outcome = Outcome()
        for split in splits { outcome.join(self.outcome(of: split), keep: keep) }
        return outcome
    }

    private func weigh(_ x: Execution, _ outcome: inout Outcome) {
        outcome.tried += 1
        let (x, memory) = model.fitted(x)
        outcome.leastMemory = min(outcome.leastMemory, memory)
        guard memory <= model.usableMemory else { return }
        outcome.fitting += 1
        let candidate = Candidate(execution: x, seconds: model.step(x).total, memory: memory)
        outcome.insert(candidate, keep: keep)
    }

    /// Gradients and weights are split only without a pipeline, as trainers do: each micro-batch would move them all.
    private func allowed(_ sharding: Sharding, _ x: Execution) -> Bool {
        switch sharding {
        case .none, .optimizer: true
        case .gradients, .weights: draft.sharding != nil || (x.pipeline == 1 && x.data * x.context > 1)
        }
    }

    private func choices(_ fixed: Int?, _ all: [Int]) -> [Int] { fixed.map { [$0] } ?? all }

    private func isAsked(data: Int) -> Bool { draft.data.map { $0 == data } ?? true }

    /// Whether stages of equal size, the last perhaps smaller, all have layers.
    private func leavesNoStageEmpty(_ stages: Int) -> Bool {
        let each = (model.shape.layers + stages - 1) / stages
        return each * (stages - 1) < model.shape.layers
    }

    /// Chunks take equal numbers of layers, or equal numbers when the two ends count as layers (Llama 3.1 405B).
    private func dividesLayers(_ parts: Int) -> Bool {
        model.shape.layers % parts == 0 || (model.shape.layers + 2) % parts == 0
    }

    private func contexts(_ most: Int) -> [Int] {
        divisors(most, upTo: min(most, 64)).filter { $0 == 1 || draft.base.sequence % (2 * $0) == 0 }
            .filter { draft.base.sequence / $0 >= 1_024 || $0 == 1 }
    }

    private func interleavings(_ pipeline: Int) -> [Int] {
        guard pipeline > 1 else { return [1] }
        let most = max(1, (model.shape.layers + 2) / pipeline)
        return (1...most).filter { $0 == 1 || dividesLayers(pipeline * $0) }
    }

    private func microbatches(_ data: Int) -> [Int] {
        guard draft.base.batch >= data else { return [] }
        return divisors(draft.base.batch / data, upTo: min(64, draft.base.batch / data))
    }
}

extension Execution {
    /// Numbers that tell two layouts of one search apart, for a stable order.
    var order: [Int] {
        let split: Int =
            switch sharding {
            case .none: 0
            case .optimizer: 1
            case .gradients: 2
            case .weights(let group): 2 + group
            }
        let again: Int =
            switch recompute {
            case .none: 0
            case .selective: 1
            case .full: 2
            }
        return [tensor, pipeline, context, expert, interleaving, microbatch, again, split]
    }
}

/// From `time` on, `free` processors are neither in use nor reserved; until the next step.
struct AvailabilityStep: Hashable, Sendable, Codable {
    let time: Int64
    var free: Int32
}

/// Consecutive steps of a profile, with bounds by which a search passes over all of them at once.
struct AvailabilityBlock: Hashable, Sendable, Codable {
    /// Not yet corrected by `raised`.
    private(set) var steps: [AvailabilityStep]
    /// Added to every step of the block.
    private(set) var raised: Int32 = 0
    /// No step has fewer free processors.
    private(set) var least: Int32 = 0
    /// No step has more.
    private(set) var most: Int32 = 0

    init(_ steps: [AvailabilityStep], raised: Int32 = 0) {
        self.steps = steps
        self.raised = raised
        self.steps.reserveCapacity(AvailabilityProfile.capacity + 1)
        recount()
    }

    var count: Int { steps.count }
    var start: Int64 { steps[0].time }

    func time(_ index: Int) -> Int64 { steps[index].time }
    func free(_ index: Int) -> Int32 { steps[index].free + raised }

    /// The last step that does not begin after `time`; the first if there is none.
    func index(at time: Int64) -> Int {
        (1..<steps.count).partitionPoint { steps[$0].time <= time } - 1
    }

    /// Adds `change` to the steps in `range`.
    mutating func add(_ change: Int32, to range: Range<Int>) {
        if range.count == steps.count {
            raised += change
            least += change
            most += change
        } else {
            for index in range { steps[index].free += change }
            recount()
        }
    }

    /// Divides the step at `index` at `time`.
    mutating func split(_ index: Int, at time: Int64) {
        steps.insert(AvailabilityStep(time: time, free: steps[index].free), at: index + 1)
    }

    mutating func remove(at index: Int) { steps.remove(at: index) }

    /// Forgets the steps that are over before `now`. The bounds may become loose, never wrong.
    mutating func forget(before now: Int64) {
        let current = index(at: now)
        if current > 0 { steps.removeSubrange(..<current) }
    }

    /// Cuts off the later half and returns it.
    mutating func cut() -> AvailabilityBlock {
        let half = steps.count / 2
        let tail = AvailabilityBlock(Array(steps[half...]), raised: raised)
        steps.removeSubrange(half...)
        recount()
        return tail
    }

    private mutating func recount() {
        var least = Int32.max
        var most = Int32.min
        for step in steps {
            least = min(least, step.free)
            most = max(most, step.free)
        }
        self.least = least + raised
        self.most = most + raised
    }
}

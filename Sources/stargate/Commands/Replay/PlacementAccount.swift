import StargateReporting
import StargateScheduling
import StargateTraces

/// What came of the placement of pods, as it is shown.
struct PlacementAccount {
    typealias Figure = ReplayAccount.Figure

    /// Classes of pods by what they ask of GPUs.
    private static let classes: [(name: String, holds: @Sendable (PodDemand) -> Bool)] = [
        ("no GPU", { $0.gpuCount == 0 }), ("part of a GPU", { $0.gpuCount > 0 && $0.gpuMilli < 1000 }),
        ("1 GPU", { $0.gpuCount == 1 && $0.gpuMilli == 1000 }),
        ("2–7 GPUs", { (2...7).contains($0.gpuCount) && $0.gpuMilli == 1000 }),
        ("8 GPUs and more", { $0.gpuCount >= 8 && $0.gpuMilli == 1000 }),
    ]
    /// A line's points stand this many percent apart.
    private static let step = 0.5

    let account: ReplayAccount

    init(_ policy: PlacementPolicy, _ run: OpenbReplay.Run, _ replay: OpenbReplay) throws {
        let gpus = Double(replay.nodes.gpus)
        let course = try FragmentationCourse(of: run.outcomes, in: replay)
        let arrivals = Array(zip(replay.demands, run.outcomes))
        func percent(_ milli: Double) -> Double { milli / gpus / 10 }
        let (held, asked) = (Double(course.heldMilli.last ?? 0), Double(course.askedMilli.last ?? 0))
        let fragmented = course.fragmentedMilli.last ?? 0
        let free = gpus * 1000 - held
        let whole = [
            Self.percent("allocated_percent_at_100", "allocated at 100 % asked", Self.allocated(run, at: 100)),
            Self.percent("allocated_percent_at_130", "allocated at 130 % asked", Self.allocated(run, at: 130)),
            Self.percent("allocation_percent", "allocated at the end", percent(held)),
            Self.percent("gpu_requests_percent", "asked for at the end", percent(asked)),
            Self.percent("free_percent", "free at the end", percent(free)),
            Self.percent("fragmentation_percent", "fragmented at the end", percent(fragmented)),
            Self.percent(
                "fragmentation_of_free_percent", "fragmented, of what is free", free > 0 ? fragmented / free * 100 : nil
            ),
        ]
        var groups = [
            ReplayAccount.Group("all", Self.figures(arrivals) + whole + ReplayFigures.latency(run.latencies))
        ]
        for kind in Self.classes {
            let members = arrivals.filter { kind.holds($0.0) }
            if !members.isEmpty { groups.append(.init(kind.name, Self.figures(members))) }
        }
        var account = ReplayAccount(
            policy: policy.name, axis: "% of the cluster's GPUs asked for", units: "GPUs",
            capacity: Int64(replay.nodes.gpus), groups: groups)
        account.lines = Self.lines(course, percent)
        self.account = account
    }

    private static func percent(_ key: String, _ title: String, _ value: Double?) -> Figure {
        Figure(key, title, unit: "%", value, decimals: 2)
    }

    /// To a hundredth, as the reference publishes it.
    private static func allocated(_ run: OpenbReplay.Run, at percent: Int) -> Double? {
        run.curve.allocatedPercent(atArrived: percent).map { ($0 * 100).rounded() / 100 }
    }

    private static func figures(_ arrivals: [(PodDemand, OpenbReplay.Outcome)]) -> [Figure] {
        let placed = arrivals.filter { $0.1.placed != nil }
        func milli(_ pods: [(PodDemand, OpenbReplay.Outcome)]) -> Double {
            Double(pods.reduce(0) { $0 + $1.0.totalGPUMilli })
        }
        let (asked, held) = (milli(arrivals), milli(placed))
        return [
            Figure("pods", "pods", Double(arrivals.count), decimals: 0),
            Figure("placed", "placed", Double(placed.count), decimals: 0),
            Figure("unplaced", "not placed", Double(arrivals.count - placed.count), decimals: 0),
            Figure("gpus_asked", "GPUs asked for", asked / 1000, decimals: 1),
            Figure("gpus_allocated", "GPUs allocated", held / 1000, decimals: 1),
            percent("held_percent", "allocated, of what was asked", asked > 0 ? held / asked * 100 : nil),
        ]
    }

    private static func lines(
        _ course: FragmentationCourse, _ percent: (Double) -> Double
    ) -> [ReplayAccount.Line] {
        var (held, fragmented): ([ReplayAccount.Line.Point], [ReplayAccount.Line.Point]) = ([], [])
        var next = 0.0
        for index in course.askedMilli.indices {
            let at = percent(Double(course.askedMilli[index]))
            guard at >= next || index == course.askedMilli.count - 1 else { continue }
            next = at + step
            held.append(.init(at, percent(Double(course.heldMilli[index]))))
            fragmented.append(.init(at, percent(course.fragmentedMilli[index])))
        }
        return [
            ReplayAccount.Line("allocated", "GPUs allocated, of all", unit: "%", held),
            ReplayAccount.Line("fragmentation", "GPUs fragmented, of all", unit: "%", fragmented),
        ]
    }
}

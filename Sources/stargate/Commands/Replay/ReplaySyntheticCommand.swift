import ArgumentParser
import StargateReporting
import StargateScheduling

struct ReplaySyntheticCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthetic",
        abstract: "Replay drawn jobs on a fleet of nodes and racks, each gang placed node by node.",
        discussion: """
            Policies: easy (the default), fcfs.

              stargate replay synthetic --accelerators 100000 --jobs 1000000 --seed 1
              stargate replay synthetic --accelerators 7200 --jobs 50000 --seed 1 --compare fcfs,easy --load 95

            Sizes, run times and hours of the day follow published GPU fleets. A gang that a rack can hold stays in one.
            --placements writes job_id,submit,start,finish,accelerators,nodes,gpus: node numbers, and the GPUs held on
            each of them.
            """)

    @Option(help: "Accelerators of the fleet.")
    var accelerators: Int
    @Option(help: "Jobs to draw.")
    var jobs: Int64
    @Option(help: "Seed of the draws.")
    var seed: UInt64
    @Option(help: "Accelerators of a node, 1 to 8.")
    var perNode = 8
    @Option(help: "Nodes of a rack or NVLink domain, 1 to 31.")
    var nodesPerRack = 9
    @Option(help: ArgumentHelp("Accelerator time asked for, of what there is.", valueName: "percent"))
    var load: Int64 = 90
    @Option(help: "Jobs behind the head that may pass it under easy.")
    var depth = 64
    @Option(help: ArgumentHelp("Write where each job ran; up to a million jobs.", valueName: "file"))
    var placements: String?
    @OptionGroup(title: "Output and policies") var options: ReplayOptions

    private static let mostPlacements: Int64 = 1_000_000

    func run() throws {
        let policies: [SyntheticPolicy] = try options.policies(otherwise: .easy)
        try options.check((option: "--placements", path: placements), policies: policies.count)
        guard placements == nil || jobs <= Self.mostPlacements else {
            throw Failure.usage(
                "--placements would hold \(jobs) lines", help: "draw at most \(Self.mostPlacements) jobs for it")
        }
        let fleet = try SyntheticFleet(
            accelerators: accelerators, perNode: perNode, nodesPerRack: nodesPerRack, jobs: jobs, seed: seed,
            load: load)
        guard (0...1_000_000).contains(depth) else {
            throw Failure.usage("--depth \(depth) is out of range", help: "from 0 to 1,000,000")
        }
        let progress = Progress()
        var accounts: [ReplayAccount] = []
        var table = ""
        for policy in policies {
            var watch = SyntheticWatch(
                fleet.replay(policy, depth: depth), fleet.workload, keepsPlacements: placements != nil)
            watch.clock = options.clock
            while watch.run(instants: 1 << 14) {
                progress.show("replaying \(policy.name)", Double(watch.replay.startCount) / Double(max(1, jobs)))
            }
            progress.clear()
            accounts.append(watch.account(policy))
            table = watch.placements
        }
        let document = ReplayDocument(
            title: "synthetic jobs", facts: fleet.facts + [.init("depth", "depth", "\(depth)")], accounts: accounts)
        try options.finish(document, table: (placements, { table }))
    }
}

/// A fleet and the jobs drawn for it, checked.
struct SyntheticFleet {
    let shape: FleetShape
    let workload: SyntheticWorkload

    init(
        accelerators: Int, perNode: Int, nodesPerRack: Int, jobs: Int64, seed: UInt64, load: Int64
    ) throws {
        do { shape = try FleetShape(accelerators: accelerators, perNode: perNode, nodesPerRack: nodesPerRack) } catch {
            switch error {
            case .brokenNode:
                throw Failure.usage(
                    "\(accelerators) accelerators do not fill nodes of \(perNode)",
                    help: "give a multiple of \(perNode), or another --per-node")
            case .outOfRange:
                throw Failure.usage(
                    "there is no fleet of \(accelerators) accelerators with \(perNode) a node and \(nodesPerRack) nodes "
                        + "a rack", help: "1 to 8 a node, 1 to 31 nodes a rack, fewer than 16,777,216 nodes")
            }
        }
        guard jobs > 0 else {
            throw Failure.usage("--jobs \(jobs) leaves nothing to do", help: "draw at least one job")
        }
        var settings = SyntheticSettings(accelerators: accelerators, jobs: jobs, seed: seed)
        settings.loadPercent = load
        do { workload = try SyntheticWorkload(settings) } catch {
            throw Failure.usage("--load \(load) is out of range", help: "from 1 to 1,000 percent")
        }
    }

    func replay(_ policy: SyntheticPolicy, depth: Int = 64) -> SyntheticReplay {
        SyntheticReplay(workload, on: shape, policy: policy, depth: depth)
    }

    var facts: [ReplayDocument.Fact] {
        let settings = workload.settings
        return [
            .init("nodes", "nodes", "\(shape.nodes)", shown: Figure.number(shape.nodes)),
            .init("nodes_per_rack", "nodes a rack", "\(shape.nodesPerRack)"),
            .init("seed", "seed", "\(settings.seed)"),
            .init("load_percent", "load", "\(settings.loadPercent)", shown: "\(settings.loadPercent) %"),
        ]
    }
}

extension SyntheticPolicy: ReplayPolicy {
    var name: String { rawValue }
}

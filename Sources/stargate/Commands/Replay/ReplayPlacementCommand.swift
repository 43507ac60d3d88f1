import ArgumentParser
import Foundation
import StargateReporting
import StargateScheduling
import StargateTraces

struct ReplayPlacementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openb",
        abstract: "Replay the placement of pods on nodes: the openb traces of production GPU clusters.",
        discussion: """
            Policies: fgd (the default), bestfit, packing, clustering, dotprod, random.

              stargate replay openb --nodes nodes.csv --pods pods.csv --arrivals order.txt --ranks ranks.csv \\
                --compare fgd,bestfit,random --html placement.html

            Pods arrive in the given order and stay. --placements writes seq,pod,node,gpus,result.
            """)

    @Option(help: "Nodes: sn,cpu_milli,memory_mib,gpu,model.")
    var nodes: String
    @Option(help: "Pods: name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec.")
    var pods: String
    @Option(help: "Arrivals: a pod's number or name a line.")
    var arrivals: String
    @Option(help: "Ranks of nodes for ties: rank,node a line.")
    var ranks: String
    @Option(help: ArgumentHelp("Stop once so many percent of all GPUs were asked for.", valueName: "percent"))
    var untilArrived: Int?
    @Option(help: ArgumentHelp("Write where each pod went.", valueName: "file"))
    var placements: String?
    @Option(help: "Seed of the draws of `random`.")
    var seed: UInt64 = 42
    @Flag(help: "Leave out broken lines and count them by reason.")
    var lenient = false
    @OptionGroup(title: "Output and policies") var options: ReplayOptions

    func run() throws {
        do {
            let policies: [PlacementPolicy] = try options.policies(otherwise: .fgd)
            if let untilArrived, untilArrived < 1 {
                throw Failure.usage("--until-arrived \(untilArrived) leaves nothing to do", help: "100, or 130")
            }
            try options.check(
                (option: "--placements", path: placements), policies: policies.count,
                reading: [nodes, pods, arrivals, ranks])
            let trace = try PlacementTrace(
                nodes: nodes, pods: pods, arrivals: arrivals, ranks: ranks, lenient: lenient)
            let progress = Progress()
            var accounts: [ReplayAccount] = []
            var first: [OpenbReplay.Outcome] = []
            for (index, policy) in policies.enumerated() {
                progress.show("placing under \(policy.name)", Double(index) / Double(policies.count))
                var draws = SeededDraws(seed: seed)
                let run = trace.replay.run(policy, untilArrived: untilArrived, draws: &draws, clock: options.clock)
                if index == 0 { first = run.outcomes }
                accounts.append(try PlacementAccount(policy, run, trace.replay).account)
            }
            progress.clear()
            var facts: [ReplayDocument.Fact] = [
                .init("nodes", "nodes", "\(trace.nodes.names.count)", shown: Figure.number(trace.nodes.names.count))
            ]
            if policies.contains(.random) { facts.append(.init("seed", "seed", "\(seed)")) }
            facts.append(.init("arrivals", "arrivals", URL(fileURLWithPath: arrivals).lastPathComponent))
            let title = URL(fileURLWithPath: pods).lastPathComponent
            let document = ReplayDocument(
                title: title, facts: facts, accounts: accounts, leftOut: trace.leftOut)
            try options.finish(
                document,
                table: (placements, { OpenbPlacements.text(first, arrivals: trace.arrivals, nodes: trace.nodes) }))
        } catch { throw Failure.from(error) }
    }
}

/// The four files of a placement trace, read together.
struct PlacementTrace {
    let nodes: OpenbNodes
    let arrivals: [OpenbOrder.Arrival]
    let replay: OpenbReplay
    /// Lines of the four files, by reason.
    let leftOut: [ReplayDocument.LeftOut]

    /// - Throws: `TraceError` for the first broken line, unless lenient, or `Failure` where there is nothing to place on or to place.
    init(nodes: String, pods: String, arrivals: String, ranks: String, lenient: Bool) throws {
        var models = OpenbModels()
        let readNodes = try OpenbNodes.read(path: nodes, models: &models, lenient: lenient)
        let readPods = try OpenbPods.read(path: pods, models: &models, lenient: lenient)
        let readArrivals = try OpenbOrder.arrivals(path: arrivals, of: readPods.value, lenient: lenient)
        let readRanks = try OpenbOrder.ranks(path: ranks, of: readNodes.value, lenient: lenient)
        self.nodes = readNodes.value
        self.arrivals = readArrivals.value
        do {
            replay = try OpenbReplay(
                nodes: readNodes.value, ranks: readRanks.value, pods: readPods.value, arrivals: readArrivals.value)
        } catch { throw Failure.refused("\(nodes): the nodes make no sense: \(error)") }
        guard replay.nodes.gpus > 0 else {
            throw Failure.refused("\(nodes): there is no GPU on any node", help: "give nodes with GPUs (column gpu)")
        }
        guard !readArrivals.value.isEmpty else {
            throw Failure.refused("\(arrivals): nothing arrives", help: "give a line for every pod that arrives")
        }
        let skipped = readNodes.skipped + readPods.skipped + readArrivals.skipped + readRanks.skipped
        leftOut = skipped.map { .init($0) }
    }
}

extension PlacementPolicy: ReplayPolicy {
    var name: String {
        switch self {
        case .fgd, .bestFit, .packing, .clustering, .random: rawValue
        case .dotProduct: "dotprod"
        }
    }
}

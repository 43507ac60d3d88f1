import ArgumentParser
import Foundation
import StargateReporting
import StargateScheduling
import StargateTraces

struct ReplayTraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "swf",
        abstract: "Replay a trace in the Standard Workload Format on a machine of equal processors (the default).",
        discussion: """
            Policies: fcfs, easy (the default), easy-sjbf, conservative, lookahead.

              stargate replay sdsc.swf --processors 128 --policy easy --starts starts.csv
              stargate replay sdsc.swf.gz --compare fcfs,easy,easy-sjbf,conservative --html replay.html

            Each line is a job of 18 fields: number, submission, run time, processors and requested time are used.
            --starts writes job_id,submit,start,finish, in order of submission.
            """)

    @Argument(help: "The trace: .swf, or .swf.gz.")
    var trace: String
    @Option(help: "Size of the machine; without it the header's MaxProcs.")
    var processors: Int?
    @Option(help: "event: a pass after every event; batch: one pass an instant, as resource managers do.")
    var mode = PassMode.event.rawValue
    @Option(help: ArgumentHelp("Write when each job starts and ends.", valueName: "file"))
    var starts: String?
    @Flag(help: "Leave out broken lines and count them by reason; put jobs in order of submission.")
    var lenient = false
    @OptionGroup(title: "Output and policies") var options: ReplayOptions

    /// Lookahead's tables grow with the square of the machine.
    private static let mostForLookahead: Int32 = 2048

    func run() throws {
        do {
            let policies: [QueueDiscipline] = try options.policies(otherwise: .easy)
            try options.check((option: "--starts", path: starts), policies: policies.count, reading: [trace])
            guard let mode = PassMode(rawValue: mode) else {
                throw Failure.usage(
                    "there is no mode '\(mode)'",
                    help: "event makes a pass after every event, batch one an instant")
            }
            let read = try readTrace()
            if policies.contains(.lookahead), read.processors > Self.mostForLookahead {
                throw Failure.refused(
                    "lookahead weighs every split of \(read.processors) processors, which takes too long",
                    help: "use easy or easy-sjbf on machines of more than \(Self.mostForLookahead) processors")
            }
            let progress = Progress()
            var schedules: [QueueSchedule] = []
            for (index, policy) in policies.enumerated() {
                progress.show("replaying \(policy.name)", Double(index) / Double(policies.count))
                do {
                    schedules.append(
                        try QueueSchedule(
                            of: read.jobs, under: policy, processors: read.processors, mode: mode, clock: options.clock)
                    )
                } catch { throw Failure.refused("\(trace): the trace cannot be replayed: \(error)") }
            }
            progress.clear()
            let document = document(read, zip(policies, schedules).map { QueueAccount($0, $1, read).account })
            try options.finish(document, table: (starts, { StartsCSV.text(of: schedules[0], for: read.jobs) }))
        } catch { throw Failure.from(error) }
    }

    private func readTrace() throws -> Trace {
        var machine: Int32?
        if let processors {
            guard let count = Int32(exactly: processors), count > 0 else {
                throw Failure.usage(
                    "--processors \(processors) is no size of a machine", help: "from 1 to \(Int32.max)")
            }
            machine = count
        }
        let name = trace.lowercased()
        guard !name.hasSuffix(".csv"), !name.hasSuffix(".csv.gz") else {
            throw Failure.usage(
                "\(trace) is a table, not a trace in the Standard Workload Format",
                help: "name the fleet it ran on with --fleet FILE.yaml, such as 'nodes: 16' and 'gpus_per_node: 8'")
        }
        return try SWFReader(processors: machine, lenient: lenient).read(path: trace)
    }

    private func document(_ read: Trace, _ accounts: [ReplayAccount]) -> ReplayDocument {
        ReplayDocument(
            title: URL(fileURLWithPath: trace).lastPathComponent,
            facts: [.init("mode", "mode", mode)], accounts: accounts,
            leftOut: read.skipped.map { .init($0) }, reordered: read.reordered)
    }
}

extension QueueDiscipline: ReplayPolicy {
    var name: String {
        switch self {
        case .fcfs, .easy, .conservative, .lookahead: rawValue
        case .easySJBF: "easy-sjbf"
        }
    }
}

/// Which column of a GPU trace holds what, found by its heading: in any order, in any case, with spaces, dots or
/// hyphens for underscores.
///
/// The headings are those of the traces as they circulate: Microsoft ITP (`job_id,submission_time,duration,num_gpu`),
/// Helios (Hu et al., SC '21: `job_id,user,vc,gpu_num,…,submit_time,start_time,end_time,duration,queue`), Philly (Jeon
/// et al., ATC '19: `jobid,vc,submitted_time,user,status,…`, flattened to CSV) and the simulators after Tiresias
/// (`job_id,num_gpu,submit_time,…,duration`).
struct GPUTraceColumns: Hashable, Sendable {
    enum Column: Int, CaseIterable, Sendable {
        case id, submit, run, gpus, start, end, user, queue, priority, estimate, jobClass, gpuType, nodes

        /// Accepted headings, the best one first.
        var headings: [String] {
            switch self {
            case .id: ["job_id", "jobid", "id", "job", "job_name", "jobname"]
            case .submit:
                [
                    "submission_time", "submit_time", "submitted_time", "submit", "submittime", "arrival_time",
                    "arrival", "arrival_ts",
                ]
            case .run:
                [
                    "duration", "run_time", "runtime", "duration_s", "duration_seconds", "run", "run_seconds",
                    "execution_time",
                ]
            case .gpus:
                ["num_gpu", "num_gpus", "gpu_num", "gpus", "gpu", "gpu_count", "n_gpus", "ngpus", "requested_gpus"]
            case .start: ["start_time", "start", "started_time", "start_ts"]
            case .end: ["end_time", "end", "finish_time", "finished_time", "end_ts"]
            case .user: ["user", "user_id", "username", "userid"]
            // In Helios `queue` is the time a job has waited: it comes last, so that a `vc` is taken instead.
            case .queue:
                ["vc", "virtual_cluster", "vc_id", "queue_name", "partition", "tenant", "tenant_id", "group", "queue"]
            case .priority: ["priority", "prio", "qos_priority"]
            case .estimate:
                [
                    "estimate", "requested_time", "time_limit", "timelimit", "walltime", "estimated_time",
                    "estimated_duration", "requested_duration",
                ]
            case .jobClass: ["class", "job_class", "job_type", "workload", "task_type"]
            case .gpuType: ["gpu_type", "gpu_model", "gpu_spec", "accelerator"]
            case .nodes: ["node_num", "num_nodes", "num_node", "nodes", "machines", "num_machines"]
            }
        }

        var isNeeded: Bool { self == .submit || self == .gpus }
    }

    /// By column, the field it is in; -1 for none.
    private var fields = [Int](repeating: -1, count: Column.allCases.count)
    /// How many fields the heading has.
    let width: Int

    init(heading: [String], file: String, line: Int) throws(TraceError) {
        width = heading.count
        let names = heading.map(Self.plain)
        for column in Column.allCases {
            let found = column.headings.lazy.compactMap { names.firstIndex(of: $0) }.first
            fields[column.rawValue] = found ?? -1
        }
        for column in Column.allCases where column.isNeeded && self[column] == nil {
            throw TraceError(
                .columns, file: file, line: line,
                reason: "no column for \(column == .submit ? "the submission time" : "the number of GPUs")",
                remedy: "head one column \(column.headings.prefix(4).joined(separator: ", ")) or the like")
        }
        guard self[.run] != nil || self[.start] != nil && self[.end] != nil else {
            throw TraceError(
                .columns, file: file, line: line, reason: "no column for the run time",
                remedy: "head one column \(Column.run.headings.prefix(3).joined(separator: ", ")), "
                    + "or give start_time and end_time")
        }
    }

    /// The field of a column.
    subscript(_ column: Column) -> Int? {
        let field = fields[column.rawValue]
        return field < 0 ? nil : field
    }

    /// The headings used, in the order of the file.
    func used(of heading: [String]) -> [String] {
        fields.filter { $0 >= 0 }.sorted().map { heading[$0] }
    }

    private static func plain(_ heading: String) -> String {
        String(heading.lowercased().map { $0 == " " || $0 == "-" || $0 == "." ? "_" : $0 })
    }
}

public import StargateScheduling

/// The pods of an openb trace in the order of the file.
public struct OpenbPods: Sendable {
    /// Their names.
    public let names: [String]
    /// What they ask.
    public let demands: [PodDemand]
    private let position: [String: Int]

    /// Reads `name,cpu_milli,memory_mib,num_gpu,gpu_milli` and, if there, `gpu_spec` (models joined by `|`).
    ///
    /// As the reference's converter (`data/pod_csv_to_yaml.py`) does, a share above 1000 counts as 1000.
    ///
    /// - Parameter lenient: leaves out lines that cannot be used, and counts them.
    /// - Throws: `TraceError` for the first line that is wrong; if lenient only where nothing can be read at all.
    public static func read(
        path: String, models: inout OpenbModels, lenient: Bool = false
    ) throws(TraceError) -> OpenbReading<OpenbPods> {
        var table = try OpenbTable(
            path: path, lenient: lenient, columns: ["name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli"])
        models.learn(table.rows.flatMap { Self.wanted(table.text("gpu_spec", $0.fields)) })
        var names: [String] = []
        var demands: [PodDemand] = []
        var position: [String: Int] = [:]
        for row in table.rows {
            let name = table.text("name", row.fields)
            let demand = Self.demand(row, &table, &models)
            guard !name.isEmpty, position[name] == nil else {
                table.note(
                    .duplicate, row.number, "the pod '\(name)' has no name of its own", "name every pod, and once only")
                continue
            }
            guard let demand else { continue }
            position[name] = names.count
            names.append(name)
            demands.append(demand)
        }
        return try table.lines.finish(OpenbPods(names: names, demands: demands, position: position))
    }

    /// The position of the pod with this name.
    public func position(of name: String) -> Int? { position[name] }

    private static func wanted(_ spec: String) -> [String] { spec.split(separator: "|").map(String.init) }

    private static func demand(
        _ row: (number: Int, fields: [Substring]), _ table: inout OpenbTable, _ models: inout OpenbModels
    ) -> PodDemand? {
        let cpu = table.number("cpu_milli", row, 0...PodDemand.mostCPUMilli)
        let memory = table.number("memory_mib", row, 0...Int(Int32.max))
        let gpus = table.number("num_gpu", row, 0...1_000_000)
        let milli = table.number("gpu_milli", row, 0...1_000_000_000)
        guard let cpu, let memory, let gpus, let milli else { return nil }
        var allowed: [GPUModel] = []
        for name in wanted(table.text("gpu_spec", row.fields)) {
            guard let model = models.model(named: name) else {
                table.note(.tooLarge, row.number, "more than \(OpenbModels.most) GPU models", "name fewer models")
                return nil
            }
            allowed.append(model)
        }
        do {
            return try PodDemand(
                cpuMilli: cpu, memoryMiB: memory, gpuCount: gpus, gpuMilli: min(milli, GPURemainders.whole),
                models: GPUModelSet(allowed))
        } catch {
            table.note(
                .outOfRange, row.number, "\(gpus) GPUs with \(milli) thousandths of each",
                "give 1 to 1000 thousandths of each GPU, and 0 for a pod without GPUs")
            return nil
        }
    }
}

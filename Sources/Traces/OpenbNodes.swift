public import StargateScheduling

/// The nodes of an openb trace in the order of the file.
public struct OpenbNodes: Sendable {
    /// Their names.
    public let names: [String]
    /// What they have; every rank is 0 until `ranked`.
    public let shapes: [NodeShape]
    private let position: [String: Int]

    /// Reads `sn,cpu_milli,memory_mib,gpu,model`.
    ///
    /// - Parameter lenient: leaves out lines that cannot be used, and counts them.
    /// - Throws: `TraceError` for the first line that is wrong; if lenient only where nothing can be read at all.
    public static func read(
        path: String, models: inout OpenbModels, lenient: Bool = false
    ) throws(TraceError) -> OpenbReading<OpenbNodes> {
        var table = try OpenbTable(
            path: path, lenient: lenient, columns: ["sn", "cpu_milli", "memory_mib", "gpu", "model"])
        models.learn(table.rows.map { table.text("model", $0.fields) })
        var names: [String] = []
        var shapes: [NodeShape] = []
        var position: [String: Int] = [:]
        for row in table.rows {
            let name = table.text("sn", row.fields)
            let cpu = table.number("cpu_milli", row, 0...PodDemand.mostCPUMilli)
            let memory = table.number("memory_mib", row, 0...Int(Int32.max))
            let gpus = table.number("gpu", row, 0...GPURemainders.most)
            guard let model = models.model(named: table.text("model", row.fields)) else {
                table.note(.tooLarge, row.number, "more than \(OpenbModels.most) GPU models", "name fewer models")
                continue
            }
            guard !name.isEmpty, position[name] == nil else {
                table.note(
                    .duplicate, row.number, "the node '\(name)' has no name of its own",
                    "name every node, and once only")
                continue
            }
            guard let cpu, let memory, let gpus else { continue }
            position[name] = names.count
            names.append(name)
            shapes.append(NodeShape(cpuMilli: cpu, memoryMiB: memory, gpuCount: gpus, model: model, rank: 0))
        }
        return try table.lines.finish(OpenbNodes(names: names, shapes: shapes, position: position))
    }

    /// The position of the node with this name.
    public func position(of name: String) -> Int? { position[name] }

    /// The nodes with these ranks, by name; a node that is not among them comes after all others.
    public func ranked(_ ranks: [String: Int]) -> [NodeShape] {
        var result = shapes
        for node in result.indices { result[node].rank = ranks[names[node]] ?? Int.max }
        return result
    }
}

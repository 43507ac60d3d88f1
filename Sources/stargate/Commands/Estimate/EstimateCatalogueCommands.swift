import ArgumentParser
import StargateCatalogue
import StargatePerformance

struct EstimateModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List the models known by name.")

    @Flag(help: "Print JSON.")
    var json = false

    private struct Row: Encodable {
        let name: String
        let aliases: [String]
        let family: String
        let parametersBillions: Double
        let activeBillions: Double
        let layers: Int
        let context: Int
        let source: String
    }

    func run() throws {
        let rows: [Row]
        do {
            rows = try ModelCatalogue.shipped().entries.map { entry in
                Row(
                    name: entry.name, aliases: entry.aliases, family: entry.family,
                    parametersBillions: Double(entry.shape.parameters) / 1e9,
                    activeBillions: Double(entry.shape.activeParameters) / 1e9, layers: entry.shape.layers,
                    context: entry.context, source: entry.source)
            }
        } catch { throw EstimateInputs.failure(error) }
        if json { return try RunOutput.show(try RunOutput.json(rows)) }
        var text = "  name                          parameters      active   layers\n"
        for row in rows {
            text += "  \(Figure.left(row.name, 28))\(Figure.right("\(Figure.fixed(row.parametersBillions, 1)) bn", 12))"
            text += "\(Figure.right("\(Figure.fixed(row.activeBillions, 1)) bn", 12))"
            text += "\(Figure.right(String(row.layers), 9))\n"
        }
        try RunOutput.show(text)
    }
}

struct EstimateChipsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chips", abstract: "List the chips known by name, with their rates and sources.")

    @Flag(help: "Print JSON.")
    var json = false

    private struct Row: Encodable {
        let name: String
        let aliases: [String]
        let bf16Flops: Double
        let fp8Flops: Double?
        let fp4Flops: Double?
        let reachableBf16: Double?
        let memoryBytes: Double
        let memoryBytesPerS: Double
        let scaleUpDomain: Int
        let scaleUpBytesPerS: Double
        let scaleOutBytesPerS: Double
        let watts: Double?
        let source: String
        let confidence: String
    }

    func run() throws {
        let rows: [Row]
        do {
            rows = try ChipCatalogue.shipped().entries.map { entry in
                let chip = entry.accelerator
                return Row(
                    name: chip.name, aliases: entry.aliases, bf16Flops: chip.peakBF16, fp8Flops: chip.peakFP8,
                    fp4Flops: chip.peakFP4, reachableBf16: chip.reachableBF16, memoryBytes: chip.memory,
                    memoryBytesPerS: chip.memoryBandwidth, scaleUpDomain: chip.scaleUpDomain,
                    scaleUpBytesPerS: chip.scaleUpBandwidth, scaleOutBytesPerS: chip.scaleOutBandwidth,
                    watts: chip.power, source: entry.source, confidence: entry.confidence)
            }
        } catch { throw EstimateInputs.failure(error) }
        if json { return try RunOutput.show(try RunOutput.json(rows)) }
        var text = "  name                         BF16      FP8   memory  bandwidth   scale-up   scale-out\n"
        for row in rows {
            text += "  \(Figure.left(row.name, 26))\(Figure.right("\(Figure.number(Int(row.bf16Flops / 1e12))) TF", 9))"
            text += Figure.right(row.fp8Flops.map { "\(Figure.number(Int($0 / 1e12))) TF" } ?? "-", 9)
            text += Figure.right("\(Figure.number(Int(row.memoryBytes / 1e9))) GB", 9)
            text += Figure.right("\(Figure.fixed(row.memoryBytesPerS / 1e12, 2)) TB/s", 11)
            text += Figure.right("\(row.scaleUpDomain) x \(Figure.number(Int(row.scaleUpBytesPerS / 1e9))) GB/s", 15)
            text += Figure.right("\(Figure.fixed(row.scaleOutBytesPerS / 1e9, 1)) GB/s", 11) + "\n"
        }
        try RunOutput.show(text)
    }
}

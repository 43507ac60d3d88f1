import StargateCatalogue
import StargateEstimates
import StargatePerformance
import StargateQuantities
import StargateSourcing

/// Models: their arithmetic and pace as declared, or as predicted for an architecture on the programme's chips.
extension Decoding {
    static func model(_ id: String, _ node: Declared, chips: [ChipTerms]) -> ModelTerms {
        let predicted = plan(node).map { ($0, pace(of: $0, on: chips)) }
        let compute = predicted.map { plan, _ in
            Compute(
                petaflop: Int64(min(1e15, plan.computePerToken * Double(node.number("tokens")) / 1e15).rounded(.up)))
        }
        return ModelTerms(
            id: ModelID(id), name: node.text("name"), compute: compute ?? node.amount("flop"),
            pace: predicted?.1 ?? TrainingPace(node.amount("utilisation")), least: node.number("least"),
            most: node.number("most"), notBefore: node.date("not_before"), dataReady: node.optionalDate("data_ready"),
            after: node.list("after"))
    }

    /// What is to be trained where an architecture is declared and known; nil otherwise.
    static func plan(_ node: Declared) -> TrainingPace.Plan? {
        guard let name = node.optionalText("architecture"), let shape = architecture(name) else { return nil }
        return TrainingPace.Plan(
            shape: shape, sequence: Int(node.optionalNumber("sequence") ?? 8192),
            tokensPerStep: Int(node.optionalNumber("batch") ?? 16_777_216),
            precision: node.optionalText("precision").flatMap { Precision(rawValue: $0) } ?? .bf16,
            least: node.number("least"), most: node.number("most"))
    }

    static func architecture(_ name: String) -> ModelShape? { (try? ModelCatalogue.shipped())?.shape(name) }

    static func accelerator(_ name: String) -> Accelerator? { (try? ChipCatalogue.shipped())?.find(name)?.accelerator }

    /// The pace on every class of chip whose rates are known.
    static func pace(of plan: TrainingPace.Plan, on chips: [ChipTerms]) -> TrainingPace {
        let known = chips.compactMap { chip in
            chip.accelerator.flatMap(accelerator).map { (chip: chip.id, accelerator: $0, peak: chip.peak) }
        }
        guard let constants = try? TrainingConstants.shipped() else { return TrainingPace(steps: []) }
        return plan.pace(on: known, parameters: constants.parameters)
    }
}

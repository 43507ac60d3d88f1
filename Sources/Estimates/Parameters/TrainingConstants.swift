import StargateCatalogue
public import StargatePerformance

/// The constants of the training model with the spread of its errors and what they rest on.
public struct TrainingConstants: Hashable, Sendable {
    public var parameters: TrainingParameters
    public var spread: TrainingSpread
    /// Chips and stacks that were measured.
    public var chips: Set<String>
    public var stacks: Set<String>

    public init(
        parameters: TrainingParameters, spread: TrainingSpread, chips: Set<String>, stacks: Set<String>
    ) {
        self.parameters = parameters
        self.spread = spread
        self.chips = chips
        self.stacks = stacks
    }

    /// Reads a parameter file.
    ///
    /// - Throws: `EstimateRefusal` with the name of what is missing.
    public init(json text: String, file: String) throws(EstimateRefusal) {
        let read = try ParameterFile(json: text, file: file)
        var parameters = TrainingParameters.expected
        for parameter in TrainingParameter.allCases {
            parameters[parameter] = try read.value(parameter.name, in: read.parameters, file: file)
        }
        func width(_ name: String) throws(EstimateRefusal) -> Double {
            try read.value(name, in: read.spread, file: file)
        }
        self.init(
            parameters: parameters,
            spread: TrainingSpread(
                dense: try width("dense"), experts: try width("experts"), unknownChip: try width("unknownChip"),
                unknownReach: try width("unknownReach"), unknownStack: try width("unknownStack"),
                chosenLayout: try width("chosenLayout"), eachDoubling: try width("eachDoubling")),
            chips: Set(read.measured["chips"] ?? []), stacks: Set(read.measured["stacks"] ?? []))
    }

    /// The constants the product ships with.
    ///
    /// - Throws: `EstimateRefusal` if the shipped file is wrong, which a test rules out.
    public static func shipped() throws(EstimateRefusal) -> TrainingConstants {
        try read.get()
    }

    /// The shipped file, read when it is first asked for: it never changes.
    private static let read = Result<TrainingConstants, EstimateRefusal> { () throws(EstimateRefusal) in
        try TrainingConstants(json: EmbeddedFile.parameters.text, file: EmbeddedFile.parameters.rawValue)
    }

    /// The parameter file that holds these constants.
    ///
    /// - Parameter about: how they came about.
    public func file(about: String) -> ParameterFile {
        let widths: [(String, Double, String, String)] = [
            ("dense", spread.dense, "dense models", "cross-validation by configuration"),
            ("experts", spread.experts, "mixtures of experts", "cross-validation by configuration"),
            (
                "unknownChip", spread.unknownChip, "added for a chip without rows",
                "leaving out one chip after the other"
            ),
            (
                "unknownReach", spread.unknownReach, "added where no matmul rate is published",
                "no row: an assumption, half the range of published shares (51 to 87 %) over their mean, at 80 %"
            ),
            (
                "unknownStack", spread.unknownStack, "added for software without rows",
                "leaving out one source after the other"
            ),
            (
                "chosenLayout", spread.chosenLayout, "added where the layout had to be chosen",
                "rows without a layout, cross-validation by configuration"
            ),
            (
                "eachDoubling", spread.eachDoubling, "added for each doubling beyond 768 chips",
                "no row: an assumption, from published runs on 2,048 to 16,384 chips"
            ),
        ]
        return ParameterFile(
            about: about, measured: ["chips": chips.sorted(), "stacks": stacks.sorted()],
            parameters: TrainingParameter.allCases.map {
                .init(
                    name: $0.name, value: ParameterFile.rounded(parameters[$0]), unit: $0.unit, meaning: $0.meaning,
                    rows: $0.rows)
            },
            spread: widths.map {
                .init(
                    name: $0.0, value: ParameterFile.rounded($0.1), unit: "share",
                    meaning: "half width of the 80 % interval, \($0.2)", rows: $0.3)
            })
    }
}

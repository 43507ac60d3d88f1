import StargateCatalogue
public import StargatePerformance

/// The constants of the inference model with the spread of its errors and what they rest on.
public struct InferenceConstants: Hashable, Sendable {
    public var parameters: InferenceParameters
    public var spread: InferenceSpread
    /// Chips, families of models and formats of weights that were measured.
    public var chips: Set<String>
    public var families: Set<String>
    public var precisions: Set<String>

    public init(
        parameters: InferenceParameters, spread: InferenceSpread, chips: Set<String>, families: Set<String>,
        precisions: Set<String>
    ) {
        self.parameters = parameters
        self.spread = spread
        self.chips = chips
        self.families = families
        self.precisions = precisions
    }

    /// Reads a parameter file.
    ///
    /// - Throws: `EstimateRefusal` with the name of what is missing.
    public init(json text: String, file: String) throws(EstimateRefusal) {
        let read = try ParameterFile(json: text, file: file)
        var parameters = InferenceParameters.expected
        for parameter in InferenceParameter.allCases {
            parameters[parameter] = try read.value(parameter.name, in: read.parameters, file: file)
        }
        func width(_ name: String) throws(EstimateRefusal) -> Double {
            try read.value(name, in: read.spread, file: file)
        }
        self.init(
            parameters: parameters,
            spread: InferenceSpread(
                saturatedRate: try width("saturatedRate"), limitedRate: try width("limitedRate"),
                timePerToken: try width("timePerToken"), timeToFirst: try width("timeToFirst"),
                experts: try width("experts"), unknownChip: try width("unknownChip"),
                unknownModel: try width("unknownModel"), unknownModelTimes: try width("unknownModelTimes"),
                unknownPrecision: try width("unknownPrecision")),
            chips: Set(read.measured["chips"] ?? []), families: Set(read.measured["families"] ?? []),
            precisions: Set(read.measured["precisions"] ?? []))
    }

    /// The constants the product ships with.
    ///
    /// - Throws: `EstimateRefusal` if the shipped file is wrong, which a test rules out.
    public static func shipped() throws(EstimateRefusal) -> InferenceConstants {
        try read.get()
    }

    /// The shipped file, read when it is first asked for: it never changes.
    private static let read = Result<InferenceConstants, EstimateRefusal> { () throws(EstimateRefusal) in
        try InferenceConstants(
            json: EmbeddedFile.inferenceParameters.text, file: EmbeddedFile.inferenceParameters.rawValue)
    }

    /// The parameter file that holds these constants.
    ///
    /// - Parameter about: how they came about.
    public func file(about: String) -> ParameterFile {
        let near = "cross-validation by configuration"
        let widths: [(String, Double, String, String)] = [
            ("saturatedRate", spread.saturatedRate, "token rates at saturation", near),
            ("limitedRate", spread.limitedRate, "token rates within limits of latency", near),
            ("timePerToken", spread.timePerToken, "seconds per token, 99th percentile", near),
            ("timeToFirst", spread.timeToFirst, "seconds to the first token, 99th percentile", near),
            ("experts", spread.experts, "added for mixtures of experts", near),
            ("unknownChip", spread.unknownChip, "added for a chip without rows", "leaving out one after the other"),
            (
                "unknownModel", spread.unknownModel, "added to rates for a family without rows",
                "leaving out one family after the other"
            ),
            (
                "unknownModelTimes", spread.unknownModelTimes, "added to times for a family without rows",
                "leaving out one family after the other"
            ),
            (
                "unknownPrecision", spread.unknownPrecision, "added for a number format without rows",
                "leaving out one format after the other"
            ),
        ]
        return ParameterFile(
            about: about,
            measured: [
                "chips": chips.sorted(), "families": families.sorted(), "precisions": precisions.sorted(),
            ],
            parameters: InferenceParameter.allCases.map {
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

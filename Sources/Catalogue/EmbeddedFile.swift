import CCatalogueData

/// A data file of `Sources/Catalogue/Data` as it was when the program was built.
public enum EmbeddedFile: String, CaseIterable, Sendable {
    /// Chips and the machines around them.
    case chips = "chips.csv"
    /// Published models.
    case models = "models.json"
    /// Parameters of the training model, with what set them.
    case parameters = "parameters.json"
    /// Parameters of the inference model, with what set them.
    case inferenceParameters = "inference-parameters.json"

    /// The text of the file.
    public var text: String {
        var length = 0
        let start =
            switch self {
            case .chips: unsafe catalogue_chips(&length)
            case .models: unsafe catalogue_models(&length)
            case .parameters: unsafe catalogue_parameters(&length)
            case .inferenceParameters: unsafe catalogue_inference_parameters(&length)
            }
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }
}

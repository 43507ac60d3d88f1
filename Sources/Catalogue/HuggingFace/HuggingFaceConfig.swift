public import StargatePerformance

/// A model's `config.json` as the Hugging Face transformers library writes it.
///
/// Every architecture with the usual fields can be read; for those the product knows by `model_type`, fields that
/// the file leaves out have the value the library gives them.
public struct HuggingFaceConfig: Sendable {
    public let shape: ModelShape
    /// The `model_type` of the file, or of its part on text; empty if it has none.
    public let architecture: String
    /// Tokens of the longest sequence, if the file says.
    public let context: Int?
    /// What was taken although the file does not say it, and what was passed over.
    public let assumptions: [String]

    /// Reads the text of a `config.json`.
    ///
    /// - Throws: `CatalogueRefusal` with the place of a mistake, the name of a missing field, or the reason why the
    ///   architecture is none that the model knows.
    public init(_ text: String, file: String) throws(CatalogueRefusal) {
        let root = try JSONObject(try JSONReader.read(text, file: file), file: file)

        // 1. The part on text, and what its architecture leaves unsaid.
        let inner = try Self.language(root)
        let (innerType, rootType) = (try inner.text("model_type"), try root.text("model_type"))
        let type = innerType ?? rootType ?? ""
        let known = HuggingFaceFamily.named(type)
        let family = known ?? HuggingFaceFamily(isGated: nil)
        var reader = HuggingFaceReader(inner, family)
        try reader.refuseForeign()
        if known == nil {
            reader.assumptions.append("model_type \"\(type)\" is not known; read by the usual fields")
        }

        // 2. Widths.
        let layers = try reader.needed(HuggingFaceReader.layerKeys)
        let hidden = try reader.needed(HuggingFaceReader.hiddenKeys)
        let heads = try reader.needed(HuggingFaceReader.headKeys)
        let vocabulary = try reader.needed(["vocab_size", "padded_vocab_size"])
        let context = try reader.count(HuggingFaceReader.contextKeys)

        // 3. Parts.
        let experts = try reader.experts(layers: layers)
        let attention = try reader.attention(layers: layers, heads: heads, context: context)
        let headWidth = try reader.headWidth(hidden: hidden, heads: heads, attention: attention)
        let (innerTied, rootTied) = (try inner.flag("tie_word_embeddings"), try root.flag("tie_word_embeddings"))
        shape = ModelShape(
            layers: layers, hidden: hidden, heads: heads, headWidth: headWidth, attention: attention,
            feedForward: try reader.feedForward(hidden: hidden, experts: experts), isGated: try reader.isGated(),
            vocabulary: vocabulary, tiesEmbeddings: innerTied ?? rootTied ?? family.tiesEmbeddings, experts: experts)
        architecture = type
        self.context = context
        assumptions = reader.assumptions
    }

    /// The object with the language model's fields: models of several media nest it.
    private static func language(_ root: JSONObject) throws(CatalogueRefusal) -> JSONObject {
        guard HuggingFaceReader.hiddenKeys.allSatisfy({ root.value[$0] == nil }) else { return root }
        for key in ["text_config", "llm_config", "language_config", "language_model", "thinker_config"] {
            guard let inner = try root.object(key) else { continue }
            return try language(inner)
        }
        return root
    }
}

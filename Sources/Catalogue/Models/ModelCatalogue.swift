public import StargatePerformance

/// Published models by name.
public struct ModelCatalogue: Sendable {
    /// All models, in the order of the file.
    public let entries: [ModelEntry]
    private let index: NameIndex
    private let file: String

    /// Reads a list of models in the form of the shipped `models.json`.
    ///
    /// - Throws: `CatalogueRefusal` with the place of the first mistake.
    public init(json text: String, file: String) throws(CatalogueRefusal) {
        let root = try JSONReader.read(text, file: file)
        guard let elements = root.elements else {
            throw CatalogueRefusal(
                file: file, line: root.line, column: root.column, problem: "the file holds no list",
                remedy: "write a list of models in brackets")
        }
        var entries: [ModelEntry] = []
        var index = NameIndex()
        for element in elements {
            let object = try JSONObject(element, file: file)
            let entry = try ModelEntry(object)
            for name in [entry.name] + entry.aliases where !index.add(name, place: entries.count) {
                throw object.refusal(
                    "name", "has a name, \(name), that another model has", "give each model its own names")
            }
            entries.append(entry)
        }
        self.entries = entries
        self.index = index
        self.file = file
    }

    /// The models the product ships with.
    ///
    /// - Throws: `CatalogueRefusal` if the shipped list is wrong, which a test rules out.
    public static func shipped() throws(CatalogueRefusal) -> ModelCatalogue {
        try read.get()
    }

    /// The shipped file, read when it is first asked for: it never changes.
    private static let read = Result<ModelCatalogue, CatalogueRefusal> { () throws(CatalogueRefusal) in
        try ModelCatalogue(json: EmbeddedFile.models.text, file: EmbeddedFile.models.rawValue)
    }

    /// The model called `name`, whatever the case and punctuation.
    ///
    /// - Throws: `CatalogueRefusal` with the nearest names if there is none.
    public func entry(_ name: String) throws(CatalogueRefusal) -> ModelEntry {
        if let entry = find(name) { return entry }
        throw CatalogueRefusal(
            field: "model", given: name, problem: "is no model of \(file)",
            remedy: "near it: \(index.nearest(to: name).joined(separator: ", ")); "
                + "or give its Hugging Face config.json")
    }

    /// The model called `name`, or nil.
    ///
    /// An organisation before a slash is passed over, and so are endings such as `-Instruct` and `-hf`.
    public func find(_ name: String) -> ModelEntry? {
        var base = name.split(separator: "/").last.map(String.init) ?? name
        while true {
            if let place = index.place(of: base) { return entries[place] }
            let words = base.split { $0 == "-" || $0 == "_" || $0 == " " }
            guard words.count > 1, let last = words.last, Self.endings.contains(last.lowercased()) else { return nil }
            base = words.dropLast().joined(separator: "-")
        }
    }

    /// The shape of the model called `name`, which may end in a number of layers for a shortened copy: `llama-3-70b-12L`
    /// and `llama3.1-405b-proxy-8L` are the first 12 and 8 layers.
    public func shape(_ name: String) -> ModelShape? {
        if let entry = find(name) { return entry.shape }
        var words = name.split { $0 == "-" || $0 == "_" || $0 == " " }
        guard let last = words.popLast(), last.last == "L" || last.last == "l", let layers = Int(last.dropLast()),
            layers > 0
        else { return nil }
        if words.last?.lowercased() == "proxy" { words.removeLast() }
        guard var shape = find(words.joined(separator: "-"))?.shape else { return nil }
        shape.layers = layers
        if let experts = shape.experts { shape.experts?.denseLayers = min(experts.denseLayers, layers) }
        return shape
    }

    private static let endings: Set<String> = [
        "instruct", "base", "chat", "it", "pt", "hf", "fp8", "nvfp4", "fp4", "bf16", "pretrain", "pretraining", "sft",
    ]
}

/// An object of a JSON text while it is read: typed values by key, with refusals that say where.
struct JSONObject {
    let value: JSONValue
    let file: String

    init(_ value: JSONValue, file: String) throws(CatalogueRefusal) {
        guard value.isObject else {
            throw CatalogueRefusal(
                file: file, line: value.line, column: value.column, given: value.written, problem: "is no object",
                remedy: "write keys and values in braces")
        }
        self.value = value
        self.file = file
    }

    /// Whether any of `keys` has a value.
    func has(_ keys: String...) -> Bool { keys.contains { value[$0] != nil } }

    /// The object at `key`, if there is one.
    func object(_ key: String) throws(CatalogueRefusal) -> JSONObject? {
        guard let inner = value[key] else { return nil }
        return try JSONObject(inner, file: file)
    }

    /// The whole number of at least `least` at the first of `keys` that has a value.
    func count(_ keys: [String], least: Int = 1) throws(CatalogueRefusal) -> Int? {
        guard let key = keys.first(where: { value[$0] != nil }), let found = value[key] else { return nil }
        if let whole = found.integer, whole >= least, whole <= 1 << 40 { return whole }
        throw refusal(key, "is not a whole number of at least \(least)", "write one, for example 4096")
    }

    /// The same, for a key that must be there.
    func needed(_ keys: [String], least: Int = 1) throws(CatalogueRefusal) -> Int {
        if let found = try count(keys, least: least) { return found }
        throw missing(keys)
    }

    func number(_ key: String) throws(CatalogueRefusal) -> Double? {
        guard let found = value[key] else { return nil }
        if let number = found.number, number > 0 { return number }
        throw refusal(key, "is not a positive number", "write one, for example 8.03")
    }

    func text(_ key: String) throws(CatalogueRefusal) -> String? {
        guard let found = value[key] else { return nil }
        if let text = found.string { return text }
        throw refusal(key, "is no text", "write text in quotes")
    }

    func flag(_ key: String) throws(CatalogueRefusal) -> Bool? {
        guard let found = value[key] else { return nil }
        if let flag = found.bool { return flag }
        throw refusal(key, "is neither true nor false", "write true or false")
    }

    func missing(_ keys: [String]) -> CatalogueRefusal {
        CatalogueRefusal(
            file: file, line: value.line, column: value.column, field: keys.first, problem: "is missing",
            remedy: keys.count > 1 ? "write it, or one of \(keys.dropFirst().joined(separator: ", "))" : "write it")
    }

    func refusal(_ key: String, _ problem: String, _ remedy: String) -> CatalogueRefusal {
        let place = value[key] ?? value
        return CatalogueRefusal(
            file: file, line: place.line, column: place.column, field: key, given: value[key]?.written,
            problem: problem, remedy: remedy)
    }
}

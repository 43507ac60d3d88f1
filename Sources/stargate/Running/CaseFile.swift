import StargateCasebook

/// A file of cases that are checked against what is expected of them.
enum CaseFile {
    /// Reads the file, or standard input for `-`, and takes it apart.
    ///
    /// - Parameter noun: what one case is called, and several: `timeline`.
    /// - Throws: `Failure` if it cannot be read, is no such file, or holds no case.
    static func entries<Entry>(
        _ file: String, noun: String, _ parse: (String) throws(CasebookRefusal) -> [Entry]
    ) throws -> [Entry] {
        let text = try InputText.read(file, help: "name a JSON file of \(noun)s, or -")
        let entries: [Entry]
        do throws(CasebookRefusal) { entries = try parse(text) } catch {
            throw Failure.refused("\(file):\(error.line):\(error.column): \(error.problem)")
        }
        guard !entries.isEmpty else { throw Failure.refused("\(file) holds no \(noun)") }
        return entries
    }
}

import Foundation
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
        // Read as a stream, so that a pipe will do.
        guard let handle = file == "-" ? .standardInput : FileHandle(forReadingAtPath: file),
            let data = try? handle.readToEnd() ?? Data()
        else { throw Failure.usage("\(file) cannot be read", help: "name a JSON file of \(noun)s, or -") }
        guard let text = String(bytes: data, encoding: .utf8) else { throw Failure.refused("\(file) is no UTF-8 text") }
        let entries: [Entry]
        do throws(CasebookRefusal) { entries = try parse(text) } catch {
            throw Failure.refused("\(file):\(error.line):\(error.column): \(error.problem)")
        }
        guard !entries.isEmpty else { throw Failure.refused("\(file) holds no \(noun)") }
        return entries
    }
}

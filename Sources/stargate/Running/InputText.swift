import Foundation

/// The text of a file the user names, or of standard input for `-`.
enum InputText {
    /// Read as a stream, so that a pipe will do.
    ///
    /// - Parameter help: what would do, should it not be readable.
    /// - Throws: `Failure` if it cannot be read or is no UTF-8 text.
    static func read(_ file: String, help: String = "name a file, or - for standard input") throws -> String {
        guard let handle = file == "-" ? .standardInput : FileHandle(forReadingAtPath: file),
            let data = try? handle.readToEnd() ?? Data()
        else { throw Failure.usage("\(file) cannot be read", help: help) }
        guard let text = String(bytes: data, encoding: .utf8) else { throw Failure.refused("\(file) is no UTF-8 text") }
        return text
    }
}

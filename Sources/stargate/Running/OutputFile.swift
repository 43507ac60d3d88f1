import Foundation

/// A file the user asked for: written beside and moved into place.
enum OutputFile {
    /// - Throws: `Failure` if it cannot be written; what stood there before stays.
    static func write(_ text: String, to path: String) throws {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw Failure.refused(
                "\(path) cannot be written: \((error as NSError).localizedDescription)",
                help: "name a file in a folder that exists and may be written to")
        }
    }
}

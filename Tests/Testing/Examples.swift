import Foundation

/// Files of the repository.
public enum Examples {
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder of the data that lie beside the checkout.
    public static func data(_ path: String) -> URL {
        root.appendingPathComponent("../shared/data/\(path)").standardizedFileURL
    }

    public static func path(_ name: String) -> String {
        root.appendingPathComponent("examples/\(name)/programme.yaml").path
    }

    public static func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }
}

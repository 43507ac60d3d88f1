import Foundation
import Testing

/// Files of the shared folder beside the checkout, where it is there.
enum SharedData {
    /// The folder `../shared/data` beside the package, or where `STARGATE_SHARED` points.
    static let folder: URL? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let told = ProcessInfo.processInfo.environment["STARGATE_SHARED"].map { URL(filePath: $0) }
        let folder = told ?? package.deletingLastPathComponent().appending(path: "shared")
        let data = folder.appending(path: "data")
        return FileManager.default.fileExists(atPath: data.path) ? data : nil
    }()

    static func text(_ path: String) throws -> String {
        let url = try #require(folder).appending(path: path)
        return try String(contentsOf: url, encoding: .utf8)
    }
}

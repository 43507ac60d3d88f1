import Foundation
import StargateProgramme

/// A programme file on disk.
enum ProgrammeFile {
    static let largest = 4 << 20

    /// Reads and checks it.
    ///
    /// - Throws: `Failure`: usage if there is no such file, refused with every issue if it is no valid programme.
    static func read(_ path: String) throws -> Programme {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw Failure.usage("there is no file \(path)", help: "try examples/campus/programme.yaml")
        }
        guard !isDirectory.boolValue else {
            throw Failure.usage("\(path) is a directory", help: "name the programme file in it")
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= largest else {
            throw Failure.refused(
                "\(path) is too large: \(size >> 20) MiB", help: "a programme file has at most \(largest >> 20) MiB")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure.refused("\(path) cannot be read", help: "check its permissions")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Failure.refused("\(path) is not text in UTF-8", help: "a programme file is YAML")
        }
        do throws(ProgrammeRefusal) { return try Programme(reading: text) } catch {
            throw Failure.programme(error, file: path)
        }
    }
}

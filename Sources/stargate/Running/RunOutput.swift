import Foundation
import StargateJournal
import StargateProgramme
import StargateReporting

/// Writes everything a run leaves behind, and shows the page.
enum RunOutput {
    static let journalName = "journal.sqlite"

    /// Writes the run's files and moves them into place, shows `text`, and says where the report is.
    static func finish(
        _ summary: Summary, _ programme: Programme, in directory: RunDirectory?, show text: String, isJSON: Bool
    ) throws {
        if let directory {
            try write(summary, programme, to: directory)
            try directory.commit()
        }
        try show(text)
        if let directory, !isJSON {
            try show("\nReport: \(directory.target.appendingPathComponent("report.html").path)\n")
        }
    }

    private static func write(_ summary: Summary, _ programme: Programme, to directory: RunDirectory) throws {
        try directory.write(try json(summary), to: "summary.json")
        try directory.write(programme.text, to: "programme.yaml")
        for table in Tables.all(summary, programme) { try directory.write(table.text, to: table.name) }
        try directory.write(HTMLReport(summary).text(), to: "report.html")
        if let picture = CapacityPicture(summary).text() { try directory.write(picture, to: "capacity.svg") }
    }

    /// True for a file that a run writes.
    static func isOurs(_ name: String) -> Bool {
        let own = [journalName, "summary.json", "programme.yaml", "report.html", "capacity.svg"]
        return own.contains(name) || name.hasSuffix(".csv") || name.hasPrefix("journal.sqlite-")
    }

    /// Prints to standard output.
    ///
    /// - Throws: `Failure` if it cannot be written, as on a full disk; a reader that left early is no failure.
    static func show(_ text: String) throws {
        do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
            guard (error as NSError).code != Int(EPIPE) else { return }
            throw Failure.refused("the output cannot be written: \(error.localizedDescription)")
        }
    }

    /// Stable keys in snake case, sorted.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    /// True if the page may be coloured: on a terminal, unless NO_COLOR says no.
    static var isColoured: Bool {
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }
}

import ArgumentParser
import StargateCasebook

struct AgreementsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreements",
        abstract: "Ask what agreements allow, and check their rules against timelines.",
        subcommands: [AgreementsAskCommand.self, AgreementsCheckCommand.self])
}

struct AgreementsCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Play timelines under a right of first refusal and compare with what is expected of them.",
        discussion: """
            A file holds a list of timelines: an agreement's parameters, events with their time, and what is expected:
            refusals, deadlines, and how each offer ends. Format: docs/reference/timelines.md.

              stargate agreements check my-timelines.json

            Exit code 0 only if every timeline passes.
            """)

    @Argument(help: "A file of timelines (JSON); - reads standard input.")
    var file: String
    @Flag(help: "Print the results as JSON.")
    var json = false

    private struct Report: Encodable {
        struct Row: Encodable {
            let id: String
            let title: String
            let passed: Bool
            let difference: ScenarioPlayer.Difference?
        }
        let file: String
        let passed: Int
        let failed: Int
        let timelines: [Row]
    }

    func run() throws {
        let report = try self.report()
        try RunOutput.show(json ? try RunOutput.json(report) : text(report))
        guard report.failed == 0 else {
            throw Failure.refused("\(report.failed) of \(report.timelines.count) timelines came out otherwise")
        }
    }

    private func report() throws -> Report {
        let entries = try CaseFile.entries(file, noun: "timeline", ScenarioReader.entries)
        let rows = entries.map { entry in
            let difference =
                switch entry.scenario {
                case .success(let scenario): ScenarioPlayer.firstDifference(in: scenario)
                case .failure(let refusal): ScenarioPlayer.Difference(unreadable: entry.id, refusal)
                }
            return Report.Row(id: entry.id, title: entry.title, passed: difference == nil, difference: difference)
        }
        return Report(
            file: file, passed: rows.count { $0.passed }, failed: rows.count { !$0.passed }, timelines: rows)
    }

    private func text(_ report: Report) -> String {
        var text = ""
        for row in report.timelines {
            text += "\(row.passed ? "pass" : "FAIL")  \(row.id)  \(row.title)\n"
            guard let difference = row.difference else { continue }
            let place = difference.line > 0 ? "\(file):\(difference.line): " : ""
            text += "      \(place)\(difference.place): expected \(difference.expected), found \(difference.found)\n"
            if let reason = difference.reason { text += "      \(reason)\n" }
        }
        return text + "\(report.passed) passed, \(report.failed) failed\n"
    }
}

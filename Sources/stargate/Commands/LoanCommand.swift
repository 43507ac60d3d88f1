import ArgumentParser
import StargateCasebook

struct LoanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loan",
        abstract: "Check schedules of loans against cases of the ACTUS standard.",
        subcommands: [LoanCheckCommand.self])
}

struct LoanCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Work out the events of loans and compare with what is expected of them.",
        discussion: """
            A file holds cases in the ACTUS test format: a contract's terms (PAM, LAM, NAM or ANN), what is observed,
            and the events expected. Dates, types and currencies must agree, and amounts and rates within 0.000001.

              stargate loan check actus-tests-ann.json

            Exit code 0 only if every case passes.
            """)

    @Argument(help: "A file of cases (JSON); - reads standard input.")
    var file: String
    @Flag(help: "Print the results as JSON.")
    var json = false

    private struct Report: Encodable {
        struct Row: Encodable {
            let id: String
            let passed: Bool
            let difference: LoanCase.Difference?
        }
        let file: String
        let passed: Int
        let failed: Int
        let cases: [Row]
    }

    func run() throws {
        let report = try self.report()
        try RunOutput.show(json ? try RunOutput.json(report) : text(report))
        guard report.failed == 0 else {
            throw Failure.refused("\(report.failed) of \(report.cases.count) cases came out otherwise")
        }
    }

    private func report() throws -> Report {
        let entries = try CaseFile.entries(file, noun: "case", LoanCaseReader.entries)
        let rows = entries.map { entry in
            let difference = entry.firstDifference()
            return Report.Row(id: entry.id, passed: difference == nil, difference: difference)
        }
        return Report(
            file: file, passed: rows.count { $0.passed }, failed: rows.count { !$0.passed }, cases: rows)
    }

    private func text(_ report: Report) -> String {
        var text = ""
        for row in report.cases {
            text += "\(row.passed ? "pass" : "FAIL")  \(row.id)\n"
            guard let difference = row.difference else { continue }
            let place = difference.line > 0 ? "\(file):\(difference.line)" : file
            if let expected = difference.expected, let computed = difference.computed {
                text += "      \(place): event \(difference.event)\n"
                text += "      expected  \(expected)\n      computed  \(computed)\n"
                if let reason = difference.reason { text += "      \(reason)\n" }
            } else {
                text += "      \(place)\(difference.column.map { ":\($0)" } ?? ""): \(difference.reason ?? "")\n"
            }
        }
        return text + "\(report.passed) passed, \(report.failed) failed\n"
    }
}

import ArgumentParser
import Foundation
import StargateJournal
import StargateProgramme
import StargateQuantities
import StargateReporting
import StargateSimulation

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a programme file to its end in simulation and show the answers on one page.",
        discussion: """
            With --out DIR it leaves a run directory: journal.sqlite (every event, with SQL views), summary.json,
            tables as CSV, and report.html, one file that opens offline.

            The same file and seed give the same journal hash on every machine.
            """)

    @Argument(help: "The programme file (YAML).")
    var programme: String
    @Option(help: "Directory for the journal, summary, tables and report.")
    var out: String?
    @Flag(help: "Replace an earlier run at --out.")
    var force = false
    @Option(help: "Seed of chance: delays and failures.")
    var seed: UInt64 = 1
    @Option(help: ArgumentHelp("Stop before this day.", valueName: "date"))
    var until: Day?
    @Flag(help: "Print the summary as JSON instead of the page.")
    var json = false
    @Flag(help: "Leave out what the result leans on most, which takes a run for each kind of assumption.")
    var noSensitivity = false

    func run() throws {
        let declared = try ProgrammeFile.read(programme)
        let progress = Progress()
        let directory = try out.map { try RunDirectory($0, force: force) }
        do {
            let journal = try directory.map { try Journal.create(at: $0.file(RunOutput.journalName).path) }
            let run = try ProgrammeRun.fresh(
                declared, seed: seed, until: until?.date, journal: journal, progress: progress)
            let summary = run.summary(plan: run.plan, leaning: noSensitivity ? [] : run.sensitivity(progress))
            let page = json ? try RunOutput.json(summary) : Page(summary, isColoured: RunOutput.isColoured).text()
            try RunOutput.finish(summary, declared, in: directory, show: page, isJSON: json)
        } catch {
            progress.clear()
            directory?.abandon()
            throw Failure.from(error)
        }
    }
}

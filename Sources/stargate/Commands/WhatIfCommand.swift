import ArgumentParser
import Foundation
import StargateEngine
import StargateJournal
import StargateProgramme
import StargateQuantities
import StargateReporting
import StargateSimulation

struct WhatIfCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if",
        abstract: "Fork a run, or a programme, at a day, change declared values from there, and compare.",
        discussion: """
            The past up to the day stays as it was; luck stays the same, so that what differs is what was changed.

              stargate what-if out/stargate --at 2026-01-01 --set sites.abilene.phases.phase-two.energisation=2026-12-01
              stargate what-if examples/campus/programme.yaml --at 2026-01-10 --set 'chips.h200.price=60,000 USD'

              stargate what-if out/stargate --at 2025-01-22 --swap azure-rofr=azure-exclusivity

            A path names a value as the file nests it. --swap puts one agreement in the place of another, until the day
            on which that one would have ended. Without --set and --swap the fork repeats the original.
            """)

    @Argument(help: "A run directory or a programme file.")
    var base: String
    @Option(help: ArgumentHelp("The day of the fork.", valueName: "date"))
    var at: Day
    @Option(name: .customLong("set"), help: ArgumentHelp("A change; may be repeated.", valueName: "PATH=VALUE"))
    var settings: [String] = []
    @Option(
        name: .customLong("swap"),
        help: ArgumentHelp("Put agreement NEW in the place of OLD; may be repeated.", valueName: "OLD=NEW"))
    var swaps: [String] = []
    @Option(help: "Directory for the fork's journal, summary, tables and report.")
    var out: String?
    @Flag(help: "Replace an earlier run at --out.")
    var force = false
    @Option(help: "Seed of chance, if the base is a programme file.")
    var seed: UInt64 = 1
    @Flag(help: "Print base, fork and differences as JSON.")
    var json = false

    func run() throws {
        let changes = try settings.map { text in
            guard let setting = Setting(text) else {
                throw Failure.usage(
                    "'\(text)' is no change", help: "write PATH=VALUE, such as chips.h200.lead='9 months'")
            }
            return setting
        }
        let progress = Progress()
        let work = try ScratchDirectory()
        defer { work.remove() }
        let (journal, base) = try openBase(work, progress)
        let programme = base.state.programme
        guard at.date > programme.start, at.date < base.end.date else {
            throw Failure.usage(
                "\(at.date) is not inside the run, which goes from \(programme.start) to \(base.end.date)",
                help: "choose a day after the first and before the last; to change the first, change the file")
        }
        var amended: Programme?
        do throws(ProgrammeRefusal) {
            var swapped: [Setting] = []
            for swap in swaps { swapped += try programme.swapping(swap, on: at.date) }
            if !(changes + swapped).isEmpty { amended = try programme.setting(swapped + changes) }
            try amended?.requireEverything(of: programme)
        } catch { throw Failure.programme(error, file: swaps.isEmpty ? "--set" : "--swap or --set") }
        let past = try Past(journal, before: Instant(at.date))
        let directory = try out.map { try RunDirectory($0, force: force) }
        do {
            let copy = try directory.map {
                try journal.copy(before: past.moment, to: $0.file(RunOutput.journalName).path)
            }
            let fork = try ProgrammeRun.forked(
                from: past, amended: amended, to: base.end, journal: copy, progress: progress)
            let summary = fork.summary(plan: directory == nil ? [] : fork.plan)
            let comparison = Comparison(base.summary(), summary, names: ("base", "what-if"), after: at.date)
            let text = json ? try RunOutput.json(comparison) : comparison.text(isColoured: RunOutput.isColoured)
            try RunOutput.finish(summary, fork.state.programme, in: directory, show: text, isJSON: json)
        } catch {
            directory?.abandon()
            throw Failure.from(error)
        }
    }

    /// The journal to fork, and the base as it went to its end. A programme file is run first, beside.
    private func openBase(_ work: ScratchDirectory, _ progress: Progress) throws -> (Journal, ProgrammeRun) {
        do {
            if let path = RunFiles.journal(in: base) {
                let journal = try Journal.open(at: path)
                return (journal, try RunFiles.outcome(of: journal))
            }
            let journal = try Journal.create(at: work.url.appendingPathComponent(RunOutput.journalName).path)
            return (
                journal,
                try ProgrammeRun.fresh(try ProgrammeFile.read(base), seed: seed, journal: journal, progress: progress)
            )
        } catch { throw Failure.from(error) }
    }
}

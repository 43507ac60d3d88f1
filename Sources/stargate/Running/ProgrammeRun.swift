import Foundation
import StargateEngine
import StargateJournal
import StargateProgramme
import StargateQuantities
import StargateReporting
import StargateSimulation

/// A programme run to its end: the final state, the story, and the journal's hash.
struct ProgrammeRun {
    let state: EngineState
    let chronicle: Chronicle
    let hash: String
    let end: Instant

    /// Runs from the beginning.
    ///
    /// - Parameter journal: Where events go; `nil` keeps only their hash.
    static func fresh(
        _ programme: Programme, seed: UInt64, until: CalendarDate? = nil, journal: Journal? = nil, progress: Progress
    ) throws -> ProgrammeRun {
        let end = Instant(min(until ?? programme.until, programme.until))
        guard end > Instant(programme.start) else {
            throw Failure.usage("the programme starts only on \(programme.start)", help: "give a later --until")
        }
        var recorder = Recorder(journal, progress: progress, from: Instant(programme.start), to: end)
        let simulation = try Simulation(programme, seed: seed) { try recorder.take($0) }
        return try finish(simulation, &recorder, journal, end)
    }

    /// Goes on from a moment of an earlier run, with declared values changed from there.
    ///
    /// - Parameters:
    ///   - past: The journal up to `moment`, already written to `journal` if there is one.
    ///   - amended: The changed programme; `nil` changes nothing.
    static func forked(
        from past: Past, amended: Programme?, to end: Instant, journal: Journal?, progress: Progress
    ) throws -> ProgrammeRun {
        var recorder = Recorder(journal, progress: progress, from: past.moment, to: end)
        recorder.adopt(past)
        var simulation = Simulation(from: past.state)
        if let amended { try simulation.amend(amended, at: past.moment) { try recorder.take($0) } }
        return try finish(simulation, &recorder, journal, end)
    }

    private static func finish(
        _ simulation: Simulation, _ recorder: inout Recorder, _ journal: Journal?, _ end: Instant
    ) throws -> ProgrammeRun {
        var simulation = simulation
        // A snapshot each year keeps forks and replays of long programmes quick.
        var year = recorder.start.date.startOfMonth.advanced(byMonths: 12)
        while Instant(year) < end {
            try simulation.run(until: Instant(year)) { try recorder.take($0) }
            try recorder.keep(simulation.engine.state)
            year = year.advanced(byMonths: 12)
        }
        try simulation.run(until: end) { try recorder.take($0) }
        try simulation.close(at: end) { try recorder.take($0) }
        try recorder.keep(simulation.engine.state)
        recorder.progress.clear()
        return ProgrammeRun(
            state: simulation.engine.state, chronicle: recorder.chronicle, hash: recorder.writer.hash, end: end)
    }

    /// The answers, beside the plan and with what they lean on if these are given.
    func summary(plan: [QuarterStatement] = [], leaning responses: [Sensitivity.Response] = []) -> Summary {
        let leans = responses.prefix(10).map { response in
            let first = response.assumptions.members[0]
            return Summary.Lean(
                path: response.assumptions.path, value: response.assumptions.text,
                source: response.assumptions.members.count == 1 ? first.source : nil,
                confidence: first.confidence, change: first.isDate ? "90 days later" : "a tenth more",
                computeShare: response.compute, spentShare: response.spent, modelDays: response.modelDays)
        }
        return Summary(state, chronicle, hash: hash, plan: plan, assumptions: leans)
    }

    /// The quarters of the programme on paper; empty if even that cannot be run.
    var plan: [QuarterStatement] {
        Simulation.rehearsed(state.programme.onPaper, seed: state.seed, until: end)?.quarters ?? []
    }

    /// What the result leans on.
    func sensitivity(_ progress: Progress) -> [Sensitivity.Response] {
        let found = Sensitivity(state.programme, seed: state.seed, until: end).responses {
            progress.show("what the result leans on", $0)
        }
        progress.clear()
        return found
    }
}

extension Assumption {
    var isDate: Bool { CalendarDate(text) != nil }
}

/// A journal up to a moment: its state, its story, and its hash.
struct Past {
    let moment: Instant
    let state: EngineState
    let chronicle: Chronicle
    let hash: String

    /// Reads `journal` as it was before `moment`.
    init(_ journal: Journal, before moment: Instant) throws {
        var story = Chronicle()
        var hash = HashChain().hash
        try journal.forEachRecord(before: moment) { record in
            story.note(try record.batch())
            hash = record.hash
        }
        self.moment = moment
        state = try journal.replay(before: moment)
        chronicle = story
        self.hash = hash
    }
}

/// Takes batches as they happen: to the journal, to the story, to the progress line.
struct Recorder {
    let progress: Progress
    let start: Instant
    private let end: Instant
    private let journal: Journal?
    private(set) var writer: JournalWriter
    private(set) var chronicle = Chronicle()

    init(_ journal: Journal?, progress: Progress, from start: Instant, to end: Instant) {
        self.journal = journal
        self.progress = progress
        self.start = start
        self.end = end
        writer = JournalWriter(journal)
    }

    mutating func adopt(_ past: Past) {
        writer = JournalWriter(journal, after: past.hash)
        chronicle = past.chronicle
    }

    mutating func take(_ batch: Batch) throws {
        try writer.append(batch)
        chronicle.note(batch)
        let share = Double(batch.at.since(start)) / Double(max(1, end.since(start)))
        progress.show("\(batch.at.date), \(chronicle.events) events", share)
    }

    mutating func keep(_ state: EngineState) throws {
        try writer.flush()
        try journal?.keepSnapshot(state)
    }
}

import Foundation
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateReporting
import StargateSimulation
import StargateJournal

let text = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
do {
    let programme = try Programme(reading: text)
    var chronicle = Chronicle()
    var writer = JournalWriter(nil)
    let clock = ContinuousClock()
    let t0 = clock.now
    var sim = try Simulation(programme, seed: 1) { chronicle.note($0); try writer.append($0) }
    try sim.run(until: Instant(programme.until)) { chronicle.note($0); try writer.append($0) }
    try sim.close(at: Instant(programme.until)) { chronicle.note($0); try writer.append($0) }
    let t1 = clock.now
    var sim2 = try Simulation(programme, seed: 1) { _ in }
    try sim2.run(until: Instant(programme.until)) { _ in }
    print(t1 - t0, clock.now - t1, writer.events)
    let s = Summary(sim.engine.state, chronicle, hash: writer.hash)
    let e = JSONEncoder(); e.outputFormatting = [.prettyPrinted, .sortedKeys]; e.keyEncodingStrategy = .convertToSnakeCase
    try e.encode(s).write(to: URL(fileURLWithPath: "/tmp/summary.json"))
} catch let r as ProgrammeRefusal { print(r.text(file: CommandLine.arguments[1])) }

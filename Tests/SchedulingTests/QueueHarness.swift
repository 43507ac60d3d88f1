import Foundation
import StargateScheduling
import StargateTesting
import StargateTraces
import Testing

/// Where the shared references lie: beside the checkout.
let traces = Examples.data("traces")

/// A trace of `traces/swf` by its name, plain or gzipped.
func trace(_ name: String, processors: Int32? = nil) throws -> Trace {
    let plain = traces.appendingPathComponent("swf/\(name)").path
    let path = FileManager.default.fileExists(atPath: plain) ? plain : plain + ".gz"
    return try SWFReader(processors: processors).read(path: path)
}

/// Lines of a CSV file without its heading, as fields.
func rows(_ path: String) throws -> [[String]] {
    let bytes = try Data(contentsOf: traces.appendingPathComponent(path))
    let text =
        path.hasSuffix(".gz")
        ? String(decoding: Gunzip.inflate([UInt8](bytes)).bytes, as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}

/// The policy's name in the references.
func discipline(_ name: String) throws -> QueueDiscipline {
    switch name {
    case "cons": .conservative
    case "sjbf", "easy_sjbf": .easySJBF
    default: try #require(QueueDiscipline(rawValue: name))
    }
}

/// A random trace: crowded, with many ties, exact and loose estimates.
struct RandomTrace: CustomStringConvertible {
    let seed: UInt64
    let jobs: JobTable
    let machine: Int32

    init(seed: UInt64, most: Int64 = 60, outruns: Bool = false, distinct: Bool = false) {
        var dice = Dice(seed: seed &* 0x1_0000_0001)
        machine = Int32(dice.number(1...40))
        let step: Int64 = dice.number(0...4)
        let longest: Int64 = dice.number(1...30)
        let scale: Int64 = distinct ? 1 << 40 : 1
        var jobs = JobTable()
        var submit: Int64 = 0
        for id in 0..<dice.number(1...most) {
            submit += dice.number(0...step) * scale + (distinct ? dice.number(1...scale) : 0)
            let run = dice.number(0...longest) * scale + (distinct ? dice.number(1...scale) : 0)
            var estimate = run
            if dice.number(0...2) > 0 || distinct { estimate += dice.number(0...longest) * scale }
            if distinct { estimate += dice.number(1...scale) }
            if outruns, dice.number(0...3) == 0 { estimate = dice.number(0...run) }
            let size =
                dice.number(0...3) == 0 ? dice.number(1...Int64(machine)) : dice.number(1...Int64((machine + 3) / 4))
            jobs.append(id: id, submit: submit, run: run, processors: Int32(size), estimate: estimate)
        }
        self.seed = seed
        self.jobs = jobs
    }

    var description: String { "seed \(seed): \(jobs.count) jobs on \(machine)" }

    func schedule(_ policy: QueueDiscipline, _ mode: PassMode) throws -> QueueSchedule {
        try QueueSchedule(of: jobs, under: policy, processors: machine, mode: mode)
    }

    /// The most processors in use at the end of any instant.
    func mostInUse(_ schedule: QueueSchedule) -> Int64 {
        var changes: [(time: Int64, change: Int64)] = []
        for row in 0..<jobs.count {
            changes.append((schedule.starts[row], Int64(jobs.processors[row])))
            changes.append((schedule.ends[row], -Int64(jobs.processors[row])))
        }
        var inUse: Int64 = 0
        var most: Int64 = 0
        for change in changes.sorted(by: { $0 < $1 }) {
            inUse += change.change
            most = max(most, inUse)
        }
        return most
    }
}

import Foundation
import StargateEngine
import StargateJournal
import StargateProgramme
import StargateTraces

/// What went wrong, where, and what would do; and the exit code it ends the command with.
struct Failure: Error {
    let code: Int32
    let text: String

    /// Refused or failed.
    static func refused(_ problem: String, help: String = "") -> Failure {
        Failure(code: 1, text: "error: \(problem)" + (help.isEmpty ? "" : "\n    help: \(help)"))
    }

    /// Wrong usage.
    static func usage(_ problem: String, help: String = "") -> Failure {
        Failure(code: 2, text: "error: \(problem)" + (help.isEmpty ? "" : "\n    help: \(help)"))
    }

    static func broken(_ problem: String) -> Failure { Failure(code: 3, text: "broken: \(problem)") }

    static func programme(_ refusal: ProgrammeRefusal, file: String) -> Failure {
        Failure(code: 1, text: refusal.text(file: file))
    }

    static func journal(_ fault: JournalFault) -> Failure {
        switch fault {
        case .exists(let path): refused("\(path) exists already")
        case .missing(let path):
            refused("there is no journal at \(path)", help: "name a directory that `run --out` made")
        case .unusable(let problem): refused("the journal cannot be used: \(problem)")
        case .broken(let batch, let problem): broken("batch \(batch): \(problem)")
        }
    }

    static func breach(_ breach: EngineBreach) -> Failure {
        let event = breach.event.map { ", at the event \($0)" } ?? ""
        return refused(
            "an invariant broke on \(breach.at): \(breach.problem)\(event)",
            help: "nothing was written; this is a fault of the product, please report it with the programme and seed")
    }

    /// A trace that cannot be read: a file that is not there or a machine that is not named is wrong usage.
    static func trace(_ error: TraceError) -> Failure {
        let place = error.file + (error.line.map { ":\($0)" } ?? "")
        let problem = "\(place): \(error.reason)"
        switch error.code {
        case .unreadable: return usage(problem, help: error.remedy)
        case .machine: return usage(problem, help: "give --processors N, or add '; MaxProcs: N' above the first job")
        case .truncated, .columns, .number, .missing, .negative, .outOfRange, .tooLarge, .unsorted, .unknown,
            .duplicate:
            return refused(problem, help: "\(error.remedy); --lenient leaves such lines out, and counts them")
        case .empty: return refused(problem, help: error.remedy)
        }
    }

    /// A fleet file with everything that is wrong with it.
    static func fleet(_ refusal: FleetFileRefusal) -> Failure {
        Failure(
            code: refusal.isUnreadable ? 2 : 1,
            text: refusal.lines.map { "error: \($0)" }.joined(separator: "\n"))
    }

    /// Any error, in our words where we have them.
    static func from(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let fault as JournalFault: journal(fault)
        case let broken as EngineBreach: breach(broken)
        case LedgerStoreFault.broken(let batch, let problem): .broken("batch \(batch) of the books: \(problem)")
        case let fault as LedgerStoreFault: refused("\(fault)")
        case let error as TraceError: trace(error)
        case let refusal as FleetFileRefusal: fleet(refusal)
        case let refusal as ProgrammeRefusal: programme(refusal, file: "programme")
        default: refused("\((error as NSError).localizedDescription)")
        }
    }

    func report() { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}

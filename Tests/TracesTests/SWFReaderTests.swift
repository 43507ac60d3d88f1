import Foundation
import StargateScheduling
import StargateTraces
import Testing

@Suite("A workload trace")
struct SWFReaderTests {
    private let head = "; Version: 2.2\n;  MaxProcs: 16 \n"

    private func line(
        _ id: Int, submit: String = "0", run: String = "10", processors: String = "4", requested: String = "4",
        estimate: String = "20"
    ) -> String {
        "\(id) \(submit) -1 \(run) \(processors) -1.5 -1 \(requested) \(estimate) -1 1 -1 -1 -1 -1 -1 -1 -1\n"
    }

    private func read(_ text: String, processors: Int32? = nil, lenient: Bool = false) throws(TraceError) -> Trace {
        try SWFReader(processors: processors, lenient: lenient).read([UInt8](text.utf8), name: "t.swf")
    }

    /// The error of a trace whose third line is `line`.
    private func refusal(_ line: String) -> TraceError? {
        do {
            _ = try read(head + line)
            return nil
        } catch { return error }
    }

    @Test("gives jobs, machine and header")
    func plain() throws {
        let trace = try read(head + line(7, submit: "5") + "\n" + line(8, submit: "5", run: "0", estimate: "0"))
        #expect(trace.processors == 16)
        #expect(trace.header.map(\.name) == ["Version", "MaxProcs"])
        #expect(trace.header.map(\.value) == ["2.2", "16"])
        #expect(trace.jobs.ids == [7, 8])
        #expect(trace.jobs.submits == [5, 5])
        #expect(trace.jobs.runs == [10, 0])
        #expect(trace.jobs.estimates == [20, 0])
        #expect(trace.jobs.processors == [4, 4])
        #expect(trace.skipped.isEmpty && trace.reordered == 0)
    }

    @Test("takes tabs, carriage returns and a last line without its end")
    func whitespace() throws {
        let text = (head + line(1)).replacingOccurrences(of: "\n", with: "\r\n").replacingOccurrences(
            of: " ", with: "\t")
        #expect(try read(String(text.dropLast(2))).jobs.ids == [1])
    }

    @Test("fills a missing size from what was requested, and a missing estimate from the run time")
    func missing() throws {
        let trace = try read(head + line(1, processors: "-1", requested: "3", estimate: "-1"))
        #expect(trace.jobs.processors == [3])
        #expect(trace.jobs.estimates == [10])
    }

    @Test("believes the caller about the machine rather than the header")
    func machine() throws {
        #expect(try read(head + line(1), processors: 8).processors == 8)
        #expect(throws: TraceError.self) { try read(line(1)) }
        do { _ = try read(line(1), lenient: true) } catch { #expect(error.code == .machine && error.line == 1) }
    }

    @Test("is refused with file, line, reason and remedy")
    func refusals() throws {
        let cases: [(String, TraceError.Code, String)] = [
            ("1 2 3\n", .columns, "3 fields where the format has 18"),
            (line(1, submit: "x"), .number, "submit time 'x' (field 2) is not a whole number"),
            (line(1, submit: "-"), .number, "submit time '-' (field 2) is not a whole number"),
            (line(1, run: "1.5"), .number, "run time '1.5' (field 4) is not a whole number"),
            (line(1, submit: "-5"), .negative, "submit time -5 (field 2) is negative"),
            (line(1, run: "-1"), .missing, "the run time (field 4) is missing"),
            (line(1, run: "-2"), .negative, "run time -2 (field 4) is negative"),
            (line(1, estimate: "-2"), .negative, "requested time -2 (field 9) is negative"),
            (
                line(1, processors: "-1", requested: "0"), .missing,
                "neither allocated nor requested processors (fields 5 and 8) are given"
            ),
            (line(1, processors: "17"), .tooLarge, "the job needs 17 processors, the machine has 16"),
            (
                line(1, submit: "99999999999999999999999"), .outOfRange,
                "submit time '99999999999999999999999' (field 2) is larger than 1099511627776"
            ),
        ]
        for (text, code, reason) in cases {
            let error = try #require(refusal(text))
            #expect(error.code == code)
            #expect(error.line == 3)
            #expect(error.reason == reason)
            #expect(error.description == "t.swf:3: \(reason). To fix: \(error.remedy).")
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test("out of order is refused at the first such line, and put in order when read leniently")
    func unsorted() throws {
        let text = head + line(1, submit: "9") + line(2, submit: "3") + line(3, submit: "9") + line(4, submit: "3")
        do {
            _ = try read(text)
            Issue.record("was accepted")
        } catch {
            #expect(error.code == .unsorted && error.line == 4)
            #expect(error.reason == "submit time 3 comes after 9")
        }
        let trace = try read(text, lenient: true)
        #expect(trace.jobs.ids == [2, 4, 1, 3])
        #expect(trace.reordered == 2)
    }

    @Test("read leniently leaves out what cannot be used and counts it")
    func lenient() throws {
        let text = head + "1 2\n" + line(1) + line(2, processors: "99") + "oops\n" + line(3)
        let trace = try read(text, lenient: true)
        #expect(trace.jobs.ids == [1, 3])
        #expect(trace.skipped.map(\.code) == [.columns, .tooLarge])
        #expect(trace.skipped.map(\.count) == [2, 1])
        #expect(trace.skipped.map(\.first.line) == [3, 5])
        #expect(trace.skippedCount == 3)
    }

    @Test(
        "without a job is refused, whatever it holds",
        arguments: ["", "\n\n", "; MaxProcs: 4\n", "; MaxProcs: 4\n1 2\n"])
    func empty(text: String) {
        do {
            _ = try read(text, lenient: true)
            Issue.record("was accepted")
        } catch { #expect(error.code == .empty) }
    }

    @Test("that is not there is refused with its path")
    func absent() {
        do {
            _ = try SWFReader().read(path: "/nowhere/t.swf")
            Issue.record("was accepted")
        } catch { #expect(error.code == .unreadable && error.file == "/nowhere/t.swf") }
    }
}

import Foundation
import StargateTesting
import Testing

@Suite("The commands of the books")
struct LedgerCommandTests {
    private static let data = Examples.data("actus").path

    @Test("show every statement as text, CSV and JSON, and say what is wrong with a question")
    func statements() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let run = scratch.path("run")
        #expect(
            try Command(["run", "examples/campus/programme.yaml", "--no-sensitivity", "--out", run]).code == 0)
        for name in [
            "balance-sheet", "income-statement", "cash-flow", "sources-and-uses", "budget", "cap-table", "debt",
            "returns",
            "balances", "periods", "register",
        ] {
            let asked = ["ledger", name, run] + (name == "register" ? ["--account", "assets"] : [])
            let text = try Command(asked)
            #expect(text.code == 0 && text.errors.isEmpty && text.output.count > 80, "\(name): \(text.errors)")
            let csv = try Command(asked + ["--csv"])
            #expect(csv.code == 0 && csv.output.hasSuffix("\r\n"), "\(name)")
            let json = try Command(asked + ["--json"])
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(object?["statement"] as? String == name && object?["faults"] as? [String] == [], "\(name)")
        }
        for (question, code, words) in [
            (["register", run, "--account", "asset"], Int32(2), "no account"),
            (["balance-sheet", run, "--csv", "--json"], 2, "exclude each other"),
            (["balance-sheet", run, "--as-of", "2020-01-01"], 2, "before the programme begins"),
            (["balance-sheet", run, "--as-of", "tomorrow"], 2, "tomorrow"),
            (["cash-flow", run, "--from", "2027-01-01", "--as-of", "2026-06-30"], 2, "begins on"),
            (["balances", run, "--depth", "0"], 2, "--depth"),
            (["export", run, "--to", "excel"], 2, "excel"), (["budget", scratch.path("nothing")], 2, "nothing"),
        ] {
            let answer = try Command(["ledger"] + question)
            #expect(
                answer.code == code && answer.errors.contains(words), "\(question): \(answer.code) \(answer.errors)")
        }
    }

    @Test(
        "check loans: all of the standard's cases pass, and the first event that differs is told",
        arguments: [
            ("pam", 25), ("lam", 31), ("ann", 31),
        ])
    func loans(kind: String, count: Int) throws {
        let given = "\(Self.data)/actus-tests-\(kind).json"
        let passed = try Command(["loan", "check", given])
        #expect(
            passed.code == 0 && passed.output.hasSuffix("\(count) passed, 0 failed\n"), "\(passed.output.suffix(400))")
        let scratch = try Scratch()
        defer { scratch.remove() }
        let text = try String(contentsOfFile: given, encoding: .utf8)
        let wrong = try scratch.write(text.replacing("\"IP\"", with: "\"FP\"", maxReplacements: 1), to: "wrong.json")
        let failed = try Command(["loan", "check", wrong])
        #expect(failed.code == 1 && failed.output.contains("FAIL") && failed.output.contains("expected"))
        let json = try Command(["loan", "check", wrong, "--json"])
        let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(report?["failed"] as? Int == 1)
    }
}

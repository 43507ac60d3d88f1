import Foundation
import StargateTesting
import Testing

@Suite("The commands of agreements")
struct AgreementCommandTests {
    static let given = Examples.data("agreements/rofr_scenarios.json").path

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("check passes given timelines, and names the first difference of one that expects otherwise")
    func check() throws {
        let passed = try Command(["agreements", "check", Self.given])
        #expect(passed.code == 0, "\(passed.output)")
        #expect(passed.output.contains("13 passed, 0 failed"))
        let scratch = try Scratch()
        defer { scratch.remove() }
        let text = try String(contentsOfFile: Self.given, encoding: .utf8)
        let wrong = try scratch.write(text.replacing("windowExpired", with: "notOpen"), to: "wrong.json")
        let failed = try Command(["agreements", "check", wrong, "--json"])
        #expect(failed.code == 1)
        let report = try object(failed.output)
        #expect(report["failed"] as? Int == 1)
        let rows = try #require(report["timelines"] as? [[String: Any]])
        let difference = try #require(rows.first { $0["passed"] as? Bool == false }?["difference"] as? [String: Any])
        #expect(difference["expected"] as? String == "notOpen" && difference["found"] as? String == "windowExpired")
        #expect((difference["line"] as? Int ?? 0) > 0)
    }

    @Test(
        "check says where a file is no file of timelines",
        arguments: [
            ("", "empty"), ("{", "no JSON"), ("[{}]", "'id'"), ("[{\"id\": \"a\"}]", "'events'"), ("[]", "no timeline"),
            ("[{\"id\": \"a\", \"events\": []}]", "no events"),
            ("[{\"id\": \"a\", \"agreement\": {\"tz\": \"Mars\"}, \"events\": [{}]}]", "no time zone"),
            ("[{\"id\": \"a\", \"agreement\": {\"colour\": 1}, \"events\": [{}]}]", "no parameter"),
            ("[{\"id\": \"a\", \"agreement\": {\"offerBusinessDays\": -1}, \"events\": [{}]}]", "whole number"),
        ])
    func unreadable(text: String, problem: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let run = try Command(["agreements", "check", try scratch.write(text, to: "bad.json")])
        #expect(run.code == 1)
        let said = run.errors + run.output
        #expect(said.contains(problem) && said.contains("bad.json"), "\(said)")
    }

    @Test("offers and explain tell of a run's cases; a stage that is swapped costs time and money")
    func story() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let run = scratch.path("run")
        let text = try Examples.text("campus").replacing(
            "suppliers:",
            with: """
                agreements:
                  right: { kind: right_of_first_refusal, grantor: university, holder: vendor, from: 2025-01-01,
                           until: 2030-01-01, answer: silent, clause: '7', text: words of seven, carve_outs: [own_build],
                           clauses: { notice: { id: '7(a)', text: how to give notice } } }
                  only: { kind: exclusivity, in_use: no, grantor: university, holder: vendor, from: 2025-01-01,
                          until: 2030-01-01, clause: '8', text: t, carve_outs: [own_build] }
                suppliers:
                """)
        let file = try scratch.write(text, to: "campus.yaml")
        #expect(try Command(["run", file, "--out", run, "--no-sensitivity"]).code == 0)
        let listed = try object(try Command(["explain", run, "--json"]).output)
        let cases = try #require(listed["cases"] as? [[String: Any]])
        #expect(!cases.isEmpty && cases.allSatisfy { $0["state"] as? String == "closed" })
        let story = try Command(["explain", run, "1"])
        for words in [
            "Notice:", "vendor stayed silent", "Released:", "10 business days after", "right § 7(a)",
            "how to give notice", "coreweave rents out",
        ] {
            #expect(story.output.contains(words), "\(words): \(story.output)")
        }
        let opened = try object(try Command(["explain", run, "1", "--json"]).output)
        let first = try #require((opened["lines"] as? [[String: Any]])?.first?["utc"] as? String)
        let day = String(first.prefix(8)) + String(format: "%02d", (Int(first.dropFirst(8).prefix(2)) ?? 1) + 3)
        let open = try Command(["offers", run, "--at", day])
        #expect(open.output.contains("vendor to answer"), "\(open.output)")
        #expect(try Command(["explain", run, "99"]).code == 2)
        #expect(try Command(["explain", scratch.path("nowhere")]).code == 2)
        let swapped = try object(
            try Command(["what-if", run, "--at", "2026-01-06", "--swap", "right=only", "--json"]).output)
        let stake = try #require(swapped["stake"] as? [String: Any])
        #expect(stake["spent_usd"] as? Double != 0)
        #expect(
            try Command(["what-if", run, "--at", "2026-01-06", "--swap", "right=onyl"]).errors.contains(
                "did you mean 'only'"))
        #expect(try Command(["what-if", run, "--at", "2026-01-06", "--swap", "right"]).code == 1)
    }
}

import Foundation
import StargateTesting
import Testing

@Suite("A what-if")
struct WhatIfTests {
    private func hash(in directory: String) throws -> String {
        let verified = try Command(["verify", directory, "--json"])
        #expect(verified.code == 0, "\(verified.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(verified.output.utf8)) as? [String: Any]
        return try #require(object?["hash"] as? String)
    }

    @Test(
        "without a change repeats the original journal to the end, from any day",
        arguments: [
            "2026-01-06", "2026-03-31", "2026-10-24", "2027-12-31",
        ])
    func unchanged(day: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let (base, fork) = (scratch.path("base"), scratch.path("fork"))
        #expect(try Command(["run", Examples.path("campus"), "--out", base, "--no-sensitivity"]).code == 0)
        #expect(try Command(["what-if", base, "--at", day, "--out", fork]).code == 0)
        #expect(try hash(in: fork) == hash(in: base))
    }

    @Test("with a change keeps the past and moves the future")
    func changed() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let (base, fork) = (scratch.path("base"), scratch.path("fork"))
        #expect(try Command(["run", Examples.path("campus"), "--out", base, "--no-sensitivity"]).code == 0)
        let run = try Command([
            "what-if", base, "--at", "2026-06-01", "--set", "chips.h200.price=60,000 USD", "--set",
            "sites.north.phases.hall-a.energisation=2027-05-01", "--out", fork, "--json",
        ])
        #expect(run.code == 0, "\(run.errors)")
        #expect(try hash(in: fork) != hash(in: base))
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let models = try #require(object?["models"] as? [[String: Any]])
        #expect((models[0]["days"] as? Int ?? 0) > 0, "later power, later model")
        // The first five months are word for word the same.
        func past(_ directory: String) throws -> [String] {
            try String(contentsOfFile: directory + "/calls.csv", encoding: .utf8).split(separator: "\r\n")
                .filter { $0.split(separator: ",")[1] < "2026-06-01" }.map(String.init)
        }
        #expect(try past(base) == past(fork))
    }

    @Test("names the right place for a path that leads nowhere, and refuses a value of the wrong kind")
    func refused() throws {
        let campus = Examples.path("campus")
        let lost = try Command(["what-if", campus, "--at", "2026-06-01", "--set", "sites.nord.pue=1.1"])
        #expect(lost.code == 1)
        #expect(lost.errors.contains("did you mean 'north'"))
        let wrong = try Command(["what-if", campus, "--at", "2026-06-01", "--set", "sites.north.pue=often"])
        #expect(wrong.code == 1)
        let gone = try Command(["what-if", campus, "--at", "2026-06-01", "--set", "suppliers={}"])
        #expect(gone.code == 1)
        #expect(gone.errors.contains("is gone, but the past uses it"))
    }

    @Test("compares two runs in a table and a chart")
    func compare() throws {
        let run = try Command(["compare", Examples.path("campus"), Examples.path("campus")])
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("model ready") && run.output.contains("PFLOP/s online") && run.output.contains("█"))
    }
}

import Foundation
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateSimulation
import StargateTesting
import Testing

@testable import StargateReporting

@Suite("A report")
struct ReportTests {
    private func summary(_ text: String) throws -> (Summary, Programme) {
        let rehearsal = try Rehearsal(text)
        var chronicle = Chronicle()
        for batch in rehearsal.batches { chronicle.note(batch) }
        return (Summary(rehearsal.state, chronicle, hash: "00"), rehearsal.state.programme)
    }

    @Test("adds up: the money flow in is the money flow out, and agrees with the last quarter")
    func flow() throws {
        let (summary, _) = try summary(Examples.text("campus"))
        let into = summary.flows.filter { $0.to == "Programme" }.reduce(0) { $0 + $1.usd }
        let out = summary.flows.filter { $0.from == "Programme" }.reduce(0) { $0 + $1.usd }
        let last = try #require(summary.quarters.last)
        #expect(abs(into - out) < 0.005)
        #expect(abs(into - last.contributedUsd - last.drawnUsd) < 0.005)
        for quarter in summary.quarters {
            #expect(abs(quarter.contributedUsd + quarter.drawnUsd - quarter.spentUsd - quarter.cashUsd) < 0.005)
        }
    }

    @Test("is one well-formed page without broken figures, whatever the programme", arguments: UInt64(200)...240)
    func pages(seed: UInt64) throws {
        let (summary, programme) = try summary(RandomProgramme.text(seed: seed))
        let page = HTMLReport(summary).text()
        for broken in ["NaN", "=\"inf\"", "=\"-inf\""] {
            let place = page.range(of: broken)
            let around = place.map { page[..<$0.upperBound].suffix(80) } ?? ""
            #expect(place == nil, "programme \(seed): …\(around)")
        }
        #expect(!page.contains("src=\"http") && !page.contains("href=\"http"), "opens offline")
        #expect(page.hasPrefix("<!") && page.contains("</html>"))
        for tag in ["svg", "figure", "table", "details", "g", "section"] {
            let opened = page.components(separatedBy: "<\(tag) ").count + page.components(separatedBy: "<\(tag)>").count
            #expect(opened - 1 == page.components(separatedBy: "</\(tag)>").count, "<\(tag)>, programme \(seed)")
        }
        #expect(!Page(summary, isColoured: false).text().contains("\u{1B}"))
        for table in Tables.all(summary, programme) {
            let rows = table.text.components(separatedBy: "\r\n").dropLast()
            #expect(rows.count >= 1 && !rows[0].isEmpty, "\(table.name)")
        }
    }

    @Test("shows names from the file as text, never as markup")
    func escaped() throws {
        let text = try Examples.text("campus")
            .replacingOccurrences(of: "name: North Hall", with: "name: '<script>alert(1)</script> & \"co\"'")
        let page = HTMLReport(try summary(text).0).text()
        #expect(!page.contains("<script>alert"))
        #expect(page.contains("&lt;script&gt;"))
    }

    @Test("round-trips as JSON")
    func json() throws {
        let (summary, _) = try summary(Examples.text("campus"))
        let data = try JSONEncoder().encode(summary)
        #expect(try JSONDecoder().decode(Summary.self, from: data) == summary)
    }

    @Test("agrees with the events on who was called when")
    func calls() throws {
        let (summary, _) = try summary(Examples.text("campus"))
        #expect(summary.calls.map(\.call) == Array(1...summary.calls.count))
        let called = summary.calls.reduce(0) { $0 + $1.amountUsd }
        #expect(abs(called - summary.headline.calledUsd) < 0.005)
        for call in summary.calls { #expect(abs(call.lines.reduce(0) { $0 + $1.amountUsd } - call.amountUsd) < 0.005) }
    }
}

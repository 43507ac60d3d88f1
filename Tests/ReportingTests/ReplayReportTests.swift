import Foundation
import Testing

@testable import StargateReporting

@Suite("A replay's report")
struct ReplayReportTests {
    static func account(_ policy: String, wait: Double?, used: Double = 50, bars: Int = 0) -> ReplayAccount {
        var account = ReplayAccount(
            policy: policy, axis: "seconds", units: "processors", capacity: 8,
            groups: [
                .init(
                    "all",
                    [
                        .init("jobs", "jobs", 12, decimals: 0),
                        .init("wait_mean_seconds", "mean wait", unit: "s", wait),
                        .init("utilisation_percent", "utilised", unit: "%", used, decimals: 2),
                    ]), .init("size <1> & more", [.init("jobs", "jobs", 12, decimals: 0)]),
            ])
        account.lines = [
            .init("allocated", "allocated over time", unit: "%", [.init(0, 0), .init(10, used), .init(86_400, 0)]),
            .init("waiting", "jobs waiting over time", unit: "jobs", []),
        ]
        account.waitPercentiles = (0...100).map { Double($0 * $0) }
        account.bars = (0..<bars).map {
            .init(
                job: "\($0)", lane: Int64($0 % 8), lanes: 1, submit: 0, start: Double($0), finish: Double($0 + 9),
                group: 1)
        }
        return account
    }

    static func document(_ accounts: [ReplayAccount]) -> ReplayDocument {
        ReplayDocument(
            title: "<b>trace</b>.swf", facts: [.init("seed", "seed", "7")], accounts: accounts,
            leftOut: [.init(reason: "columns", count: 2, first: "t.swf:3: 4 fields")], reordered: 1)
    }

    @Test("is one well-formed page that opens offline, whatever it is given", arguments: [1, 2, 3, 7])
    func page(count: Int) {
        let wide = (0..<count).map { index in
            Self.account("policy \(index)", wait: index == 1 ? nil : .infinity, used: .nan, bars: index * 5)
        }
        let plain = (0..<count).map { Self.account("p\($0)", wait: Double($0), bars: $0) }
        let bare = ReplayAccount(policy: "none", axis: "seconds", units: "GPUs", capacity: 0, groups: [])
        for document in [Self.document(wide), Self.document(plain), Self.document([bare])] {
            let page = ReplayReport(document).text()
            for broken in ["NaN", "nan", "=\"inf\"", "<b>trace", "size <1>", "src=\"http", "href=\"http"] {
                #expect(!page.contains(broken), "\(broken)")
            }
            for tag in ["svg", "figure", "table", "details", "section", "text", "path", "rect", "header", "div"] {
                let opened =
                    page.components(separatedBy: "<\(tag) ").count + page.components(separatedBy: "<\(tag)>").count - 1
                let closed =
                    page.components(separatedBy: "</\(tag)>").count
                    + Self.selfClosed(tag, in: page)
                #expect(opened == closed, "<\(tag)>")
            }
            #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
        }
    }

    private static func selfClosed(_ tag: String, in page: String) -> Int {
        page.components(separatedBy: "<\(tag) ").dropFirst().count { part in
            part.firstIndex(of: ">").map { part[..<$0].hasSuffix("/") } ?? false
        }
    }

    @Test("has a chapter for each thing it knows, and none for what it does not")
    func chapters() {
        let page = ReplayReport(Self.document([Self.account("a", wait: 3, bars: 4)])).text()
        for anchor in ["figures", "schedule", "allocated", "wait", "left-out"] {
            #expect(page.contains("<section id=\"\(anchor)\">") && page.contains("href=\"#\(anchor)\""), "\(anchor)")
        }
        #expect(!page.contains("id=\"waiting\""), "no points")
        let large = ReplayReport(Self.document([Self.account("a", wait: 3)])).text()
        #expect(!large.contains("id=\"schedule\""))
    }

    @Test("marks the best where one is better, and nothing where all read alike")
    func best() {
        func winners(_ key: String, _ values: [Double?]) -> Set<Int> {
            ReplayBest(values.map { ReplayAccount.Figure(key, "", $0) }).winners
        }
        #expect(winners("wait_mean_seconds", [3, 1, nil, 2]) == [1])
        #expect(winners("utilisation_percent", [3, 1, 3.01]) == [0, 2], "what reads alike is alike")
        #expect(winners("wait_mean_seconds", [1.01, 1.02]).isEmpty)
        #expect(winners("jobs", [1, 2]).isEmpty && winners("gpu_hours", [1, 2]).isEmpty)
        let text = ReplayText(
            Self.document([Self.account("slow", wait: 9), Self.account("quick", wait: 2)]), isColoured: false
        ).text()
        #expect(text.contains("2.0*") && !text.contains("9.0*") && !text.contains("\u{1B}"))
        let coloured = ReplayText(
            Self.document([Self.account("slow", wait: 9), Self.account("quick", wait: 2)]), isColoured: true
        ).text()
        #expect(coloured.contains("\u{1B}[32m2.0*"))
    }

    @Test("gives JSON what is unknown as null")
    func json() throws {
        let data = try JSONEncoder().encode(Self.document([Self.account("a", wait: .infinity)]))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["wait_mean_seconds"] is NSNull && object["seed"] as? Int == 7)
        #expect(object["left_out_count"] as? Int == 2 && object["trace"] as? String == "<b>trace</b>.swf")
    }

    @Test("draws powers of ten evenly")
    func scale() {
        let scale = LogScale(least: 1, largest: 100_000, top: 0, bottom: 500)
        for (value, y) in [(1.0, 500.0), (10, 400), (1000, 200), (100_000, 0), (0, 500), (31.622_776, 350)] {
            #expect(abs(scale.y(value) - y) < 0.01, "\(value)")
        }
        #expect(scale.powers.map(\.name) == ["1", "10", "100", "1\u{A0}k", "10\u{A0}k", "100\u{A0}k"])
    }

    @Test("gives running jobs units of their own")
    func lanes() {
        var lanes = GanttLanes(units: 6)
        let (first, second, third) = (lanes.take(2), lanes.take(2), lanes.take(2))
        #expect([first, second, third] == [[0..<2], [2..<4], [4..<6]])
        lanes.give(first + third)
        #expect(lanes.take(3) == [0..<2, 4..<5], "in pieces where none is wide enough")
        lanes.give([0..<2, 4..<5] + second)
        #expect(lanes.take(9) == [0..<6], "no more than there are")
    }
}

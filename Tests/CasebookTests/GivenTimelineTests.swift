import Foundation
import StargateCasebook
import StargateTesting
import Testing

@Suite("Timelines that others wrote")
struct GivenTimelineTests {
    /// The reference's own, and those that a second reader derived from it by hand.
    @Test(
        "come out as expected, every one",
        arguments: [
            ("../shared/data/agreements/rofr_scenarios.json", 13), ("Tests/CasebookTests/timelines.json", 60),
        ])
    func given(path: String, least: Int) throws {
        let file = Examples.root.appendingPathComponent(path)
        let scenarios = try ScenarioReader.scenarios(try String(contentsOf: file, encoding: .utf8))
        #expect(scenarios.count >= least)
        for scenario in scenarios {
            let difference = ScenarioPlayer.firstDifference(in: scenario)
            #expect(difference == nil, "\(scenario.id) \(scenario.title): \(String(describing: difference))")
        }
    }
}

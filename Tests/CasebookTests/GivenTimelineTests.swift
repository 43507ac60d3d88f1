import Foundation
import StargateCasebook
import StargateTesting
import Testing

@Suite("Timelines that others wrote")
struct GivenTimelineTests {
    @Test("come out as expected, every one")
    func given() throws {
        let file = Examples.root.appendingPathComponent("../shared/data/agreements/rofr_scenarios.json")
        let scenarios = try ScenarioReader.scenarios(try String(contentsOf: file, encoding: .utf8))
        #expect(scenarios.count >= 13)
        for scenario in scenarios {
            let difference = ScenarioPlayer.firstDifference(in: scenario)
            #expect(difference == nil, "\(scenario.id) \(scenario.title): \(String(describing: difference))")
        }
    }
}

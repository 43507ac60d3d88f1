import StargateScheduling
import StargateTraces
import Testing

@Suite("Fragmentation as pods arrive")
struct FragmentationCourseTests {
    @Test("is, after the last arrival, what counting all nodes anew gives; and FGD keeps it lowest")
    func last() throws {
        let trace = try Openb.small(seed: 42)
        var ends: [PlacementPolicy: Double] = [:]
        for policy in [PlacementPolicy.fgd, .dotProduct] {
            var draws = SeededDraws(seed: 0)
            let run = trace.replay.run(policy, draws: &draws)
            let course = try FragmentationCourse(of: run.outcomes, in: trace.replay)
            var placement = PodPlacement(nodes: trace.replay.nodes, policy: policy, typical: trace.replay.typical)
            for case let placed? in run.outcomes.map(\.placed) { try placement.hold(placed) }
            let total = (0..<placement.nodes.count).reduce(0.0) { sum, node in
                let left = placement.nodes.left(of: node)
                return sum
                    + trace.replay.typical.fragmentation(
                        cpuLeft: left.cpuMilli, gpusLeft: left.gpus, model: placement.nodes.shapes[node].model)
            }
            let last = try #require(course.fragmentedMilli.last)
            #expect(abs(last - total) < 1e-3)
            #expect(course.heldMilli.last == placement.nodes.heldGPUMilli)
            #expect(last <= Double(placement.nodes.gpus * 1000 - placement.nodes.heldGPUMilli) + 1e-3)
            ends[policy] = last
        }
        #expect(try #require(ends[.fgd]) < #require(ends[.dotProduct]))
    }
}

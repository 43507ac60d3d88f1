import StargateScheduling
import Testing

@Suite("Typical pods")
struct TypicalPodsTests {
    private func pod(_ cpu: Int, _ milli: Int = 1000) throws -> PodDemand {
        try PodDemand(cpuMilli: cpu, memoryMiB: cpu, gpuCount: 1, gpuMilli: milli)
    }

    @Test("are the most frequent kinds up to the part asked for, their shares adding up to one")
    func cut() throws {
        let pods = try [5, 5, 5, 5, 5, 5, 3, 3, 3, 1].map { try pod($0) }
        let typical = TypicalPods(of: pods, covering: 90)
        #expect(typical.kinds.map(\.cpuMilli) == [5, 3])
        #expect(typical.kinds.map(\.share) == [0.6 / (9.0 / 10.0), 0.3 / (9.0 / 10.0)])
    }

    @Test("of equal number are ordered from the larger to the smaller")
    func ties() throws {
        let pods = try [pod(1, 200), pod(2, 100), pod(2, 300), pod(1, 300)]
        let typical = TypicalPods(of: pods, covering: 100)
        #expect(typical.kinds.map { [$0.cpuMilli, $0.gpuMilli] } == [[2, 300], [2, 100], [1, 300], [1, 200]])
        #expect(typical.kinds.map(\.share) == [0.25, 0.25, 0.25, 0.25])
    }

    @Test("are not told apart by memory, but by the models they allow")
    func kinds() throws {
        let (one, two) = (GPUModel(number: 1), GPUModel(number: 2))
        let sets = [[], [one], [one, two], [two]].map(GPUModelSet.init)
        let pods = try sets.flatMap { models in
            try [1, 2].map { try PodDemand(cpuMilli: 1, memoryMiB: $0, gpuCount: 1, gpuMilli: 9, models: models) }
        }
        // The reference compares the lists of names, and takes the larger first.
        #expect(TypicalPods(of: pods, covering: 100).kinds.map(\.models) == sets.reversed())
    }

    @Test("of no pods are none, and leave every node whole")
    func none() {
        let typical = TypicalPods(of: [])
        #expect(typical.kinds.isEmpty)
        #expect(typical.fragmentation(cpuLeft: 1, gpusLeft: .init([1, 2]), model: .init(number: 0)) == 0)
    }
}

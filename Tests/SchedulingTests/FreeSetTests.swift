import Testing

@testable import StargateScheduling

@Suite("A free set")
struct FreeSetTests {
    @Test("agrees with a plain set under random operations", arguments: [1, 63, 64, 65, 4097, 300_000])
    func random(capacity: Int) {
        var draws = SeededDraws(seed: UInt64(capacity))
        var set = FreeSet(capacity: capacity)
        var plain = Set<Int>()
        for _ in 0..<3000 {
            let number = Int(draws.bits() % UInt64(capacity))
            #expect(set.contains(number) == plain.contains(number))
            if plain.remove(number) != nil {
                set.remove(number)
            } else {
                plain.insert(number)
                set.insert(number)
            }
            if draws.bits() % 16 == 0 {
                for member in plain.sorted().prefix(plain.count / 2) {
                    plain.remove(member)
                    set.remove(member)
                }
            }
        }
        #expect(set.count == plain.count && set.isEmpty == plain.isEmpty)
        var members: [Int] = []
        var next = set.first(from: 0)
        while let member = next {
            members.append(member)
            next = set.first(from: member + 1)
        }
        #expect(members == plain.sorted())
        #expect(set.first == plain.min())
    }

    @Test("finds the next member from any start", arguments: [70, 5000, 270_000])
    func next(capacity: Int) {
        var draws = SeededDraws(seed: 9)
        var set = FreeSet(capacity: capacity)
        var plain: [Int] = []
        for number in 0..<capacity where draws.bits() % 900 == 0 || number == capacity - 1 {
            set.insert(number)
            plain.append(number)
        }
        for start in stride(from: 0, to: capacity + 2, by: max(1, capacity / 700)) {
            #expect(set.first(from: start) == plain.first { $0 >= start })
        }
    }

    @Test("keeps its sets apart")
    func several() {
        var sets = FreeSets(count: 3, capacity: 10_000)
        sets.insert(9_999, into: 0)
        sets.insert(4_000, into: 2)
        #expect(sets.first(in: 0) == 9_999 && sets.first(in: 1) == nil && sets.first(in: 2) == 4_000)
        sets.remove(9_999, from: 0)
        #expect(sets.isEmpty(0) && sets.isEmpty(1) && !sets.isEmpty(2))
    }
}

import Testing

@testable import StargateScheduling

@Suite("An event wheel")
struct EventWheelTests {
    /// The slow obvious one: a list sorted again at every question.
    private struct SortedList {
        var events: [WheelEvent] = []

        mutating func take() -> (Int64, [WheelEvent])? {
            events.sort { ($0.time, $0.class, $0.sequence) < ($1.time, $1.class, $1.sequence) }
            guard let time = events.first?.time else { return nil }
            let batch = events.prefix { $0.time == time }
            events.removeFirst(batch.count)
            return (time, Array(batch))
        }
    }

    @Test("takes what a sorted list takes, under random operations", arguments: 0..<40)
    func random(seed: UInt64) {
        var draws = SeededDraws(seed: seed)
        let base = seed % 3 == 0 ? -5_000_000 : Int64(seed) * 1000
        var wheel = EventWheel(from: base)
        var list = SortedList()
        var now = base
        var batch: [WheelEvent] = []
        // Short, mixed and very long horizons.
        let widths: [UInt64] = seed % 2 == 0 ? [2, 6, 13] : [1, 20, 40]
        for step in 0..<600 {
            if draws.bits() % 5 < 3 {
                for _ in 0...draws.bits() % 4 {
                    let width = widths[Int(draws.bits() % 3)]
                    let event = WheelEvent(
                        time: now + Int64(draws.bits() & (1 << width - 1)), class: UInt8(draws.bits() % 4),
                        sequence: Int64(draws.bits() >> 40), payload: UInt64(step), detail: -Int64(step))
                    wheel.push(event)
                    list.events.append(event)
                }
            } else {
                let expected = list.take()
                #expect(wheel.next == expected?.0, "seed \(seed)")
                #expect(wheel.take(into: &batch) == expected?.0, "seed \(seed)")
                // Equal keys may come in any order: the caller's sequences tell events apart.
                #expect(batch.map(\.order) == (expected?.1 ?? []).map(\.order), "seed \(seed)")
                now = expected?.0 ?? now
            }
            #expect(wheel.count == list.events.count)
        }
        while let expected = list.take() {
            #expect(wheel.take(into: &batch) == expected.0)
            #expect(Set(batch) == Set(expected.1))
        }
        #expect(wheel.isEmpty && wheel.next == nil && wheel.take(into: &batch) == nil && batch.isEmpty)
    }

    @Test("sorts an instant by class, then by sequence, whatever the order of pushes")
    func instant() {
        var wheel = EventWheel()
        for (`class`, sequence) in [(1, 5), (0, 9), (1, 2), (0, 1), (2, 0)] as [(UInt8, Int64)] {
            wheel.push(WheelEvent(time: 777_777, class: `class`, sequence: sequence, payload: 0))
        }
        var batch: [WheelEvent] = []
        #expect(wheel.take(into: &batch) == 777_777)
        #expect(batch.map(\.class) == [0, 0, 1, 1, 2])
        #expect(batch.map(\.sequence) == [1, 9, 2, 5, 0])
    }

    @Test("takes an event pushed at the instant just taken in a batch of its own")
    func sameInstant() {
        var wheel = EventWheel(from: 10)
        wheel.push(WheelEvent(time: 50, class: 0, sequence: 0, payload: 1))
        var batch: [WheelEvent] = []
        #expect(wheel.take(into: &batch) == 50)
        wheel.push(WheelEvent(time: 50, class: 0, sequence: 1, payload: 2))
        wheel.push(WheelEvent(time: 51, class: 0, sequence: 2, payload: 3))
        #expect(wheel.take(into: &batch) == 50)
        #expect(batch.map(\.payload) == [2])
        #expect(wheel.take(into: &batch) == 51)
    }

    @Test("keeps the order of times across the whole range of integers")
    func extremes() {
        let times: [Int64] = [.min, .min + 1, -1, 0, 1, 63, 64, 4096, .max - 1, .max]
        var wheel = EventWheel(from: .min)
        for time in times.reversed() { wheel.push(WheelEvent(time: time, class: 0, sequence: 0, payload: 0)) }
        var batch: [WheelEvent] = []
        for time in times { #expect(wheel.take(into: &batch) == time) }
    }
}

import Foundation
import StargateQuantities
import StargateTesting
import Testing

/// Reads `2025-03-09 02:30`.
func local(_ text: String) -> LocalTime {
    let parts = text.split(separator: " ")
    let clock = parts[1].split(separator: ":").compactMap { Int($0) }
    return LocalTime(day(String(parts[0])), hour: clock[0], minute: clock[1])
}

/// Reads `2025-03-09T10:00Z`.
func instant(_ text: String) -> Instant {
    let utc = local(text.replacingOccurrences(of: "T", with: " ").replacingOccurrences(of: "Z", with: ""))
    return Instant(utc.date).advanced(byMilliseconds: utc.millisecondOfDay)
}

@Suite("A local time")
struct LocalTimeTests {
    @Test("that clocks show once is one instant", arguments: LocalTimeTests.once)
    func unique(name: String, time: String, utc: String) {
        #expect(zone(name).resolve(local(time)) == .unique(instant(utc)))
        #expect(zone(name).instant(local(time)) == instant(utc))
        #expect(zone(name).local(instant(utc)) == local(time))
    }

    static let once = [
        ("America/Los_Angeles", "2025-03-17 17:00", "2025-03-18T00:00Z"),
        ("America/Los_Angeles", "2025-03-09 01:59", "2025-03-09T09:59Z"),
        ("America/Los_Angeles", "2025-03-09 03:00", "2025-03-09T10:00Z"),
        ("America/Los_Angeles", "2025-11-02 02:00", "2025-11-02T10:00Z"),
        ("Asia/Kathmandu", "2025-06-01 05:45", "2025-06-01T00:00Z"),
        ("Pacific/Kiritimati", "2025-01-01 14:00", "2025-01-01T00:00Z"),
        ("Etc/GMT+12", "2024-12-31 12:00", "2025-01-01T00:00Z"),
        ("Pacific/Apia", "2011-12-29 23:59", "2011-12-30T09:59Z"),
        ("Pacific/Apia", "2011-12-31 00:00", "2011-12-30T10:00Z"),
        ("UTC", "1970-01-01 00:00", "1970-01-01T00:00Z"),
    ]

    @Test("that clocks jump over stands for the first they show after the gap", arguments: LocalTimeTests.gaps)
    func skipped(name: String, time: String, next: String) {
        #expect(zone(name).resolve(local(time)) == .skipped(next: instant(next)))
        #expect(zone(name).instant(local(time)) == instant(next))
        #expect(zone(name).local(instant(next)) > local(time))
        #expect(zone(name).local(instant(next).advanced(byMilliseconds: -1)) < local(time))
    }

    static let gaps = [
        ("America/Los_Angeles", "2025-03-09 02:30", "2025-03-09T10:00Z"),
        ("America/Los_Angeles", "2025-03-09 02:00", "2025-03-09T10:00Z"),
        ("America/Los_Angeles", "2025-03-09 02:59", "2025-03-09T10:00Z"),
        ("America/Los_Angeles", "2001-04-01 02:30", "2001-04-01T10:00Z"),
        ("Australia/Lord_Howe", "2025-10-05 02:15", "2025-10-04T15:30Z"),
        ("Europe/London", "2045-03-26 01:30", "2045-03-26T01:00Z"),
        ("America/Havana", "2025-03-09 00:30", "2025-03-09T05:00Z"),
        ("America/Nuuk", "2026-03-28 23:30", "2026-03-29T01:00Z"),
        // Samoa changed sides of the date line and had no 30 December 2011.
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30T10:00Z"),
        ("Pacific/Apia", "2011-12-30 00:00", "2011-12-30T10:00Z"),
    ]

    @Test("that clocks show twice is both instants, and a contract means the later", arguments: LocalTimeTests.folds)
    func repeated(name: String, time: String, earlier: String, later: String) {
        let both = Zone.Resolution.repeated(earlier: instant(earlier), later: instant(later))
        #expect(zone(name).resolve(local(time)) == both)
        #expect(zone(name).instant(local(time)) == instant(later))
        #expect(zone(name).local(instant(earlier)) == local(time))
        #expect(zone(name).local(instant(later)) == local(time))
    }

    static let folds = [
        ("America/Los_Angeles", "2025-11-02 01:30", "2025-11-02T08:30Z", "2025-11-02T09:30Z"),
        ("America/Los_Angeles", "2025-11-02 01:00", "2025-11-02T08:00Z", "2025-11-02T09:00Z"),
        ("Australia/Lord_Howe", "2025-04-06 01:45", "2025-04-05T14:45Z", "2025-04-05T15:15Z"),
        ("Europe/Dublin", "2025-10-26 01:15", "2025-10-26T00:15Z", "2025-10-26T01:15Z"),
        ("America/Havana", "2025-11-02 00:30", "2025-11-02T04:30Z", "2025-11-02T05:30Z"),
        ("Asia/Gaza", "2086-04-13 01:30", "2086-04-12T22:30Z", "2086-04-12T23:30Z"),
    ]

    @Test("comes back to the instant it was shown at, in every zone", arguments: seeds)
    func roundTrip(seed: UInt64) {
        var dice = Dice(seed: seed)
        let (from, to) = (Instant(day("1995-01-01")).milliseconds, Instant(day("2120-01-01")).milliseconds)
        for _ in 0..<4000 {
            let zone = zone(dice.pick(Zone.names))
            let instant = Instant(milliseconds: dice.number(from...to))
            let comesBack =
                switch zone.resolve(zone.local(instant)) {
                case .unique(let found): found == instant && zone.instant(zone.local(instant)) == instant
                case .repeated(let earlier, let later):
                    earlier < later && [earlier, later].contains(instant)
                        && zone.local(earlier) == zone.local(later)
                case .skipped: false
                }
            #expect(comesBack, "seed \(seed): \(zone) at \(instant.milliseconds)")
        }
    }

    @Test("near a change of clocks is shown as often as its resolution says", arguments: seeds)
    func changes(seed: UInt64) {
        var dice = Dice(seed: seed)
        let changes = zip(ZoneTruth.offsets, ZoneTruth.offsets.dropFirst()).filter { before, after in
            before.zone == after.zone && before.second + 1 == after.second
        }
        for _ in 0..<1000 {
            let (before, after) = dice.pick(changes)
            let zone = zone(after.zone)
            let near = Instant(milliseconds: after.second * 1000 + dice.number(-7_200_000...7_200_000))
            // Some way on by the clock, so that it may lie in a gap.
            let clock = (zone.local(near).millisecondOfDay + dice.number(0...3_600_000)) % Instant.millisecondsPerDay
            let time = LocalTime(date: zone.local(near).date, millisecondOfDay: clock)
            let utc = Instant(time.date).advanced(byMilliseconds: time.millisecondOfDay)
            // Either offset may make an instant of the time; it is one if the clocks there show the time.
            let shown = Set([before.offset, after.offset].map { utc.advanced(byMilliseconds: -$0 * 1000) })
                .filter { zone.local($0) == time }
            let found: Set<Instant> =
                switch zone.resolve(time) {
                case .unique(let instant): [instant]
                case .repeated(let earlier, let later): [earlier, later]
                case .skipped: []
                }
            #expect(found == shown, "seed \(seed): \(zone) \(time)")
        }
    }

    @Test("is written to the minute, with seconds and thousandths only where there are any")
    func description() {
        #expect("\(LocalTime(day("2025-03-17"), hour: 17, minute: 0))" == "2025-03-17 17:00")
        #expect("\(LocalTime(day("2025-03-17"), hour: 0, minute: 5, second: 9))" == "2025-03-17 00:05:09")
        #expect("\(LocalTime(date: day("2025-03-17"), millisecondOfDay: 86_399_007))" == "2025-03-17 23:59:59.007")
        #expect("\(LocalTime(date: day("2025-03-17"), millisecondOfDay: 250))" == "2025-03-17 00:00:00.250")
    }

    @Test("sorts by date, then by clock")
    func order() {
        let sorted = ["2024-12-31 23:59", "2025-01-01 00:00", "2025-01-01 09:30", "2025-01-02 00:00"].map(local)
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test("is stored as date and millisecond of the day, and refused beyond the day")
    func coding() throws {
        let time = local("2025-03-17 17:00")
        #expect(try json(time) == #"{"date":"2025-03-17","millisecondOfDay":61200000}"#)
        #expect(try QuantitiesTests.roundTrip(time) == time)
        for millisecond in ["-1", "86400000"] {
            let text = #"{"date":"2025-03-17","millisecondOfDay":\#(millisecond)}"#
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(LocalTime.self, from: Data(text.utf8)) }
        }
    }
}

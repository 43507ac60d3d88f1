import Foundation
import StargateQuantities
import StargateTesting
import Testing

/// The zone of that name.
func zone(_ name: String) -> Zone {
    guard let zone = Zone(name) else { preconditionFailure("no such zone: \(name)") }
    return zone
}

@Suite("A time zone")
struct ZoneTests {
    @Test("has the offset that Python's zoneinfo gives it, to the second before and after a change")
    func truth() {
        let wrong = ZoneTruth.offsets.filter {
            zone($0.zone).offset(at: Instant(milliseconds: $0.second * 1000)) != $0.offset * 1000
        }
        #expect(wrong.isEmpty)
        #expect(ZoneTruth.offsets.count > 300)
        #expect(Set(ZoneTruth.offsets.map(\.zone)).count > 40)
    }

    @Test("of any name has the offsets that zoneinfo gives it throughout this century")
    func fingerprints() {
        let wrong = ZoneTruth.fingerprints.filter { name, expected in
            let zone = zone(name)
            var value: UInt32 = 0
            for step in 0..<Int64(1000) {
                let instant = Instant(milliseconds: (946_684_800 + step * 3_187_201) * 1000)
                value = value &* 31 &+ UInt32(zone.offset(at: instant) / 60_000 + 1440)
            }
            return value != expected
        }
        #expect(wrong.map(\.zone) == [])
    }

    @Test("is known by each name of the database and by no other")
    func names() {
        #expect(Zone.names == ZoneTruth.fingerprints.map(\.zone).sorted())
        #expect(Zone.databaseVersion == ZoneTruth.version)
        for name in Zone.names { #expect(Zone(name)?.name == name) }
        for name in ["", "Mars/Olympus", "america/los_angeles", "UTC ", "PST8PDT,M3.2.0,M11.1.0", "+01:00"] {
            #expect(Zone(name) == nil, "\(name)")
        }
    }

    @Test("under an old name runs as under its new one", arguments: ZoneTests.links)
    func aliases(old: String, new: String) {
        #expect(zone(old) != zone(new))
        for days in stride(from: 10_957, to: 30_000, by: 11) {
            let instant = Instant(CalendarDate(dayNumber: days))
            #expect(zone(old).offset(at: instant) == zone(new).offset(at: instant), "\(instant)")
        }
    }

    static let links = [
        ("US/Pacific", "America/Los_Angeles"), ("Asia/Calcutta", "Asia/Kolkata"), ("GB", "Europe/London"),
        ("Europe/Kiev", "Europe/Kyiv"), ("Zulu", "Etc/UTC"),
    ]

    @Test("follows its standing rule where the list of changes ends, for ever after")
    func rules() {
        // The second Sunday of March 2391 is the tenth.
        let change = Instant(day("2391-03-10")).advanced(byMilliseconds: 10 * 3_600_000)
        let pacific = zone("America/Los_Angeles")
        #expect(pacific.offset(at: change.advanced(byMilliseconds: -1)) == -8 * 3_600_000)
        #expect(pacific.offset(at: change) == -7 * 3_600_000)
        // Morocco's changes are listed to 2087; then it keeps an hour ahead.
        #expect(zone("Africa/Casablanca").offset(at: Instant(day("2087-05-01"))) == 0)
        #expect(zone("Africa/Casablanca").offset(at: Instant(day("2088-05-01"))) == 3_600_000)
    }

    @Test("keeps before 2000 the offset it had at the start of 2000")
    func before() {
        // July 1999 was summer in London and winter in Sydney.
        #expect(zone("Europe/London").offset(at: Instant(day("1999-07-01"))) == 0)
        #expect(zone("Australia/Sydney").offset(at: Instant(day("1999-07-01"))) == 11 * 3_600_000)
        #expect(zone("Australia/Sydney").offset(at: Instant(day("2000-07-01"))) == 10 * 3_600_000)
    }

    @Test("is written as its name, and refused if the name is unknown")
    func coding() throws {
        #expect(try json([Zone.utc, zone("US/Pacific")]) == #"["UTC","US\/Pacific"]"#)
        #expect(try roundTrip(zone("Asia/Calcutta")) == zone("Asia/Calcutta"))
        #expect("\(zone("Europe/Paris"))" == "Europe/Paris")
        for text in [#"["Mars/Olympus"]"#, "[7]", #"[""]"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([Zone].self, from: Data(text.utf8)) }
        }
    }
}

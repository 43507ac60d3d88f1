import Testing

@testable import StargateQuantities

@Suite("A POSIX rule")
struct PosixRuleTests {
    @Test("changes clocks at the second at which the C library changes them", arguments: PosixRuleTests.changed)
    func changes(rule: String, second: Int64, before: Int64, after: Int64) throws {
        let rule = try #require(PosixRule(rule))
        #expect(rule.stretch(at: second * 1000 - 1).offset == before * 1000)
        #expect(rule.stretch(at: second * 1000).offset == after * 1000)
        #expect(rule.stretch(at: second * 1000).start == second * 1000)
        #expect(rule.stretch(at: second * 1000 - 1).end == second * 1000)
    }

    /// glibc 2.36, `localtime` with `TZ` set to the rule: the second of each change in 2024 and 2025, and the offsets
    /// before and after. Python 3.11's zoneinfo agrees but for `n`, and for `J59` in leap years, where it is a day out;
    /// no zone of the database uses these.
    static let changed: [(String, Int64, Int64, Int64)] = [
        ("PST8PDT,M3.2.0,M11.1.0", 1710064800, -28800, -25200),
        ("PST8PDT,M3.2.0,M11.1.0", 1730624400, -25200, -28800),
        ("PST8PDT,M3.2.0,M11.1.0", 1741514400, -28800, -25200),
        ("PST8PDT,M3.2.0,M11.1.0", 1762074000, -25200, -28800),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1711846800, -7200, -3600),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1729990800, -3600, -7200),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1743296400, -7200, -3600),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1761440400, -3600, -7200),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 1711756800, 7200, 10800),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 1729897200, 10800, 7200),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 1743206400, 7200, 10800),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 1761346800, 10800, 7200),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1712419200, 39600, 36000),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1728144000, 36000, 39600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1743868800, 39600, 36000),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1759593600, 36000, 39600),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1712415600, 39600, 37800),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1728142200, 37800, 39600),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1743865200, 39600, 37800),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1759591800, 37800, 39600),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 1711846800, 0, 3600), ("IST-1GMT0,M10.5.0,M3.5.0/1", 1729990800, 3600, 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 1743296400, 0, 3600), ("IST-1GMT0,M10.5.0,M3.5.0/1", 1761440400, 3600, 0),
        ("<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 1712412000, 49500, 45900),
        ("<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 1727532000, 45900, 49500),
        ("<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 1743861600, 49500, 45900),
        ("<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 1758981600, 45900, 49500),
        ("ABC3DEF,J60/1:30:15,J300", 1709267415, -10800, -7200),
        ("ABC3DEF,J60/1:30:15,J300", 1730001600, -7200, -10800),
        ("ABC3DEF,J60/1:30:15,J300", 1740803415, -10800, -7200),
        ("ABC3DEF,J60/1:30:15,J300", 1761537600, -7200, -10800), ("ABC3DEF,59,299/-24", 1709182800, -10800, -7200),
        ("ABC3DEF,59,299/-24", 1729821600, -7200, -10800), ("ABC3DEF,59,299/-24", 1740805200, -10800, -7200),
        ("ABC3DEF,59,299/-24", 1761444000, -7200, -10800),
        ("ABC-5DEF-6:30,J365/24,J32/-167", 1706121000, 23400, 18000),
        ("ABC-5DEF-6:30,J365/24,J32/-167", 1735671600, 18000, 23400),
        ("ABC-5DEF-6:30,J365/24,J32/-167", 1737743400, 23400, 18000),
        ("ABC3DEF,0/3,J59/167", 1709686800, -7200, -10800), ("ABC3DEF,0/3,J59/167", 1735711200, -10800, -7200),
        ("ABC3DEF,0/3,J59/167", 1741309200, -7200, -10800),
        ("CST5CDT,M3.2.0/0,M11.1.0/1", 1710046800, -18000, -14400),
        ("CST5CDT,M3.2.0/0,M11.1.0/1", 1730610000, -14400, -18000),
        ("CST5CDT,M3.2.0/0,M11.1.0/1", 1741496400, -18000, -14400),
        ("CST5CDT,M3.2.0/0,M11.1.0/1", 1762059600, -14400, -18000),
    ]

    @Test("may change clocks in what is still the old year in Greenwich")
    func newYear() throws {
        let rule = try #require(PosixRule("ABC-12DEF,0/3,J59"))
        // 2025-01-01 03:00 twelve hours east of Greenwich.
        let change = Instant(CalendarDate(2024, 12, 31)).milliseconds + 15 * 3_600_000
        #expect(rule.stretch(at: change - 1).offset == 12 * 3_600_000)
        #expect(rule.stretch(at: change - 1).end == change)
        #expect(rule.stretch(at: change).offset == 13 * 3_600_000)
    }

    @Test("without daylight saving holds one offset for ever", arguments: PosixRuleTests.constant)
    func holds(text: String, offset: Int64) throws {
        let rule = try #require(PosixRule(text))
        #expect(rule.stretch(at: 1_750_000_000_000) == .init(start: .min, end: .max, offset: offset * 1000))
    }

    static let constant: [(String, Int64)] = [
        ("UTC0", 0), ("MST7", -25_200), ("IST-5:30", 19_800), ("<+0330>-3:30", 12_600), ("<-0930>9:30", -34_200),
        ("<+14>-14", 50_400), ("LMT0:01:15", -75), ("XYZ+4", -14_400),
    ]

    @Test("that saves daylight all year never changes the offset")
    func always() throws {
        let rule = try #require(PosixRule("EST5EDT,0/0,J365/25"))
        let hours = stride(from: Int64(1_700_000_000_000), to: 1_800_000_000_000, by: 3_600_000)
        #expect(hours.allSatisfy { rule.stretch(at: $0).offset == -4 * 3_600_000 })
    }

    @Test(
        "that is malformed is refused",
        arguments: [
            "", "PST", "PS8", "PST8PDT", "PST8PDT,M3.2.0", "PST8PDT,M3.2.0,", "PST8PDT,M3.2.0,M11.1.0,", "8",
            "PST8PDT,M13.2.0,M11.1.0", "PST8PDT,M3.6.0,M11.1.0", "PST8PDT,M3.0.0,M11.1.0", "PST8PDT,M3.2.7,M11.1.0",
            "PST8PDT,J0,J300", "PST8PDT,J1,J366", "PST8PDT,0,366", "PST25", "<+03-3", "PST8:60", "PST8 ",
            "PST8PDT,M3.2.0/168,M11.1.0", "PST8PDT,M3.2.0/,M11.1.0", "PST8PDT,M3.2,M11.1.0",
        ])
    func refused(text: String) {
        #expect(PosixRule(text) == nil)
    }
}

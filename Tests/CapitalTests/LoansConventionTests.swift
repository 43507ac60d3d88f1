import StargateCapital
import StargateQuantities
import Testing

func loanTime(_ text: String) -> LoanTime {
    guard let time = LoanTime(text) else { preconditionFailure("no such time: \(text)") }
    return time
}

@Suite("Conventions of loans")
struct LoansConventionTests {
    struct Known: Sendable {
        let count: DayCount
        let from: String
        let to: String
        /// A fraction of a year, as parts with their denominators.
        let parts: [(Double, Double)]

        init(_ count: DayCount, _ from: String, _ to: String, _ parts: (Double, Double)...) {
            (self.count, self.from, self.to, self.parts) = (count, from, to, parts)
        }
    }

    static let known: [Known] = [
        Known(.actualActual, "2011-07-01", "2012-07-01", (184, 365), (182, 366)),
        Known(.actualActual, "2013-01-01", "2016-01-01", (3, 1)),
        Known(.actual360, "2013-01-01", "2013-03-01", (59, 360)),
        Known(.actual365, "2012-01-01", "2013-01-01", (366, 365)),
        Known(.actual365, "2013-01-01", "2013-01-01T23:59:59", (1, 365)),
        Known(.thirtyE360, "2013-01-31", "2013-02-28", (28, 360)),
        Known(.thirtyE360, "2013-02-28", "2013-03-31", (32, 360)),
        Known(.thirtyE360ISDA, "2013-02-28", "2013-03-31", (30, 360)),
        Known(.thirtyE360ISDA, "2013-01-31", "2013-02-28", (30, 360)),
        Known(.business252, "2013-01-04", "2013-01-08", (2, 252)),
    ]

    @Test("count days as the standard says", arguments: known)
    func dayCounts(known: Known) {
        let (count, from, to) = (known.count, known.from, known.to)
        let years = known.parts.reduce(0) { $0 + $1.0 / $1.1 }
        let found = count.yearFraction(from: loanTime(from), to: loanTime(to), calendar: .mondayToFriday)
        #expect(abs(found - years) < 1e-12)
        let back = count.yearFraction(from: loanTime(to), to: loanTime(from), calendar: .mondayToFriday)
        #expect(back == -found)
    }

    @Test("let the last of February be the last day where the loan matures on it")
    func maturesInFebruary() {
        let end = loanTime("2013-02-28")
        let years = DayCount.thirtyE360ISDA.yearFraction(from: loanTime("2013-01-31"), to: end, maturity: end)
        #expect(abs(years - 28.0 / 360) < 1e-12)
    }

    @Test("read cycles and their stubs")
    func cycles() {
        #expect(LoanCycle("P1ML0") == LoanCycle(months: 1, stub: .long))
        #expect(LoanCycle("P2WL1") == LoanCycle(days: 14, stub: .short))
        #expect(LoanCycle("1Q-") == LoanCycle(months: 3, stub: .short))
        #expect(LoanCycle("P1Y6ML1") == LoanCycle(months: 18, stub: .short))
        for text in ["", "P", "P0ML0", "PML0", "P1X", "P-1ML0", "P1", "P99999999999ML0"] {
            #expect(LoanCycle(text) == nil, "\(text)")
        }
    }

    @Test(
        "shift holidays as the standard says",
        arguments: [
            (BusinessDayConvention.none, "2013-03-31"), (.shiftFollowing, "2013-04-01"),
            (.calculateFollowing, "2013-04-01"), (.shiftModifiedFollowing, "2013-03-29"),
            (.calculateModifiedFollowing, "2013-03-29"), (.shiftPreceding, "2013-03-29"),
            (.calculatePreceding, "2013-03-29"), (.shiftModifiedPreceding, "2013-03-29"),
            (.calculateModifiedPreceding, "2013-03-29"),
        ])
    func shifts(convention: BusinessDayConvention, to day: String) {
        let sunday = loanTime("2013-03-31")
        #expect(convention.eventTime(sunday, .mondayToFriday) == loanTime(day))
        #expect(convention.eventTime(sunday, .noHoliday) == sunday)
        let calculated = convention.calculationTime(sunday, .mondayToFriday)
        #expect(calculated == (convention.rawValue.hasPrefix("S") ? loanTime(day) : sunday))
    }

    @Test("do not shift back into the month before, if modified")
    func modifiedPreceding() {
        let saturday = loanTime("2013-06-01")
        #expect(
            BusinessDayConvention.shiftModifiedPreceding.eventTime(saturday, .mondayToFriday) == loanTime("2013-06-03"))
        #expect(BusinessDayConvention.shiftPreceding.eventTime(saturday, .mondayToFriday) == loanTime("2013-05-31"))
    }

    @Test("read times of day, and no others")
    func times() {
        #expect(loanTime("2013-08-01T00:00") == loanTime("2013-08-01"))
        #expect(loanTime("2013-12-31T23:59:59").description == "2013-12-31T23:59:59")
        for text in ["2013-12-31T25:00", "2013-12-31T10:61", "2013-12-31T1:00", "2013-12-31 10:00", "x"] {
            #expect(LoanTime(text) == nil, "\(text)")
        }
    }
}

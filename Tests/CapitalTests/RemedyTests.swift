import StargateCapital
import StargateQuantities
import Testing

@Suite("A default on a call")
struct RemedyTests {
    @Test("stands until it is remedied, and there is none to remedy before the cure period ends")
    func remedied() {
        let rules = CallRules(cure: 10)
        // Due on Monday 5 January 1970; the cure ends ten weekdays later, on the 19th.
        let (due, cured) = (CalendarDate(dayNumber: 4), CalendarDate(dayNumber: 18))
        func standing(_ day: Int, remedied: Int?) -> CallRules.Standing {
            rules.standing(
                due: due, paid: nil, remedied: remedied.map { cured.advanced(byDays: $0) },
                on: cured.advanced(byDays: day), calendar: .weekdays)
        }
        #expect(standing(0, remedied: 0) == .late)
        #expect(standing(1, remedied: nil) == .defaulted && standing(1, remedied: 0) == .defaulted)
        #expect(standing(4, remedied: 5) == .defaulted && standing(5, remedied: 5) == .remedied)
    }
}

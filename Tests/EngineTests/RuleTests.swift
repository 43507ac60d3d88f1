import StargateAgreements
import StargateBuildOut
import StargateCapital
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateSimulation
import StargateTesting
import Testing

/// The campus example with pieces of text replaced.
private func campus(_ changes: [(String, String)]) throws -> Rehearsal {
    var text = try Examples.text("campus")
    for (old, new) in changes {
        #expect(text.contains(old), "the example no longer holds '\(old)'")
        text = text.replacing(old, with: new)
    }
    return try Rehearsal(text)
}

@Suite("A programme")
struct RuleTests {
    @Test("that cannot pay says so in every quarter, and pays what smaller bills it can")
    func overdue() throws {
        let rehearsal = try campus([
            ("commitment: 15 M USD", "commitment: 6 M USD"), ("commitment: 20 M USD", "commitment: 13 M USD"),
        ])
        let last = try #require(rehearsal.state.quarters.last)
        let owed = rehearsal.state.capital.payable(at: rehearsal.end)
        #expect(last.overdue == owed.map(\.amount).sum())
        if let smallest = owed.map(\.amount).min() { #expect(last.cash < smallest) }
    }

    @Test("that can pay owes nothing overdue at any quarter's end")
    func solvent() throws {
        #expect(try campus([]).state.quarters.map(\.overdue).allSatisfy { $0 == .zero })
    }

    @Test("pays each phase's shell and chips to the cent, and no more than was set aside")
    func encumbrances() throws {
        let rehearsal = try campus([])
        var paid: [String: Money] = [:]
        var cost: [String: Money] = [:]
        for case .capital(let event) in rehearsal.batches.flatMap(\.events) {
            switch event {
            case .encumbered(let work, let amount, _, _, _, _): cost[work.encumbrance] = amount
            case .paid(_, _, let encumbrance?, let amount, _): paid[encumbrance, default: .zero] += amount
            default: break
            }
        }
        for name in ["construction/north.hall-a", "chips/north.hall-a"] { #expect(paid[name] == cost[name], "\(name)") }
    }

    @Test(
        "asks a right's holder, waits, and rents from the other if it declines; from the holder if it accepts",
        arguments: [("declines", "coreweave"), ("silent", "coreweave"), ("accepts", "other")])
    func firstRefusal(answer: String, winner: String) throws {
        let right = """
            agreements:
              right: { kind: right_of_first_refusal, grantor: university, holder: vendor, from: 2025-01-01,
                       until: 2030-01-01, notice_period: 10 business days, answer: \(answer), clause: '1', text: t,
                       carve_outs: [own_build] }
            suppliers:
              other: { party: vendor }
            """
        let rehearsal = try campus([("suppliers:", right)])
        let zone = try #require(Zone("America/Los_Angeles"))
        let time = ContractTime(zone: zone, calendar: HolidayCalendar(.usFederal))
        var notices: [Int: Instant] = [:]
        for batch in rehearsal.batches {
            for event in batch.events {
                if case .agreements(.progressed(let number, .noticed(_, let asks, _))) = event {
                    #expect(asks.map(\.answerBy) == [time.answerBy(.businessDays(10), noticed: batch.at, in: zone)])
                    notices[number] = batch.at
                }
                if case .sourcing(.rentalSigned(_, let supplier, _, _, _, _, _, _)) = event {
                    #expect(supplier.text == winner)
                    #expect(notices.values.contains { $0 < batch.at }, "no rental before a notice")
                }
            }
        }
        #expect(!notices.isEmpty)
    }

    @Test("under an exclusivity rents from nobody else, and says which clause")
    func exclusivity() throws {
        let exclusive = """
            agreements:
              only: { kind: exclusivity, grantor: university, holder: vendor, from: 2025-01-01, until: 2030-01-01,
                      clause: '4.2', text: t, carve_outs: [own_build] }
            suppliers:
            """
        let rehearsal = try campus([("suppliers:", exclusive)])
        for case .sourcing(let event) in rehearsal.batches.flatMap(\.events) {
            if case .rentalSigned = event { Issue.record("rented in spite of the exclusivity") }
            if case .reviewed(let held, let clause, _) = event, held > .zero { #expect(clause == "only § 4.2") }
        }
        #expect(rehearsal.state.quarters[0].held.contains { $0.cause == .contract })
    }

    @Test("energises a phase only with shell and power, and serves only with chips, in that order")
    func order() throws {
        let standing = try campus([]).state.buildOut["north.hall-a"]
        let energised = try #require(standing.energised)
        #expect(energised == max(try #require(standing.shellReady), try #require(standing.powerLive)))
        #expect(standing.online == standing.target && standing.target > 0)
    }

    @Test("books interest as the days and balances of its own payments say")
    func interest() throws {
        let rehearsal = try campus([])
        let facility = rehearsal.state.programme.capital.facilities[0]
        var (balance, centDays, day) = (Int64(0), Int64(0), rehearsal.state.programme.start.dayNumber)
        var booked = Money.zero
        for batch in rehearsal.batches {
            centDays += balance * Int64(batch.at.date.dayNumber - day)
            day = batch.at.date.dayNumber
            for case .capital(let event) in batch.events {
                if case .paid(_, _, _, _, let draws) = event { balance += draws.map(\.amount.cents).reduce(0, +) }
                if case .obligated(let obligation) = event, obligation.work.category == .interest {
                    booked += obligation.amount
                }
            }
        }
        let expected = facility.accrual.interest(centDays: centDays, from: rehearsal.state.programme.start)
        #expect(abs(booked.cents - expected.cents) <= 24, "within half a cent a month")
    }
}

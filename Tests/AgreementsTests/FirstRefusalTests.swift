import Foundation
import StargateAgreements
import StargateQuantities
import Testing

@Suite("A right of first refusal")
struct FirstRefusalTests {
    let rofr = agreement("rofr", firstRefusal, holder: "microsoft", carveOuts: [.ownBuild])

    @Test("wants its holder asked before anyone else is used")
    func notice() {
        let verdict = Agreements().verdict(on: cloud(from: "oracle"), terms: [rofr], at: signing)
        #expect(verdict == .afterNotice("rofr", holder: "microsoft", clause: rofr.reference, waivers: []))
    }

    @Test("asks nothing of the holder's own capacity, or of what is carved out")
    func free() {
        let state = Agreements()
        #expect(state.verdict(on: cloud(from: "microsoft"), terms: [rofr], at: signing) == .allowed(waivers: []))
        let own = Need(kind: .ownBuild, provider: "oracle", power: megawatts(1))
        #expect(state.verdict(on: own, terms: [rofr], at: signing) == .allowed(waivers: []))
    }

    @Test("asks nothing before its first day, or from the day until which it runs")
    func bounds() {
        let terms = [agreement("rofr", firstRefusal, holder: "microsoft", from: "2025-03-01", until: "2025-06-01")]
        let asks = ["2025-02-28", "2025-03-01", "2025-05-31", "2025-06-01"].map {
            Agreements().verdict(on: cloud(from: "oracle"), terms: terms, at: Instant(day($0))) != .allowed(waivers: [])
        }
        #expect(asks == [false, true, true, false])
    }

    @Test("opens a case at notice, which is settled once: accepted, declined or lapsed")
    func cases() throws {
        var state = Agreements()
        for (index, days) in [30, 10, 20].enumerated() {
            #expect(state.nextNumber == index + 1)
            state.evolve(
                .noticeGiven(
                    number: state.nextNumber, agreement: "rofr", holder: "microsoft", offer: "oracle.gb200",
                    accelerators: 1000, deadline: signing.advanced(byDays: days)), at: signing)
        }
        #expect(state.openCases.allSatisfy { $0.state == .open && $0.settled == nil && $0.noticed == signing })
        #expect(state.nextDeadline == signing.advanced(byDays: 10))

        let later = signing.advanced(byDays: 10)
        state.evolve(.rightLapsed(number: 2), at: later)
        #expect(state.nextDeadline == signing.advanced(byDays: 20))
        state.evolve(.holderAccepted(number: 1, accelerators: 1000), at: later)
        state.evolve(.holderDeclined(number: 3), at: later)
        #expect(state.openCases.isEmpty && state.nextDeadline == nil && state.nextNumber == 4)
        #expect(state.settledCases.map(\.number) == [2, 1, 3])
        #expect(state.settledCases.map(\.state) == [.released, .accepted, .released])
        #expect(state.settledCases.allSatisfy { $0.settled == later })

        // What is settled stays as it is, whatever comes after.
        let settled = state
        state.evolve(.holderAccepted(number: 2, accelerators: 1000), at: later.advanced(byDays: 1))
        #expect(state == settled)
        #expect(try JSONDecoder().decode(Agreements.self, from: JSONEncoder().encode(state)) == state)
    }
}

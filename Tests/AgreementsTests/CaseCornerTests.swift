import StargateAgreements
import StargateQuantities
import Testing

/// Corners of section 4 in which a case once went wrong.
@Suite("A case in a corner")
struct CaseCornerTests {
    let noon = at("2025-03-03 12:00")

    private func content(_ deal: Deal = deal()) -> NoticeContent {
        NoticeContent(of: deal, at: deal.terms, location: "TX")
    }

    private func two(weights: (Int64, Int64) = (1, 1)) -> [HolderTerms] {
        [
            HolderTerms(party: "H1", weight: weights.0, zone: pacific),
            HolderTerms(party: "H2", weight: weights.1, zone: pacific),
        ]
    }

    /// Section 4: "released, timer past window → reofferRequired (full period)"; "its [the defaulting holder's] quantity
    /// released".
    @Test("frees at a default what that holder gave up, and nothing whose window has passed")
    func expiredWindow() throws {
        var play = Play(
            right {
                $0.leastPart = megawatts(1)
                $0.signPeriod = .days(90)
            })
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .accept("H", quantity: megawatts(400))), noon)
        // The window for 600 MW ends on 2 May; the signature for 400 MW is due on Mon 2 June.
        try play.play(.tick, at("2025-05-10 12:00"))
        #expect(play["O1"].state == .reofferRequired)
        try play.play(.tick, at("2025-06-10 12:00"))
        #expect(play["O1"].released == megawatts(400))
        #expect(play.code(.step("O1", .close(quantity: megawatts(1000))), at("2025-06-10 12:00")) != "done")
    }

    /// "Splitting an offer to fit a de minimis or waiver cap: aggregate all offers by same counterparty and site within
    /// 90 days before testing the cap."
    @Test("adds up all offers of a counterparty and site before a cap is tested, large ones too")
    func aggregation() throws {
        func last(_ sizes: [Int64], _ waivers: [AgreementTerms] = []) throws -> RightCase.State {
            var play = Play(right(), waivers: waivers)
            for (place, size) in sizes.enumerated() {
                try play.play(.offer(deal(DealID("O\(place)"), megawatts(size), site: "a")), noon)
            }
            return play[DealID("O\(sizes.count - 1)")].state
        }
        let hundred = waiver("w", of: "right", for: "T", megawatts(100))
        let found = [try last([100, 4]), try last([4, 4, 1]), try last([150, 60], [hundred])]
        // 104 and 9 MW for 5 MW that are free, 210 MW for a waiver of 100.
        #expect(found == [.draft, .draft, .draft])
    }

    /// A2: an amendment of a second notice is cut to what is left, like the notice.
    @Test("offers by an amendment no more than is left (A2)")
    func amendedAgain() throws {
        var play = Play(right { $0.leastPart = megawatts(1) })
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .accept("H", quantity: megawatts(400))), noon)
        try play.play(.step("O1", .sign("H")), noon)
        try play.play(.step("O1", .notice(content())), noon)
        #expect(play["O1"].noticed?.quantity == megawatts(600))
        _ = play.code(.step("O1", .amend(TermChanges(quantity: megawatts(1000)))), noon)
        _ = play.code(.step("O1", .accept("H")), noon)
        _ = play.code(.step("O1", .sign("H")), noon)
        #expect(play["O1"].contracted <= megawatts(1000))
    }

    /// "any | right ends | cases noticed in force run to their end" — as R16: windowExpired.
    @Test("runs to its end though the right has ended: once its window has passed it must be noticed again")
    func endedRight() throws {
        var play = Play(right())
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .decline("H")), noon)
        try play.play(.end, at("2025-03-06 12:00"))
        let close = Move.step("O1", .close(terms: TermChanges(price: dollars(500))))
        #expect(play.code(close, at("2025-07-07 12:00")) == "windowExpired")
    }

    /// "open, released, draft | withdraw | no binding acceptance": who was given nothing has nothing that binds.
    @Test("is not bound to a holder to whom nothing fell")
    func emptyShare() throws {
        var play = Play(right(holders: two(weights: (1, 0))) { $0.mode = .concurrent })
        _ = try play.open(deal(), noon)
        for party in ["H1", "H2"] as [PartyID] { try play.play(.step("O1", .accept(party)), noon) }
        #expect(play["O1"].holders.map(\.allocated) == [megawatts(1000), .zero])
        try play.play(.tick, at("2025-04-07 12:00"))
        #expect(play["O1"].state == .released && play["O1"].holders[0].status == .defaulted)
        #expect(play.code(.step("O1", .withdraw), at("2025-04-07 12:00")) == "done")
    }

    /// "Holder default under its main contract (if suspended): right sleeps."
    @Test("sleeps on when its right is passed to somebody else")
    func assignedAsleep() throws {
        var play = Play(right { $0.assignment = .free })
        try play.play(.suspend("H", true), noon)
        try play.play(.assign("H", "X", isAffiliate: false), noon)
        try play.play(.offer(deal()), noon)
        #expect(play["O1"].freedom?.code == "suspended")
    }
}

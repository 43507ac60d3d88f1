import StargateAgreements
import StargateQuantities
import Testing

@Suite("Parts, bundles and clauses")
struct BundleTests {
    let noon = at("2025-03-03 12:00")

    private func content(_ deal: Deal = deal()) -> NoticeContent {
        NoticeContent(of: deal, at: deal.terms, location: "TX")
    }

    /// R11: "All but not less than all".
    @Test("a part is not taken from the only holder that was asked because another sleeps")
    func sleepingPartner() throws {
        let holders = ["H1", "H2"].map { HolderTerms(party: $0, zone: pacific) }
        var play = Play(right(holders: holders) { $0.mode = .concurrent })
        try play.play(.offer(deal()), noon)
        try play.play(.suspend("H2", true), noon)
        try play.play(.step("O1", .notice(content())), noon)
        #expect(play["O1"].holders.map(\.status) == [.pending, .unasked])
        let part = Move.step("O1", .accept("H1", quantity: megawatts(400)))
        #expect(play.code(part, noon) == "nonConforming:partial")
    }

    /// Section 1: the allocated price belongs to a bundle.
    @Test("an allocated price says nothing of a deal that is no bundle")
    func strayPrice() throws {
        var play = Play(right())
        try play.play(.offer(deal()), noon)
        var said = content()
        said.allocatedPrice = dollars(300)
        try play.play(.step("O1", .notice(said)), noon)
        #expect(play["O1"].noticed?.price == dollars(200))
    }

    /// Section 4: a closing is refused if it is better for the counterparty "than noticed". The notice said 2.00 for the
    /// bundle, of which 1.80 for the burdened part.
    @Test("a bundle is closed at the price that was noticed for it")
    func bundlePrice() throws {
        var play = Play(right())
        let bundle = deal(bundle: true)
        try play.play(.offer(bundle), noon)
        var said = content(bundle)
        said.allocatedPrice = dollars(180)
        try play.play(.step("O1", .notice(said)), noon)
        try play.play(.step("O1", .decline("H")), noon)
        let close = Move.step("O1", .close(terms: TermChanges(price: dollars(200))))
        #expect(play.code(close, noon) == "done")
    }

    @Test("a refusal names the waiver whose room it states")
    func otherWaiver() {
        let book = AgreementBook([
            agreement("x", .exclusivity, holder: "M"), waiver("w1", of: "x", for: "T", megawatts(10)),
            waiver("w2", of: "x", for: "T", megawatts(50)),
        ])
        guard case .refused(let objection) = Agreements().verdict(on: deal(), in: book, at: noon) else {
            Issue.record("1,000 MW are let through")
            return
        }
        #expect(objection.atMost == megawatts(50))
        #expect(objection.clause.agreement == "w2")
    }
}

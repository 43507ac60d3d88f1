import StargateAgreements
import StargateQuantities
import Testing

/// The rows of the reference's table of states and events (agreements, section 4) that no given timeline plays.
@Suite("A case of first refusal")
struct CaseTableTests {
    let noon = at("2025-03-03 12:00")

    private func content(_ deal: Deal, price: Int64? = nil) -> NoticeContent {
        var terms = deal.terms
        if let price { terms.price = dollars(price) }
        return NoticeContent(of: deal, at: terms, location: "TX")
    }

    @Test("needs an allocated price for a bundle and a cash equivalent for what is not cash")
    func deficient() throws {
        var play = Play(right())
        let mixed = deal(bundle: true, nonCash: true)
        try play.play(.offer(mixed), noon)
        try play.play(.step("O1", .notice(content(mixed))), noon)
        #expect(play["O1"].state == .deficient && play.agreements.nextDeadline == nil)
        var more = NoticeContent(allocatedPrice: dollars(150))
        try play.play(.step("O1", .supplement(more)), noon)
        #expect(play["O1"].state == .deficient)
        more = NoticeContent(cashEquivalent: Money(dollars: 5))
        try play.play(.step("O1", .supplement(more)), noon)
        #expect(play["O1"].state == .open && play["O1"].noticed?.allocatedPrice == dollars(150))
        #expect(play["O1"].noticed?.price == mixed.terms.price)
        #expect(
            play.code(.step("O1", .accept("H", terms: TermChanges(price: dollars(151)))), noon) == "nonConforming:terms"
        )
    }

    @Test("that is amended gets new terms and a new round; nobody's time gets shorter, and who declined is asked again")
    func amended() throws {
        let holders = ["H1", "H2"].map { HolderTerms(party: $0, zone: pacific) }
        var play = Play(right(holders: holders) { $0.mode = .concurrent })
        let before = try play.open(deal(), noon).holders[0].answerBy?.instant
        try play.play(.step("O1", .decline("H2")), noon)
        try play.play(.step("O1", .amend(TermChanges(price: dollars(210)))), at("2025-03-04 12:00"))
        #expect(play["O1"].round == 2 && play["O1"].noticed?.price == dollars(210))
        #expect(play["O1"].holders.map(\.status) == [.pending, .pending])
        #expect(play["O1"].holders[0].answerBy?.instant == before)
        // On the last day the re-offer period of 5 business days is longer: Mon 17 Mar → Mon 24 Mar.
        try play.play(.step("O1", .amend(TermChanges(price: dollars(220)))), at("2025-03-17 12:00"))
        #expect(play["O1"].holders[0].answerBy?.instant == at("2025-03-24 17:00"))
    }

    @Test("runs the full period again after its window passed, the short one only while it is open and terms changed")
    func periods() throws {
        var play = Play(right())
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .decline("H")), noon)
        #expect(play["O1"].window?.instant == at("2025-05-02 17:00"))
        var same = play
        try same.play(.step("O1", .notice(content(deal()))), at("2025-03-10 12:00"))
        #expect(same["O1"].holders[0].answerBy?.period == .businessDays(10), "unchanged terms")
        try play.play(.step("O1", .notice(content(deal(), price: 205))), at("2025-05-02 17:00"))
        #expect(play["O1"].holders[0].answerBy?.period == .businessDays(5))
        var late = same
        late = play
        try late.play(.step("O1", .decline("H")), at("2025-05-05 12:00"))
        try late.play(.step("O1", .notice(content(deal(), price: 230))), at("2026-01-05 12:00"))
        #expect(late["O1"].holders[0].answerBy?.period == .businessDays(10), "the window had passed")
        #expect(late["O1"].round == 3)
    }

    @Test(
        "closes on better terms for the grantor, within tolerance, and on no worse ones",
        arguments: [
            (TermChanges(price: dollars(199)), "done"),
            (TermChanges(price: dollars(201)), "betterForCounterparty:price"),
            (TermChanges(start: day("2026-01-02")), "betterForCounterparty:start"),
            (TermChanges(start: day("2025-12-31")), "done"),
            (TermChanges(termMonths: 61), "betterForCounterparty:termMonths"),
            (TermChanges(minimumTake: Ratio(partsPerMillion: 1)), "betterForCounterparty:minimumTake"),
            (TermChanges(location: "NM"), "incomparable:location"), (TermChanges(quantity: megawatts(950)), "done"),
            (TermChanges(quantity: megawatts(1050)), "done"), (TermChanges(quantity: megawatts(1051)), "qtyTolerance"),
            (TermChanges(quantity: megawatts(949)), "qtyTolerance"),
        ])
    func closing(changes: TermChanges, expected: String) throws {
        var play = Play(right())
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .decline("H")), noon)
        #expect(play.code(.step("O1", .close(terms: changes)), noon) == expected)
    }

    @Test("of a sale is compared the other way round")
    func sale() throws {
        var play = Play(right { $0.side = .seller })
        _ = try play.open(deal(), noon)
        #expect(
            play.code(.step("O1", .accept("H", terms: TermChanges(price: dollars(199)))), noon) == "nonConforming:terms"
        )
        try play.play(.step("O1", .decline("H")), noon)
        #expect(
            play.code(.step("O1", .close(terms: TermChanges(price: dollars(199)))), noon)
                == "betterForCounterparty:price")
        #expect(play.code(.step("O1", .close(terms: TermChanges(price: dollars(201)))), noon) == "done")
    }

    @Test("records a forbidden closing as a breach, once and for good, where that was agreed")
    func breach() throws {
        var play = Play(right { $0.breach = .record })
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .accept("H")), noon)
        #expect(play.code(.step("O1", .close()), noon) == "done")
        #expect(play["O1"].state == .breach && play.agreements.nextDeadline == nil)
        #expect(play.code(.step("O1", .sign("H")), noon) == "nothingToSign")
        #expect(play.code(.step("O1", .close()), noon) == "notReleased:breach")
    }

    @Test("can be withdrawn until an acceptance binds, and starts afresh if it is noticed again")
    func withdrawal() throws {
        var play = Play(right())
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .withdraw), noon)
        #expect(play["O1"].state == .withdrawn && play.agreements.nextDeadline == nil)
        try play.play(.step("O1", .notice(content(deal()))), at("2025-04-01 12:00"))
        #expect(play["O1"].holders[0].answerBy?.instant == at("2025-04-15 17:00"))
        try play.play(.step("O1", .accept("H")), at("2025-04-01 12:00"))
        #expect(play.code(.step("O1", .withdraw), at("2025-04-01 12:00")) == "bindingAcceptance")
        #expect(play.code(.step("O1", .amend(TermChanges(price: dollars(1)))), at("2025-04-01 12:00")) == "notOpen")
    }

    @Test("for one need of several deals: the first to be contracted withdraws the others that nobody has accepted")
    func need() throws {
        var play = Play(right())
        for id in ["O1", "O2", "O3"] as [DealID] { _ = try play.open(deal(id, need: "n"), noon) }
        try play.play(.step("O3", .accept("H")), noon)
        try play.play(.step("O1", .decline("H")), noon)
        try play.play(.step("O1", .close()), noon)
        #expect(play["O1"].state == .closed && play["O2"].state == .withdrawn && play["O3"].state == .accepted)
    }

    @Test("is in time at its deadline and late a millisecond after")
    func inclusive() throws {
        var play = Play(right())
        let deadline = try #require(try play.open(deal(), noon).holders[0].answerBy?.instant)
        var late = play
        #expect(play.code(.step("O1", .accept("H")), deadline) == "done")
        #expect(late.code(.step("O1", .accept("H")), deadline.advanced(byMilliseconds: 1)) == "notOpen")
        #expect(late.code(.step("O1", .close()), deadline.advanced(byMilliseconds: 1)) == "done")
    }
}

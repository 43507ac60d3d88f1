import StargateAgreements
import StargateQuantities
import Testing

/// Rows of the table of section 4 about answers, amendments, signatures and what follows if they fail to come.
@Suite("A case, row by row")
struct CaseRowTests {
    let noon = at("2025-03-03 12:00")

    private func content(_ deal: Deal = deal(), price: Int64 = 200) -> NoticeContent {
        var terms = deal.terms
        terms.price = dollars(price)
        return NoticeContent(of: deal, at: terms, location: "TX")
    }

    private func holders(_ ranks: Int...) -> [HolderTerms] {
        ranks.enumerated().map { HolderTerms(party: PartyID("H\($0 + 1)"), rank: $1, zone: pacific) }
    }

    @Test("starts no clock by a notice that leaves a required field out", arguments: NoticeField.material)
    func deficient(field: NoticeField) throws {
        var play = Play(right())
        try play.play(.offer(deal()), noon)
        let whole = content()
        var said = whole
        var rest = NoticeContent()
        switch field {
        case .counterparty: (said.counterparty, rest.counterparty) = (nil, "T")
        case .quantity: (said.terms.quantity, rest.terms.quantity) = (nil, whole.terms.quantity)
        case .price: (said.terms.price, rest.terms.price) = (nil, whole.terms.price)
        case .start: (said.terms.start, rest.terms.start) = (nil, whole.terms.start)
        case .termMonths: (said.terms.termMonths, rest.terms.termMonths) = (nil, 60)
        default: (said.terms.location, rest.terms.location) = (nil, "TX")
        }
        try play.play(.step("O1", .notice(said)), noon)
        #expect(play["O1"].state == .deficient && play.agreements.nextDeadline == nil)
        #expect(play.code(.step("O1", .accept("H")), noon) == "notOpen")
        #expect(play.code(.step("O1", .close()), noon) == "notReleased:deficient")
        // The whole period runs from the supplement: Tue 1 Apr + 10 business days is Tue 15 Apr.
        try play.play(.step("O1", .supplement(rest)), at("2025-04-01 12:00"))
        #expect(play["O1"].state == .open && play["O1"].holders[0].answerBy?.instant == at("2025-04-15 17:00"))
    }

    @Test(
        "takes an acceptance that is the same or better for the grantor in every dimension, and no other",
        arguments: [
            (TermChanges(), nil), (TermChanges(price: dollars(199)), nil), (TermChanges(location: "TX"), nil),
            (TermChanges(price: dollars(201)), "nonConforming:terms"),
            (TermChanges(price: dollars(100), start: day("2026-01-02")), "nonConforming:terms"),
            (TermChanges(termMonths: 61), "nonConforming:terms"),
            (TermChanges(minimumTake: Ratio(partsPerMillion: 1)), "nonConforming:terms"),
            (TermChanges(location: "NM"), "nonConforming:terms"),
            (TermChanges(quantity: megawatts(999)), "nonConforming:partial"),
            (TermChanges(quantity: megawatts(1001)), "nonConforming:quantity"),
            (TermChanges(quantity: .zero), "nonConforming:quantity"),
        ] as [(TermChanges, String?)])
    func acceptance(changes: TermChanges, refusal: String?) throws {
        var play = Play(right())
        let deadline = try play.open(deal(), noon).nextDeadline
        #expect(play.code(.step("O1", .accept("H", terms: changes)), noon) == refusal ?? "done")
        #expect(play["O1"].state == (refusal == nil ? .accepted : .open))
        guard refusal != nil else { return }
        // The period keeps running, and the acceptance can be mended until its end.
        #expect(play.agreements.nextDeadline == deadline)
        #expect(play.code(.step("O1", .accept("H")), at("2025-03-17 17:00")) == "done")
    }

    @Test("lets a bundle that goes as one be taken whole or not at all")
    func bundle() throws {
        var play = Play(
            right {
                $0.bundle = .takeAll
                $0.leastPart = megawatts(1)
            })
        _ = try play.open(deal(bundle: true), noon)
        #expect(play.code(.step("O1", .accept("H", quantity: megawatts(999))), noon) == "nonConforming:bundle")
        #expect(play.code(.step("O1", .accept("H")), noon) == "done")
    }

    @Test("dates a lapse its deadline and runs the window from there, though the clock passed it much later")
    func lapse() throws {
        var play = Play(right())
        _ = try play.open(deal(), noon)
        let events = try play.play(.tick, at("2025-04-01 09:00"))
        #expect(events.first == .progressed(number: 1, step: .lapsed(holder: "H", on: at("2025-03-17 17:00"))))
        // 17 Mar + 60 days is Fri 16 May.
        #expect(play["O1"].window?.instant == at("2025-05-16 17:00"))
        #expect(play["O1"].holders[0].status == .lapsed)
    }

    @Test("keeps an acceptance through an amendment that is no worse for its holder, and refuses any other")
    func amendment() throws {
        var play = Play(right(holders: holders(1, 1)) { $0.mode = .concurrent })
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .accept("H1")), noon)
        #expect(
            play.code(.step("O1", .amend(TermChanges(price: dollars(201)))), noon) == "done",
            "a buyer that pays more is better for who supplies in its counterparty's place")
        #expect(play["O1"].holders.map(\.status) == [.accepted, .pending])
        #expect(play.code(.step("O1", .amend(TermChanges(price: dollars(200)))), noon) == "bindingAcceptance")
        #expect(play.code(.step("O1", .amend(TermChanges(quantity: megawatts(900)))), noon) == "bindingAcceptance")
        #expect(play["O1"].round == 2 && play["O1"].noticed?.price == dollars(201))
    }

    @Test("asks the next rank for what is left, and lets equals fill it together or lose it all")
    func ranks() throws {
        var play = Play(right(holders: holders(1, 2, 2)) { $0.leastPart = megawatts(100) })
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .accept("H1", quantity: megawatts(400))), noon)
        #expect(play["O1"].holders.map(\.status) == [.accepted, .pending, .pending])
        #expect(play.code(.step("O1", .accept("H2", quantity: megawatts(601))), noon) == "nonConforming:quantity")
        try play.play(.step("O1", .accept("H2")), noon)
        try play.play(.step("O1", .accept("H3", quantity: megawatts(300))), noon)
        // The first rank gets all it took. 600 MW are shared by equals, of whom H3 wants no more than its half.
        #expect(play["O1"].holders.map(\.allocated) == [400, 300, 300].map { megawatts($0) })
        var whole = Play(right(holders: holders(1, 2)))
        _ = try whole.open(deal(), noon)
        #expect(whole.code(.step("O1", .accept("H1", quantity: megawatts(400))), noon) == "nonConforming:partial")
    }

    @Test("frees what a holder accepted and did not sign, from the deadline on, with a window of its own")
    func defaulted() throws {
        var play = Play(right(holders: holders(1, 1)) { $0.mode = .concurrent })
        _ = try play.open(deal(), noon)
        for party in ["H1", "H2"] as [PartyID] { try play.play(.step("O1", .accept(party)), noon) }
        // 3 Mar + 30 days is Wed 2 Apr; the signature at that very instant is in time.
        let last = at("2025-04-02 17:00")
        #expect(play["O1"].holders.allSatisfy { $0.signBy?.instant == last })
        #expect(play.code(.step("O1", .withdraw), last) == "bindingAcceptance")
        try play.play(.step("O1", .sign("H1")), last)
        #expect(play.code(.step("O1", .sign("H2")), last.advanced(byMilliseconds: 1)) == "nothingToSign")
        try play.play(.tick, at("2025-04-10 12:00"))
        #expect(play["O1"].holders.map(\.status) == [.contracted, .defaulted])
        #expect(play["O1"].released == megawatts(500))
        // 2 Apr + 60 days is Sun 1 June, so Mon 2 June.
        #expect(play["O1"].window?.instant == at("2025-06-02 17:00"))
        #expect(play.code(.step("O1", .close(quantity: megawatts(526))), at("2025-06-02 17:00")) == "qtyTolerance")
        try play.play(.step("O1", .close()), at("2025-06-02 17:00"))
        #expect(play["O1"].contracted == megawatts(500) && play["O1"].closed == megawatts(500))
    }

    @Test("keeps a deadline when a holiday is declared after the notice (section 3, rule 6)")
    func holiday() throws {
        var play = Play(right())
        _ = try play.open(deal(), noon)
        let changed = right {
            $0.time = ContractTime(
                zone: pacific, calendar: HolidayCalendar(.usFederal, closed: [day("2025-03-17"), day("2025-03-12")]))
        }
        let book = AgreementBook([changed])
        let (last, after) = (at("2025-03-17 17:00"), at("2025-03-17 17:00").advanced(byMilliseconds: 1))
        let late = #expect(throws: AgreementRefusal.self) {
            try play.agreements.decide(.accept("H"), in: 1, of: book, at: after)
        }
        #expect(late?.code == "notOpen")
        #expect(try play.agreements.decide(.accept("H"), in: 1, of: book, at: last).count == 2)
        // A notice given under the new calendar is counted by it: two business days more.
        #expect(try Play(changed).opened(noon) == at("2025-03-19 17:00"))
    }

    @Test("lets whoever acts first at one instant go first, and deadlines last (section 3, rules 4 and 5)")
    func order() throws {
        var play = Play(right())
        let deadline = try #require(try play.open(deal(), noon).nextDeadline)
        try play.play(.tick, deadline)
        #expect(play["O1"].state == .open, "the clock has not passed it")
        #expect(play.code(.step("O1", .close()), deadline) == "notReleased:open")
        try play.play(.step("O1", .decline("H")), deadline)
        #expect(play.code(.step("O1", .accept("H")), deadline) == "notOpen")
        #expect(play.code(.step("O1", .close()), deadline) == "done")
    }
}

extension Play {
    /// Opens the usual deal; until when its holder may answer.
    fileprivate func opened(_ now: Instant) throws -> Instant? {
        var play = self
        return try play.open(deal(), now).nextDeadline
    }
}

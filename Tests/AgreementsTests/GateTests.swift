import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

private let noon = at("2025-03-03 12:00")

private func verdict(
    _ deal: Deal, _ agreements: [AgreementTerms], _ state: Agreements = Agreements(), at now: Instant = noon
) -> Verdict {
    state.verdict(on: deal, in: AgreementBook(agreements), at: now)
}

@Suite("The gate for sourcing")
struct GateTests {
    let only = agreement("only", .exclusivity, holder: "H")

    @Test("lets everything through where nothing is agreed, and what an agreement does not reach")
    func free() {
        #expect(verdict(deal(), []) == .allowed(waivers: []))
        #expect(verdict(deal(from: "H"), [only]) == .allowed(waivers: []))
        #expect(verdict(deal(), [only], at: at("2024-12-31")) == .allowed(waivers: []))
        #expect(verdict(deal(), [only], at: at("2030-01-01")) == .allowed(waivers: []))
        let carved = agreement(
            "only", .exclusivity, holder: "H",
            carveOuts: [CarveOut(id: "own", ground: .kind(.ownBuild, purposes: []))])
        #expect(verdict(deal(kind: .ownBuild), [carved]) == .allowed(waivers: []))
    }

    @Test("refuses under an exclusivity, with its clause, the reason and the cure")
    func exclusivity() throws {
        guard case .refused(let objection) = verdict(deal(), [only]) else {
            Issue.record("not refused")
            return
        }
        #expect(objection.clause == ClauseReference(agreement: "only", clause: "only.1"))
        #expect(objection.reason.contains("H alone") && objection.cure.contains("waiver for T"))
        #expect(objection.atMost == nil)
    }

    @Test("lets through what a waiver covers, and says how much it would if it does not")
    func waivers() {
        let book = [only, waiver("w", of: "only", for: "T", megawatts(300))]
        #expect(verdict(deal("a", megawatts(300)), book) == .allowed(waivers: ["w"]))
        guard case .refused(let objection) = verdict(deal("a", megawatts(301)), book) else {
            Issue.record("not refused")
            return
        }
        #expect(objection.atMost == megawatts(300) && objection.clause.agreement == "w")
        var drawn = Agreements()
        drawn.evolve(.waiverReserved(waiver: "w", deal: "x", power: megawatts(200), capacity: megawatts(300)), at: noon)
        #expect(verdict(deal("a", megawatts(101)), book, drawn) != .allowed(waivers: ["w"]))
        drawn.evolve(.waiverPosted(waiver: "w", deal: "x", power: megawatts(50)), at: noon)
        #expect(verdict(deal("a", megawatts(101)), book, drawn) != .allowed(waivers: ["w"]), "the rest stays set aside")
        drawn.evolve(.waiverVoided(waiver: "w", deal: "x"), at: noon)
        #expect(verdict(deal("a", megawatts(250)), book, drawn) == .allowed(waivers: ["w"]))
    }

    @Test("wants every holder of every right asked, and says until when")
    func rights() {
        let ranked = right(
            "first",
            holders: [HolderTerms(party: "H1", zone: pacific), HolderTerms(party: "H2", rank: 2, zone: pacific)])
        let other = right("second", holders: [HolderTerms(party: "H3", zone: zone("Asia/Tokyo"))])
        guard case .afterSteps(let steps, let waivers) = verdict(deal(), [ranked, other]) else {
            Issue.record("not after steps")
            return
        }
        #expect(waivers == [] && steps.map(\.agreement) == ["first", "second"])
        #expect(steps.map { $0.asks.map(\.holder) } == [["H1"], ["H3"]])
        #expect(steps[0].asks[0].answerBy.instant == at("2025-03-17 17:00"))
        #expect(steps[0].clause.clause == "first.4", "the clause on notices")
    }

    @Test("asks for a first offer before the market, and then only lets better offers through, for a while")
    func firstOffer() throws {
        let time = ContractTime(zone: pacific, calendar: HolidayCalendar(.usFederal))
        let terms = FirstOfferTerms(
            time: time, answerPeriod: .businessDays(5), freePeriod: .days(30), offeredPrice: nil)
        let rofo = agreement("rofo", .firstOffer(terms), holder: "H")
        guard case .afterSteps(let steps, _) = verdict(deal(), [rofo]) else {
            Issue.record("not asked first")
            return
        }
        #expect(steps[0].kind == .firstOffer && steps[0].asks[0].answerBy.instant == at("2025-03-10 17:00"))
        var state = Agreements()
        func fold(_ events: [AgreementEvent], _ now: Instant) { for event in events { state.evolve(event, at: now) } }
        fold(state.decideAsking(deal(), under: rofo, at: noon), noon)
        let answered = at("2025-03-05 09:00")
        fold(state.decideFirstOffer(deal(price: 190).terms, of: .cloud, under: rofo, at: answered), answered)
        guard case .refused(let objection) = verdict(deal(price: 190), [rofo], state, at: answered) else {
            Issue.record("an equal offer is not better")
            return
        }
        #expect(objection.clause.clause == "rofo.7" && objection.reason.contains("1.90"))
        #expect(verdict(deal(price: 189), [rofo], state, at: answered) == .allowed(waivers: []))
        #expect(verdict(deal(from: "H", price: 190), [rofo], state, at: answered) == .allowed(waivers: []))
        // 30 days after 5 March is Friday 4 April; after that it is asked anew.
        #expect(verdict(deal(price: 189), [rofo], state, at: at("2025-04-04 17:00")) == .allowed(waivers: []))
        guard case .afterSteps = verdict(deal(price: 189), [rofo], state, at: at("2025-04-04 17:01")) else {
            Issue.record("the window is over")
            return
        }
    }

    @Test("is open to all where the holder of a first offer has none, or is silent")
    func noFirstOffer() {
        let time = ContractTime(zone: pacific, calendar: HolidayCalendar(.usFederal))
        let terms = FirstOfferTerms(
            time: time, answerPeriod: .businessDays(5), freePeriod: .days(30), offeredPrice: nil)
        let rofo = agreement("rofo", .firstOffer(terms), holder: "H")
        var state = Agreements()
        for event in state.decideAsking(deal(), under: rofo, at: noon) { state.evolve(event, at: noon) }
        #expect(state.decideLapsedOffers(in: AgreementBook([rofo]), at: at("2025-03-10 17:00")).isEmpty, "inclusive")
        let later = at("2025-03-10 17:00").advanced(byMilliseconds: 1)
        for event in state.decideLapsedOffers(in: AgreementBook([rofo]), at: later) { state.evolve(event, at: later) }
        #expect(verdict(deal(), [rofo], state, at: later) == .allowed(waivers: []))
        #expect(state.decideFirstOffer(deal().terms, of: .cloud, under: rofo, at: later).isEmpty, "too late to offer")
    }

    @Test("lets nothing in scope past an exclusivity without naming a waiver (A13)", arguments: 1...20)
    func always(seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        for _ in 0..<100 {
            var book: [AgreementTerms] = []
            for index in 0..<dice.number(1...3) {
                book.append(agreement(AgreementID("x\(index)"), .exclusivity, holder: dice.pick(["H", "T", "U"])))
                if dice.chance(50) {
                    book.append(
                        waiver(
                            AgreementID("w\(index)"), of: AgreementID("x\(index)"), for: dice.pick(["T", "U"]),
                            megawatts(dice.number(Int64(1)...200))))
                }
            }
            let offer = deal(from: dice.pick(["H", "T", "U"]), megawatts(dice.number(Int64(1)...200)))
            let reached = book.filter { $0.kind == .exclusivity && $0.holder != offer.counterparty }.map(\.id)
            switch verdict(offer, book) {
            case .allowed(let waivers):
                let waived = waivers.compactMap { id in book.first { $0.id == id }?.waiver }
                #expect(Set(waived.map(\.of)) == Set(reached), "seed \(seed)")
                #expect(waived.allSatisfy { $0.party == offer.counterparty && $0.capacity >= offer.quantity })
            case .refused(let objection):
                let agreement = book.first { $0.id == objection.clause.agreement }
                #expect(agreement?.clauses.all.contains { $0.id == objection.clause.clause } ?? false)
                #expect(!reached.isEmpty)
            case .afterSteps: Issue.record("no right is there to be asked, seed \(seed)")
            }
        }
    }
}

@Suite("Rights beside the gate")
struct RelatedRightsTests {
    @Test(
        "a product-first right lapses only if its holder both cannot and chooses not to",
        arguments: [
            (true, true, ProductOutcome.withHolder), (true, false, .withHolder), (false, true, .withHolder),
            (false, false, .anywhere),
        ])
    func productFirst(isAble: Bool, isWilling: Bool, outcome: ProductOutcome) {
        let terms = ProductFirstTerms(isAble: isAble, isWilling: isWilling)
        let book = AgreementBook([agreement("first", .productFirst(terms), holder: "H")])
        #expect(
            Agreements().decideProduct("m", in: book, at: noon)
                == [.productJudged(agreement: "first", product: "m", outcome: outcome)])
        #expect(Agreements().decideProduct("m", in: book, at: at("2031-01-01")).isEmpty)
    }

    @Test("most-favoured terms lift a lower price to what another was paid, and no higher one")
    func favoured() {
        let book = AgreementBook([agreement("mfn", .mostFavoured, holder: "H")])
        func reset(paid: Int64?, price: Int64 = 200, from party: PartyID = "T") -> [AgreementEvent] {
            Agreements().decideFavouredPrices(
                after: deal(from: party), at: dollars(price), paid: { _ in paid.map { dollars($0) } }, in: book,
                at: noon)
        }
        #expect(reset(paid: 180) == [.favouredPrice(agreement: "mfn", deal: "O1", price: dollars(200))])
        #expect(reset(paid: 200).isEmpty && reset(paid: 220).isEmpty && reset(paid: nil).isEmpty)
        #expect(reset(paid: 180, from: "H").isEmpty)
    }
}

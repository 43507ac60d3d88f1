import StargateAgreements
import StargateQuantities
import Testing

@Suite("The reach of a right of first refusal")
struct ScopeTests {
    let noon = at("2025-03-03 12:00")

    private func why(_ deal: Deal, _ right: AgreementTerms = right(), waivers: [AgreementTerms] = []) throws -> String {
        var play = Play(right, waivers: waivers)
        try play.play(.offer(deal), noon)
        return play[deal.id].freedom?.code ?? "\(play[deal.id].state)"
    }

    @Test("leaves its carve-outs free, by way, purpose and renewal")
    func carveOuts() throws {
        #expect(try why(deal(kind: .ownBuild, purpose: .training)) == "C1")
        #expect(try why(deal(kind: .ownBuild, purpose: .inference)) == "draft")
        #expect(try why(deal(purpose: .training)) == "draft")
        #expect(try why(deal(renewal: true)) == "C2")
        #expect(try why(deal(affiliate: true)) == "draft", "an affiliate is free only if that is listed")
        let listed = right(carveOuts: [CarveOut(id: "C3", ground: .affiliate)])
        #expect(try why(deal(affiliate: true), listed) == "C3")
    }

    @Test("leaves small deals free, but adds up those of one counterparty and site within 90 days")
    func deMinimis() throws {
        var play = Play(right())
        func offer(_ id: DealID, _ size: Int64, _ when: String, site: String = "a", from: PartyID = "T") throws
            -> String
        {
            try play.play(.offer(deal(id, from: from, megawatts(size), site: site)), at(when))
            return play[id].freedom?.code ?? "\(play[id].state)"
        }
        #expect(try offer("O1", 3, "2025-03-03 12:00") == "deMinimis")
        #expect(try offer("O2", 2, "2025-03-04 12:00") == "deMinimis", "5 in all")
        #expect(try offer("O3", 1, "2025-03-05 12:00") == "draft", "6 in all")
        #expect(try offer("O4", 4, "2025-03-05 12:00", site: "b") == "deMinimis")
        #expect(try offer("O5", 4, "2025-03-05 12:00", from: "U") == "deMinimis")
        // The first two are more than 90 days old.
        #expect(try offer("O6", 4, "2025-06-03 12:00") == "deMinimis")
    }

    @Test("is not there before it begins, after it ends, and for what is offered after it was ended")
    func term() throws {
        #expect(try why(deal(), right(from: at("2025-03-04"))) == "notInForce")
        #expect(try why(deal(), right(until: at("2025-03-03"))) == "notInForce")
        var play = Play(right())
        let before = try play.open(deal(), noon)
        try play.play(.end, noon)
        try play.play(.offer(deal("O2")), noon)
        #expect(play["O2"].freedom?.code == "notInForce")
        // Noticed in force, a case runs to its end.
        #expect(play.code(.step("O1", .accept("H")), at("2025-03-04 12:00")) == "done")
        #expect(before.state == .open && play["O1"].state == .accepted)
    }

    @Test("sleeps while its holder is suspended, and awakes")
    func suspension() throws {
        var play = Play(right())
        try play.play(.suspend("H", true), noon)
        try play.play(.offer(deal()), noon)
        #expect(play["O1"].freedom?.code == "suspended")
        try play.play(.suspend("H", false), noon)
        try play.play(.offer(deal("O2")), noon)
        #expect(play["O2"].state == .draft)
        _ = play.code(.step("O2", .notice(NoticeContent(of: deal("O2"), at: deal().terms, location: "TX"))), noon)
        try play.play(.suspend("H", true), noon)
        #expect(play.code(.step("O2", .accept("H")), noon) == "suspended")
    }

    @Test("is lifted by a waiver with room, set aside at the offer, drawn at closing, given back at withdrawal")
    func waivers() throws {
        var play = Play(right(), waivers: [waiver("w", of: "right", for: "T", megawatts(1000))])
        func room() -> Power { play.book["w"].map { play.agreements.room(of: $0) } ?? .zero }
        try play.play(.offer(deal("O1", megawatts(600))), noon)
        #expect(play["O1"].freedom?.code == "waiver" && room() == megawatts(400))
        try play.play(.offer(deal("O2", megawatts(600))), noon)
        #expect(play["O2"].state == .draft, "the waiver does not cover the whole")
        try play.play(.offer(deal("O3", from: "U", megawatts(100))), noon)
        #expect(play["O3"].state == .draft, "the waiver is for another")
        try play.play(.step("O1", .withdraw), noon)
        #expect(room() == megawatts(1000))
        try play.play(.offer(deal("O4", megawatts(600))), noon)
        try play.play(.step("O4", .close(quantity: megawatts(500))), noon)
        #expect(room() == megawatts(500))
        #expect(play.code(.step("O1", .close()), noon) == "notReleased:withdrawn")
    }

    @Test("is lifted by a one-off waiver once")
    func oneOff() throws {
        var play = Play(right(), waivers: [waiver("w", of: "right", for: "T", megawatts(1000), oneOff: true)])
        try play.play(.offer(deal("O1", megawatts(10))), noon)
        try play.play(.offer(deal("O2", megawatts(10))), noon)
        #expect(play["O1"].freedom?.code == "waiver" && play["O2"].state == .draft)
    }
}

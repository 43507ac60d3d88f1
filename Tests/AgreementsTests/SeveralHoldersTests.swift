import StargateAgreements
import StargateQuantities
import Testing

private func holder(_ party: PartyID, rank: Int = 1, weight: Int64 = 1, _ zone: Zone = pacific) -> HolderTerms {
    HolderTerms(party: party, rank: rank, weight: weight, zone: zone)
}

@Suite("Several holders of one right")
struct SeveralHoldersTests {
    let noon = at("2025-03-03 12:00")

    @Test("asked at once share by weight what they all take")
    func shares() throws {
        var play = Play(right(holders: [holder("H1", weight: 60), holder("H2", weight: 40)]) { $0.mode = .concurrent })
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .accept("H1")), noon)
        #expect(play["O1"].state == .open, "the other has not answered")
        try play.play(.step("O1", .accept("H2")), noon)
        #expect(play["O1"].state == .accepted)
        #expect(play["O1"].holders.map(\.allocated) == [megawatts(600), megawatts(400)])
        try play.play(.step("O1", .sign("H1")), noon)
        try play.play(.step("O1", .sign("H2")), noon)
        #expect(play["O1"].state == .contracted && play["O1"].contracted == megawatts(1000))
    }

    @Test("that take less than all together, where all is wanted, forfeit it")
    func forfeited() throws {
        var play = Play(right(holders: [holder("H1"), holder("H2")]) { $0.mode = .concurrent })
        _ = try play.open(deal(), noon)
        try play.play(.step("O1", .accept("H1", quantity: megawatts(600))), noon)
        try play.play(.step("O1", .decline("H2")), noon)
        #expect(play["O1"].state == .released && play["O1"].released == megawatts(1000))
        #expect(play["O1"].holders.map(\.status) == [.forfeited, .declined])
    }

    @Test("leave what they do not take, where parts may be taken")
    func part() throws {
        var play = Play(
            right(holders: [holder("H1"), holder("H2")]) {
                $0.mode = .concurrent
                $0.leastPart = megawatts(100)
            })
        _ = try play.open(deal(), noon)
        #expect(play.code(.step("O1", .accept("H1", quantity: megawatts(99))), noon) == "nonConforming:minPartial")
        try play.play(.step("O1", .accept("H1", quantity: megawatts(400))), noon)
        try play.play(.step("O1", .decline("H2")), noon)
        #expect(play["O1"].state == .released && play["O1"].released == megawatts(600))
        try play.play(.step("O1", .close()), noon)
        try play.play(.step("O1", .sign("H1")), noon)
        #expect(play["O1"].closed == megawatts(600) && play["O1"].contracted == megawatts(400))
    }

    @Test("in ranks are asked one after the other, each with a full period of its own clock")
    func ranks() throws {
        let tokyo = zone("Asia/Tokyo")
        var play = Play(right(holders: [holder("H1"), holder("H2", rank: 2, tokyo)]))
        _ = try play.open(deal(), noon)
        #expect(play.code(.step("O1", .accept("H2")), noon) == "notOpen")
        // Wed 5 Mar 09:00 in Los Angeles is Thu 6 Mar 02:00 in Tokyo: day 0 is the 6th, the tenth day Thu 20 Mar.
        try play.play(.step("O1", .decline("H1")), at("2025-03-05 09:00"))
        #expect(play["O1"].holders[1].answerBy?.instant == at("2025-03-20 17:00", tokyo))
        // Past that, the deal is free from that very deadline.
        try play.play(.step("O1", .tick), at("2025-03-21 00:00"))
        #expect(play["O1"].state == .released)
        #expect(play["O1"].window?.from == at("2025-03-20 17:00", tokyo))
    }

    @Test("of whom one is the bidder: the lower ranks have no right against it, equals keep theirs")
    func bidder() throws {
        let ranked = [holder("H1"), holder("H2", rank: 2)]
        var play = Play(right(holders: ranked))
        try play.play(.offer(deal("O1", from: "H1")), noon)
        #expect(play["O1"].freedom?.code == "holderIsBidder")
        try play.play(.offer(deal("O2", from: "H2")), noon)
        #expect(play["O2"].holders.map(\.party) == ["H1"])
        var equals = Play(right(holders: [holder("H1"), holder("H2")]) { $0.mode = .concurrent })
        try equals.play(.offer(deal("O1", from: "H1")), noon)
        #expect(equals["O1"].holders.map(\.party) == ["H2"])
        var alone = Play(right())
        try alone.play(.offer(deal("O1", from: "H")), noon)
        #expect(alone["O1"].freedom?.code == "holderIsBidder")
    }

    @Test("keep their deadlines when one passes its right on, and one party never holds it twice")
    func assignment() throws {
        var play = Play(right(holders: [holder("H1"), holder("H2", rank: 2)]) { $0.assignment = .affiliates })
        let before = try play.open(deal(), noon).holders[0].answerBy
        #expect(play.code(.assign("H1", "H9", isAffiliate: false), noon) == "assignmentNotAllowed")
        #expect(play.code(.assign("H1", "H2", isAffiliate: true), noon) == "assignmentNotAllowed")
        #expect(play.code(.assign("X", "H9", isAffiliate: true), noon) == "unknownHolder")
        try play.play(.assign("H1", "H9", isAffiliate: true), noon)
        #expect(play["O1"].holders[0].party == "H9" && play["O1"].holders[0].answerBy == before)
        #expect(play.code(.step("O1", .decline("H1")), noon) == "notOpen")
        #expect(play.code(.step("O1", .accept("H9")), noon) == "done")
        try play.play(.offer(deal("O2")), noon)
        #expect(play["O2"].holders.map(\.party) == ["H9", "H2"])
    }
}

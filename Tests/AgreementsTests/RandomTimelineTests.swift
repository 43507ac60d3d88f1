import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

@Suite("Random timelines under random rights")
struct RandomTimelineTests {
    static let groups = Array(UInt64(1)...20)

    @Test("change nothing by what is refused, and every refusal names a clause that exists", arguments: groups)
    func refusals(group: UInt64) throws {
        for index in UInt64(0)..<20 {
            let seed = group * 1000 + index
            var timeline = Timeline(seed: seed)
            let book = timeline.play.book
            timeline.run(60) { moment in
                guard let refusal = moment.refusal else { return }
                let clauses = book[refusal.clause.agreement]?.clauses.all.map(\.id) ?? []
                #expect(clauses.contains(refusal.clause.clause), "seed \(seed): \(refusal)")
                #expect(moment.before.agreements == moment.after.agreements, "seed \(seed)")
            }
        }
    }

    @Test("come to an end by themselves once nobody moves any more (A3)", arguments: groups)
    func ends(group: UInt64) throws {
        for index in UInt64(0)..<20 {
            let seed = group * 1000 + index
            var timeline = Timeline(seed: seed)
            timeline.run(50)
            var play = timeline.play
            try play.play(.tick, at("2050-01-01"))
            #expect(play.agreements.nextDeadline == nil, "seed \(seed)")
            for matter in play.agreements.cases {
                #expect(![.open, .accepted, .released].contains(matter.state), "seed \(seed), case \(matter.number)")
            }
        }
    }

    @Test("reach every kind of step and refusal there is")
    func coverage() {
        var seen: Set<String> = []
        var refused: Set<String> = []
        for seed in UInt64(0)..<900 {
            var timeline = Timeline(seed: seed)
            timeline.run(60) { moment in
                for case .progressed(_, let step) in moment.events { seen.insert(step.name) }
                if let refusal = moment.refusal { refused.insert(String(refusal.code.prefix { $0 != ":" })) }
            }
        }
        let steps = [
            "foundDeficient", "noticed", "asked", "amended", "accepted", "declined", "waived", "lapsed", "allocated",
            "forfeited", "released", "signed", "contracted", "defaulted", "windowPassed", "freed", "closed", "breached",
            "withdrawn",
        ]
        #expect(Set(steps).subtracting(seen) == [])
        let codes = [
            "notReleased", "windowExpired", "notOpen", "nonConforming", "betterForCounterparty", "incomparable",
            "qtyTolerance", "nothingToSign", "bindingAcceptance", "notNoticeable", "notWithdrawable", "outOfScope",
            "assignmentNotAllowed", "unknownHolder",
        ]
        #expect(Set(codes).subtracting(refused) == [])
    }
}

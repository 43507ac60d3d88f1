import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

@Suite("Random timelines under random rights")
struct RandomTimelineTests {
    /// 50 × 40 timelines of 60 moves: 120,000 steps. A complaint names its seed, which reproduces it.
    static let groups = Array(UInt64(1)...50)

    @Test("keep to A1–A4, A9 and A10; a refusal changes nothing and names a clause that exists", arguments: groups)
    func invariants(group: UInt64) throws {
        for index in UInt64(0)..<40 {
            let seed = group * 1000 + index
            var timeline = Timeline(seed: seed)
            var observer = Observer(timeline.play)
            let book = timeline.play.book
            func isKnown(_ clause: ClauseReference) -> Bool {
                book[clause.agreement]?.clauses.all.contains { $0.id == clause.clause } ?? false
            }
            timeline.run(60) { moment in
                observer.watch(moment.events, at: moment.at)
                if let refusal = moment.refusal {
                    #expect(isKnown(refusal.clause), "seed \(seed): \(refusal)")
                    #expect(moment.before.agreements == moment.after.agreements, "seed \(seed)")
                }
                for case .opened(_, _, _, .outOfScope(let freedom)) in moment.events {
                    #expect(isKnown(freedom.clause), "seed \(seed)")
                }
            }
            #expect(observer.complaints == [], "seed \(seed)")
        }
    }

    @Test("come to an end by themselves once nobody moves any more (A3)", arguments: groups.prefix(20))
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

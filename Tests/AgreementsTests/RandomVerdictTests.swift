import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

@Suite("A verdict on any need under any agreements")
struct RandomVerdictTests {
    static let parties: [PartyID] = ["a", "b", "c", "d"]

    @Test("rests on a clause that is declared, in force, and binds the provider", arguments: seeds)
    func rests(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<2000 {
            let terms = self.terms(&dice, exclusivities: 3)
            let need = self.need(&dice)
            let now = signing.advanced(byDays: dice.number(0...1000))
            let note: Comment = "seed \(seed), round \(round)"
            switch Agreements().verdict(on: need, terms: terms, at: now) {
            case .refused(let clause):
                let binding = terms.first { $0.reference == clause }
                #expect(binding?.kind == .exclusivity, note)
                #expect(binding.map { binds($0, need, now) } == true, note)
            case .afterNotice(let id, let holder, let clause, _):
                let binding = terms.first { $0.id == id }
                #expect(binding?.reference == clause && binding?.holder == holder, note)
                #expect(binding.map { binds($0, need, now) } == true, note)
            case .allowed(let waivers):
                var cured: Set<AgreementID> = []
                for id in waivers {
                    let waiver = terms.first { $0.id == id }
                    #expect(waiver?.isInForce(on: now.date) == true, note)
                    guard case .waiver(let exclusivity, let party, let capacity) = waiver?.kind else {
                        Issue.record("\(id) is no waiver")
                        continue
                    }
                    #expect(party == need.provider && need.power <= capacity, note)
                    cured.insert(exclusivity)
                }
                let stands = terms.filter { !isWaiver($0) && binds($0, need, now) }
                #expect(Set(stands.map(\.id)) == cured, note)
            }
        }
    }

    @Test("is a refusal exactly when the one exclusivity binds and no waiver reaches (A13)", arguments: seeds)
    func refusal(seed: UInt64) {
        var dice = Dice(seed: seed)
        for round in 0..<2000 {
            let terms = self.terms(&dice, exclusivities: 1)
            let (need, now) = (self.need(&dice), signing.advanced(byDays: dice.number(0...1000)))
            let isBound = terms.contains { $0.kind == .exclusivity && binds($0, need, now) }
            let isWaived = terms.contains {
                guard case .waiver("x0", need.provider, let capacity) = $0.kind else { return false }
                return $0.isInForce(on: now.date) && need.power <= capacity
            }
            var isRefused = false
            if case .refused = Agreements().verdict(on: need, terms: terms, at: now) { isRefused = true }
            #expect(isRefused == (isBound && !isWaived), "seed \(seed), round \(round)")
        }
    }

    private func isWaiver(_ terms: AgreementTerms) -> Bool {
        if case .waiver = terms.kind { true } else { false }
    }

    private func binds(_ terms: AgreementTerms, _ need: Need, _ now: Instant) -> Bool {
        terms.from <= now.date && now.date < terms.until && terms.holder != need.provider
            && !terms.carveOuts.contains(need.kind)
    }

    private func need(_ dice: inout Dice) -> Need {
        Need(
            kind: dice.pick(CapacityKind.allCases), provider: dice.pick(RandomVerdictTests.parties),
            power: megawatts(dice.number(1...Int64(100))))
    }

    private func terms(_ dice: inout Dice, exclusivities: Int) -> [AgreementTerms] {
        var terms: [AgreementTerms] = []
        for index in 0..<dice.number(0...exclusivities) { terms.append(one("x\(index)", .exclusivity, &dice)) }
        for index in 0..<dice.number(0...2) { terms.append(one("r\(index)", firstRefusal, &dice)) }
        for index in 0..<dice.number(0...3) {
            let kind = AgreementTerms.Kind.waiver(
                of: dice.pick(["x0", "x1", "r0"]), party: dice.pick(RandomVerdictTests.parties),
                capacity: megawatts(dice.number(1...Int64(100))))
            terms.append(one("w\(index)", kind, &dice))
        }
        return dice.chance(50) ? terms : terms.reversed()
    }

    private func one(_ id: String, _ kind: AgreementTerms.Kind, _ dice: inout Dice) -> AgreementTerms {
        let from = signing.date.advanced(byDays: dice.number(-100...800))
        return AgreementTerms(
            id: AgreementID(id), kind: kind, grantor: "buyer", holder: dice.pick(RandomVerdictTests.parties),
            from: from,
            until: from.advanced(byDays: dice.number(1...800)), clause: "\(id).\(dice.number(1...9))", text: "",
            carveOuts: dice.chance(30) ? [dice.pick(CapacityKind.allCases)] : [])
    }
}

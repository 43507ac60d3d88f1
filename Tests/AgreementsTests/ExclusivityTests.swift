import StargateAgreements
import StargateQuantities
import Testing

@Suite("An exclusivity")
struct ExclusivityTests {
    let terms = [agreement("azure", .exclusivity, holder: "microsoft")]

    @Test("refuses everyone but its holder, and names its clause")
    func others() {
        let verdict = Agreements().verdict(on: cloud(from: "oracle"), terms: terms, at: signing)
        #expect(verdict == .refused(ClauseReference(agreement: "azure", clause: "azure.1")))
        #expect(terms[0].reference.description == "azure § azure.1")
    }

    @Test("allows its holder, at any size")
    func holder() {
        let need = cloud(from: "microsoft", megawatts(50_000))
        #expect(Agreements().verdict(on: need, terms: terms, at: signing) == .allowed(waivers: []))
    }

    @Test("leaves its carve-outs free and nothing else", arguments: CapacityKind.allCases)
    func carveOut(kind: CapacityKind) {
        let terms = [agreement("azure", .exclusivity, holder: "microsoft", carveOuts: [.ownBuild])]
        let need = Need(kind: kind, provider: "oracle", power: megawatts(1))
        let verdict = Agreements().verdict(on: need, terms: terms, at: signing)
        #expect(verdict == (kind == .ownBuild ? .allowed(waivers: []) : .refused(terms[0].reference)))
    }

    @Test("holds from its first day, and no longer on the day until which it runs")
    func bounds() {
        let terms = [
            agreement("azure", .exclusivity, holder: "microsoft", from: "2025-03-01", until: "2025-06-01")
        ]
        let refused = Verdict.refused(terms[0].reference)
        let days: [(Instant, Verdict)] = [
            (Instant(day("2025-02-28")), .allowed(waivers: [])),
            (Instant(day("2025-03-01")).advanced(byMilliseconds: -1), .allowed(waivers: [])),
            (Instant(day("2025-03-01")), refused), (Instant(day("2025-05-31")), refused),
            (Instant(day("2025-06-01")).advanced(byMilliseconds: -1), refused),
            (Instant(day("2025-06-01")), .allowed(waivers: [])),
        ]
        for (instant, verdict) in days {
            #expect(Agreements().verdict(on: cloud(from: "oracle"), terms: terms, at: instant) == verdict, "\(instant)")
        }
    }

    @Test("comes before a right of first refusal, in whatever order they are declared")
    func precedence() {
        let both = terms + [agreement("rofr", firstRefusal, holder: "softbank")]
        for declared in [both, both.reversed()] {
            let verdict = Agreements().verdict(on: cloud(from: "oracle"), terms: declared, at: signing)
            #expect(verdict == .refused(terms[0].reference))
        }
    }

    @Test("that is not there refuses nothing", arguments: CapacityKind.allCases)
    func none(kind: CapacityKind) {
        let need = Need(kind: kind, provider: "oracle", power: megawatts(1))
        #expect(Agreements().verdict(on: need, terms: [], at: signing) == .allowed(waivers: []))
    }
}

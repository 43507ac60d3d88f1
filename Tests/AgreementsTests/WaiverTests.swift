import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

@Suite("A waiver")
struct WaiverTests {
    let azure = agreement("azure", .exclusivity, holder: "microsoft")

    @Test("lets its party through, and only its party")
    func party() {
        let terms = [azure, waiver("oracle-2024", of: "azure", for: "oracle", megawatts(500))]
        let state = Agreements()
        #expect(
            state.verdict(on: cloud(from: "oracle"), terms: terms, at: signing) == .allowed(waivers: ["oracle-2024"]))
        #expect(state.verdict(on: cloud(from: "coreweave"), terms: terms, at: signing) == .refused(azure.reference))
        #expect(state.verdict(on: cloud(from: "microsoft"), terms: terms, at: signing) == .allowed(waivers: []))
    }

    @Test("reaches up to its capacity, to the watt")
    func capacity() {
        let terms = [azure, waiver("w", of: "azure", for: "oracle", megawatts(500))]
        let state = Agreements()
        let (fits, exceeds) = (megawatts(500), megawatts(500) + Power(watts: 1))
        #expect(state.verdict(on: cloud(from: "oracle", fits), terms: terms, at: signing) == .allowed(waivers: ["w"]))
        #expect(
            state.verdict(on: cloud(from: "oracle", exceeds), terms: terms, at: signing) == .refused(azure.reference))
    }

    @Test("is drawn down by what was let through, and never beyond its capacity (A9)", arguments: seeds)
    func drawnDown(seed: UInt64) {
        var dice = Dice(seed: seed)
        let capacity = Power(watts: dice.number(1...Int64(10_000)))
        let terms = [azure, waiver("w", of: "azure", for: "oracle", capacity)]
        var state = Agreements()
        for _ in 0..<200 {
            let used = state.waiverUsed["w"] ?? .zero
            let power = Power(watts: dice.number(1...Int64(500)))
            let verdict = state.verdict(on: cloud(from: "oracle", power), terms: terms, at: signing)
            #expect(verdict == (used + power <= capacity ? .allowed(waivers: ["w"]) : .refused(azure.reference)))
            guard case .allowed(let waivers) = verdict, let drawn = waivers.first else { continue }
            state.evolve(.waiverDrawn(agreement: drawn, power: power), at: signing)
            #expect(state.waiverUsed["w"] == used + power, "seed \(seed)")
            #expect(used + power <= capacity, "seed \(seed)")
        }
    }

    @Test("gives way to the next of the same party when it is used up")
    func next() {
        let terms = [
            azure, waiver("w1", of: "azure", for: "oracle", megawatts(100)),
            waiver("w2", of: "azure", for: "oracle", megawatts(300)),
        ]
        var state = Agreements()
        #expect(state.verdict(on: cloud(from: "oracle"), terms: terms, at: signing) == .allowed(waivers: ["w1"]))
        state.evolve(.waiverDrawn(agreement: "w1", power: megawatts(100)), at: signing)
        #expect(state.verdict(on: cloud(from: "oracle"), terms: terms, at: signing) == .allowed(waivers: ["w2"]))
    }

    @Test("of another agreement cures nothing")
    func otherAgreement() {
        let terms = [azure, waiver("w", of: "aws", for: "oracle", megawatts(500))]
        #expect(Agreements().verdict(on: cloud(from: "oracle"), terms: terms, at: signing) == .refused(azure.reference))
    }

    @Test("cures only while it is in force itself")
    func bounds() {
        let terms = [
            azure, waiver("w", of: "azure", for: "oracle", megawatts(500), from: "2025-03-01", until: "2025-06-01"),
        ]
        let verdicts = ["2025-02-28", "2025-03-01", "2025-05-31", "2025-06-01"].map {
            Agreements().verdict(on: cloud(from: "oracle"), terms: terms, at: Instant(day($0)))
        }
        let (allowed, refused) = (Verdict.allowed(waivers: ["w"]), Verdict.refused(azure.reference))
        #expect(verdicts == [refused, allowed, allowed, refused])
    }

    @Test("of one exclusivity does not lift another")
    func second() {
        let aws = agreement("aws", .exclusivity, holder: "amazon")
        let terms = [azure, aws, waiver("w", of: "azure", for: "oracle", megawatts(500))]
        #expect(
            Agreements().verdict(on: cloud(from: "oracle"), terms: terms, at: signing) == .refused(aws.reference))
    }

    @Test("of an exclusivity does not lift another holder's right of first refusal")
    func refusalRight() {
        let rofr = agreement("rofr", firstRefusal, holder: "softbank")
        let terms = [azure, rofr, waiver("w", of: "azure", for: "oracle", megawatts(500))]
        #expect(
            Agreements().verdict(on: cloud(from: "oracle"), terms: terms, at: signing)
                == .afterNotice("rofr", holder: "softbank", clause: rofr.reference, waivers: ["w"]))
    }
}

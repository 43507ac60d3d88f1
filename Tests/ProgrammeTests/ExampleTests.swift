import StargateProgramme
import StargateQuantities
import StargateTesting
import Testing

@Suite("The examples")
struct ExampleTests {
    @Test("are valid programmes", arguments: ["campus", "stargate"])
    func valid(name: String) throws { _ = try Programme(reading: Examples.text(name)) }

    @Test("Stargate holds what was announced and reported")
    func stargate() throws {
        let programme = try Programme(reading: Examples.text("stargate"))
        #expect(programme.start == CalendarDate("2025-01-21"))
        #expect(programme.capital.ceiling == Money(dollars: 500_000_000_000))
        #expect(programme.capital.firstTranche == Money(dollars: 100_000_000_000))
        let equity = Dictionary(uniqueKeysWithValues: programme.capital.funders.map { ($0.id.text, $0.commitment) })
        #expect(equity["softbank"] == Money(dollars: 19_000_000_000) && equity["openai"] == equity["softbank"])
        #expect(equity["oracle"] == Money(dollars: 7_000_000_000) && equity["mgx"] == equity["oracle"])
        let abilene = try #require(programme.sites.first { $0.id == "abilene" })
        #expect(abilene.phases.map(\.power).sum() == Power(watts: 1_200_000_000))
        let kinds = programme.agreements.all.map(\.kind)
        #expect(kinds.contains(.exclusivity) && kinds.count >= 3)
    }

    @Test("Stargate's every number has its source and says how well it is known")
    func sources() throws {
        let programme = try Programme(reading: Examples.text("stargate"))
        let bare = programme.declaredValues.filter { $0.source == nil && !$0.path.hasSuffix(".after") }
            .filter { !$0.path.hasSuffix("sites") && !$0.path.hasSuffix("carve_outs") && !$0.path.hasSuffix(".works") }
        #expect(bare.map(\.path) == [])
        #expect(programme.declaredValues.count { $0.confidence == .reported } >= 70)
    }
}

@Suite("A change of a declared value")
struct SettingTests {
    @Test(
        "sets it and nothing else, through plain and sourced values alike",
        arguments: [
            ("chips.h200.peak", "1 PFLOP/s"), ("chips.h200.price", "50,000 USD"),
            ("risks.construction_slip.p50", "9 %"),
            ("demand.inference.tokens_per_day", "5 bn tokens/day"), ("policy.inference_floor", "10 %"),
            ("sites.north.permanent_jobs", "2 per MW"),
        ])
    func sets(path: String, value: String) throws {
        let before = try Programme(reading: Examples.text("campus"))
        let after = try before.setting([Setting(path: path, value: value)])
        let changed = zip(before.declaredValues, after.declaredValues).filter {
            $0.text != $1.text || $0.path != $1.path
        }
        #expect(before.declaredValues.count == after.declaredValues.count)
        #expect(changed.map(\.1.path) == [path])
        #expect(changed.first?.1.text == value)
    }

    @Test("written back unchanged is the same programme", arguments: ["campus", "stargate"])
    func identity(name: String) throws {
        let before = try Programme(reading: Examples.text(name))
        let after = try before.setting([])
        #expect(after.declaredValues == before.declaredValues)
        #expect(after.capital == before.capital && after.sites == before.sites && after.chips == before.chips)
        #expect(after.models == before.models && after.demand == before.demand && after.risks == before.risks)
        #expect(after.agreements == before.agreements && after.suppliers == before.suppliers)
    }

    @Test("varying a kind of assumption changes that kind only")
    func varying() throws {
        let programme = try Programme(reading: Examples.text("stargate"))
        let classes = programme.assumptionClasses
        #expect(classes.count > 40)
        #expect(Set(classes.map(\.path)).count == classes.count)
        let construction = try #require(classes.first { $0.path == "sites.*.phases.*.construction_cost" })
        let varied = programme.varying(construction)
        #expect(varied.sites != programme.sites)
        #expect(varied.chips == programme.chips && varied.capital == programme.capital)
    }
}

@Suite("The JSON Schema")
struct SchemaTests {
    @Test("is JSON, names every section, and closes every object")
    func schema() throws {
        let text = JSONSchema.text()
        for section in ["programme", "parties", "capital", "agreements", "suppliers", "chips", "sites", "models"] {
            #expect(text.contains("\"\(section)\": {"))
        }
        #expect(text.contains("\"additionalProperties\": false"))
    }
}

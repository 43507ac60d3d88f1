import StargateAgreements
import StargateBuildOut
import StargateCapital
import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateSimulation
import StargateSourcing
import StargateTesting
import Testing

/// The campus example under agreements of its own; `other` is a second supplier, of the chip vendor.
private func campus(_ agreements: String, _ changes: [(String, String)] = []) throws -> Rehearsal {
    var text = try Examples.text("campus")
    let parts = "agreements:\n\(agreements)\nsuppliers:\n  other: { party: vendor }"
    for (old, new) in changes + [("suppliers:", parts)] {
        #expect(text.contains(old), "the example no longer holds '\(old)'")
        text = text.replacing(old, with: new)
    }
    return try Rehearsal(text)
}

private func right(_ more: String) -> String {
    """
      right: { kind: right_of_first_refusal, grantor: university, holder: vendor, from: 2025-01-01, until: 2030-01-01,
               clause: '1', text: t, \(more) }
    """
}

extension Rehearsal {
    fileprivate var events: [Event] { batches.flatMap(\.events) }

    fileprivate var rentals: [(supplier: String, accelerators: Int64, price: UnitPrice)] {
        events.compactMap { event in
            guard case .sourcing(.rentalSigned(_, let supplier, _?, _, let price, let count, _, _)) = event else {
                return nil
            }
            return (supplier.text, count, price)
        }
    }
}

@Suite("Rights in a programme")
struct RightsFlowTests {
    @Test("that reach own building have their holder asked; it is begun on release, and not if the holder takes it up")
    func ownBuild() throws {
        let declined = try campus(right("answer: declines, carve_outs: [cloud]"))
        let noticed = try #require(declined.state.agreements.cases.first)
        #expect(noticed.deal.kind == .ownBuild && noticed.state == .closed)
        let begun = try #require(declined.state.buildOut["north.hall-a"].contracted)
        #expect(begun > noticed.opened && begun < noticed.opened.advanced(byDays: 31))
        let taken = try campus(right("answer: accepts, carve_outs: [cloud]"))
        #expect(taken.state.agreements.cases.first?.state == .contracted)
        #expect(taken.state.buildOut["north.hall-a"].contracted == nil)
        #expect(taken.state.buildOut["north.hall-a"].blocked == .contract)
    }

    @Test("whose holder takes a part rent that part from it and the rest from the other")
    func part() throws {
        let rehearsal = try campus(right("answer: accepts, accepts_up_to: 8, carve_outs: [own_build]"))
        let matter = try #require(rehearsal.state.agreements.cases.first)
        let each = try #require(rehearsal.state.programme.chips.first?.facilityPower.watts)
        #expect(matter.contracted.watts == 8 * each && matter.contracted + matter.closed == matter.deal.quantity)
        let first = rehearsal.rentals.prefix(2)
        #expect(Set(first.map(\.supplier)) == ["other", "coreweave"])
        #expect(first.reduce(0) { $0 + $1.accelerators } == matter.deal.quantity.watts / each)
    }

    @Test("whose holder accepts and does not sign fall to the other after the signing period")
    func default_() throws {
        let rehearsal = try campus(right("answer: accepts, signs: no, sign_period: 5 days, carve_outs: [own_build]"))
        #expect(!rehearsal.rentals.isEmpty && rehearsal.rentals.allSatisfy { $0.supplier == "coreweave" })
        let defaulted = rehearsal.events.contains { event in
            if case .agreements(.progressed(_, .defaulted)) = event { return true }
            return false
        }
        #expect(defaulted)
    }

    @Test(
        "of first offer are asked before renting, and an offer that is not beaten keeps others out",
        arguments: [
            ("6 USD/GPU-hour", false), ("7 USD/GPU-hour", true),
        ])
    func firstOffer(price: String, isBeaten: Bool) throws {
        let rehearsal = try campus(
            """
              offer: { kind: right_of_first_offer, grantor: university, holder: vendor, from: 2025-01-01,
                       until: 2030-01-01, clause: '1', text: t, offered_price: \(price), carve_outs: [own_build] }
            """)
        #expect(rehearsal.state.agreements.firstOffers["offer/cloud"] != nil)
        #expect(rehearsal.rentals.isEmpty != isBeaten, "rented at 6.31, the holder offered \(price)")
    }

    @Test("to most-favoured terms lift what the party is paid to what another gets, from that day on")
    func favoured() throws {
        let rehearsal = try campus(
            """
              mfn: { kind: most_favoured_terms, grantor: university, holder: vendor, from: 2025-01-01, until: 2030-01-01,
                     clause: '1', text: t }
            """,
            [
                (
                    "suppliers:",
                    """
                    suppliers:
                      cheap:
                        party: vendor
                        contracted: { k: { chip: h200, price: 2 USD/GPU-hour, accelerators: 8, from: 2026-01-05, until: 2028-01-01 } }
                    """
                )
            ])
        let repriced = rehearsal.events.compactMap { event -> UnitPrice? in
            if case .sourcing(.rentalRepriced(_, let price, _)) = event { return price }
            return nil
        }
        #expect(repriced == [UnitPrice(microdollars: 6_310_000)])
    }

    @Test("to committed spending invoice each year's shortfall, once, for the price of what was not taken")
    func commitment() throws {
        let rehearsal = try campus(
            """
              promise: { kind: commitment, grantor: university, holder: cloud, from: 2026-01-05, until: 2028-01-01,
                         minimum: 4 M USD, clause: '1', text: t }
            """)
        let account = try #require(rehearsal.state.agreements.commitments["promise"])
        let invoices = account.settlements.map(\.invoice)
        #expect(invoices.count == 2 && invoices.contains { $0 > .zero })
        for settlement in account.settlements {
            #expect(settlement.invoice.cents == max(0, settlement.effectiveMinimum - settlement.counted))
        }
        let owed = rehearsal.events.compactMap { event -> Money? in
            guard case .capital(.obligated(let obligation)) = event, obligation.work.subject == "coreweave.promise"
            else {
                return nil
            }
            return obligation.amount
        }
        #expect(owed == invoices.filter { $0 > .zero })
    }

    @Test(
        "to a share of revenue and to products first are kept in the books of agreements, and cost the programme nothing"
    )
    func memoranda() throws {
        let plain = try campus(
            "  none: { kind: most_favoured_terms, grantor: university, holder: bank, from: 2025-01-01, until: 2030-01-01, clause: '1', text: t }"
        )
        let rehearsal = try campus(
            """
              share: { kind: revenue_share, grantor: university, holder: cloud, from: 2026-01-01, until: 2028-01-01,
                       share: 20 %, cap: 3 M USD, revenue: 10 M USD, clause: '1', text: t }
              first: { kind: product_first, grantor: university, holder: cloud, from: 2025-01-01, until: 2030-01-01,
                       able: no, willing: no, clause: '2', text: t }
            """)
        #expect(rehearsal.state.agreements.shared["share"] == Money(dollars: 3_000_000))
        #expect(rehearsal.state.capital.spent == plain.state.capital.spent)
        let trained = rehearsal.state.models.values.filter { $0.trained != nil }.count
        #expect(rehearsal.state.agreements.products.map(\.outcome) == Array(repeating: .anywhere, count: trained))
    }

    @Test("wait in vain under both an exclusivity and a right: the exclusivity decides")
    func both() throws {
        let rehearsal = try campus(
            right("answer: declines, carve_outs: [own_build]")
                + """

                  only: { kind: exclusivity, grantor: university, holder: bank, from: 2025-01-01, until: 2030-01-01,
                          clause: '2', text: t, carve_outs: [own_build] }
                """)
        #expect(rehearsal.rentals.isEmpty && rehearsal.state.agreements.cases.isEmpty)
    }
}

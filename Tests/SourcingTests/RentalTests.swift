import Foundation
import StargateQuantities
import StargateSourcing
import Testing

@Suite("A rental")
struct RentalTests {
    @Test("is signed, goes live and ends; signatures stay counted")
    func life() throws {
        var state = Sourcing()
        for id in ["r1", "r2"] as [RentalID] {
            state.evolve(
                .rentalSigned(
                    rental: id, supplier: "oracle", offer: "oracle.gb200", chip: "gb200",
                    price: UnitPrice(microdollars: 2_100_000), accelerators: 1000, from: signing,
                    until: signing.advanced(byDays: 1095)))
        }
        #expect(state.rental("r1")?.isLive == false)
        state.evolve(.rentalLive(rental: "r1"))
        #expect(state.rental("r1")?.isLive == true && state.rental("r2")?.isLive == false)
        state.evolve(.rentalEnded(rental: "r1"))
        #expect(state.rental("r1") == nil && state.rentals.map(\.id) == ["r2"] && state.signed == 2)
        #expect(try JSONDecoder().decode(Sourcing.self, from: JSONEncoder().encode(state)) == state)
    }
}

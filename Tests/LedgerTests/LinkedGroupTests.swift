import StargateLedger
import StargateTesting
import Testing

@Suite("A linked group (L6)")
struct LinkedGroupTests {
    @Test("is taken whole, each seeing what those before it did")
    func whole() throws {
        var books = try Books(cash: 10)
        let group = [
            books.pay(1, 90, linked: true), books.spend(2, 100, .pending, timeout: 1, linked: true),
            books.resolve(3, .post, of: 2, 40, linked: true), books.resolve(4, .void, of: 2, linked: true),
            books.spend(5, 60),
        ]
        let receipt = books.ledger.submit(group, at: 0)
        #expect(receipt.taken == 5 && receipt.refused.isEmpty)
        #expect(books.ledger[books.bank].balance == 0 && books.ledger[books.costs].balance == 100)
        let before = books.ledger
        #expect(books.ledger.submit(group, at: 0).repeated == [0, 1, 2, 3, 4])
        #expect(books.ledger == before)
    }

    @Test("leaves nothing when any one of it fails, whatever the others did", arguments: 0...5)
    func traces(place: Int) throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(90, 20, .pending, timeout: 2), at: 0)
        try books.ledger.submit(books.spend(91, 20, .pending), at: 0)
        var group = [
            books.spend(1, 10, linked: true), books.spend(2, 30, .pending, timeout: 1, linked: true),
            books.resolve(3, .post, of: 2, 30, linked: true), books.resolve(4, .post, of: 90, 20, linked: true),
            books.resolve(5, .void, of: 91, linked: true), books.resolve(6, .post, of: 90, 1, linked: false),
        ]
        group[5] = books.pay(6, 1)
        var failing = group
        failing[place] = books.pay(0, 1, linked: place < 5)
        var untouched = books.ledger
        let receipt = books.ledger.submit(failing, at: 0)
        #expect(receipt.refusal(of: place) == .idMissing && receipt.refused.count == 6 && receipt.taken == 0)
        #expect(books.ledger == untouched && books.ledger.digest == untouched.digest)
        // What was not taken is nowhere remembered: the same ids may come, and time passes as if nothing had been.
        #expect(books.ledger.submit(group, at: 0).taken == 6)
        #expect(untouched.submit(group, at: 0).taken == 6)
        books.ledger.advance(to: 5000)
        untouched.advance(to: 5000)
        #expect(books.ledger == untouched && books.ledger[books.costs].balance == 60)
    }

    @Test("that failed does not lapse: its reservations were never made")
    func ghosts() throws {
        var books = try Books(cash: 100)
        _ = books.ledger.submit([books.spend(1, 10, .pending, timeout: 1, linked: true), books.pay(2, 0)], at: 0)
        try books.ledger.submit(books.spend(3, 10, .pending, timeout: 9), at: 0)
        books.ledger.advance(to: 8999)
        #expect(books.ledger.reservation(id(3))?.standing == .open && books.ledger.reservation(id(1)) == nil)
        #expect(books.ledger[books.bank].available == 90)
    }

    @Test("does not stop those before and after it")
    func neighbours() throws {
        var books = try Books(cash: 100)
        let batch = [
            books.spend(1, 10), books.spend(2, 10, linked: true), books.spend(3, 0), books.spend(4, 10),
            books.spend(5, 10, linked: true), books.spend(6, 10, linked: true),
        ]
        let receipt = books.ledger.submit(batch, at: 0)
        #expect(receipt.refused.map(\.index) == [1, 2, 4, 5] && receipt.taken == 2)
        #expect(receipt.refusal(of: 4) == .linkedTransferRefused && receipt.refusal(of: 5) == .linkedGroupOpen)
        #expect(books.ledger[books.costs].balance == 20)
    }

    @Test("a part of which was taken before is refused whole")
    func partly() throws {
        var books = try Books(cash: 100)
        let first = books.spend(1, 10, linked: true)
        #expect(books.ledger.submit([first, books.spend(2, 10)], at: 0).taken == 2)
        let before = books.ledger
        let receipt = books.ledger.submit([first, books.spend(3, 10)], at: 0)
        #expect(receipt.refusal(of: 0) == .existsDifferent(id(1)))
        #expect(receipt.refusal(of: 1) == .linkedTransferRefused)
        #expect(books.ledger == before)
        let twice = books.ledger.submit(
            [books.spend(4, 10, linked: true), books.spend(4, 10, linked: true), books.spend(5, 1)], at: 0)
        #expect(twice.refusal(of: 1) == .existsDifferent(id(4)) && books.ledger == before)
    }
}

import StargateLedger
import StargateTesting
import Testing

@Suite("A reservation")
struct ReservationTests {
    @Test("sets aside without moving anything, and counts against the limit (L5)")
    func limit() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 60, .pending), at: 0)
        #expect(books.ledger[books.bank].balance == 100 && books.ledger[books.bank].available == 40)
        for kind in [Transfer.Kind.posted, .pending] {
            let refusal = books.ledger.refusal(of: books.spend(2, 41, kind))
            #expect(refusal == .limit(books.bank, asked: 41, available: 40))
        }
        #expect(books.ledger.refusal(of: books.spend(2, 40, .pending)) == nil)
        #expect(books.ledger[books.bank].available == 0)
    }

    @Test("of money on its way in does not make it available (L5)")
    func incoming() throws {
        var books = try Books(cash: 1)
        try books.ledger.submit(
            Transfer(id: id(1), .pending, debit: books.bank, credit: books.owners, amount: 50), at: 0)
        #expect(books.ledger.refusal(of: books.spend(2, 2)) == .limit(books.bank, asked: 2, available: 1))
        try books.ledger.submit(books.resolve(3, .post, of: 1, 1), at: 0)
        #expect(books.ledger.refusal(of: books.spend(2, 2)) == nil)
    }

    @Test("is posted in parts, the rest staying set aside, and never beyond what is left (L4)")
    func parts() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 60, .pending), at: 0)
        try books.ledger.submit(books.resolve(2, .post, of: 1, 25), at: 0)
        #expect(books.ledger[books.bank].balance == 75 && books.ledger[books.bank].available == 40)
        #expect(books.ledger.reservation(id(1))?.remaining == 35)
        let beyond = books.ledger.refusal(of: books.resolve(3, .post, of: 1, 36))
        #expect(beyond == .beyondPending(id(1), asked: 36, remaining: 35))
        try books.ledger.submit(books.resolve(3, .post, of: 1, 35), at: 0)
        #expect(books.ledger.reservation(id(1))?.standing == .posted)
        #expect(books.ledger[books.costs].sums.debitsPending == 0 && books.ledger[books.costs].balance == 60)
        #expect(books.ledger.refusal(of: books.resolve(4, .post, of: 1, 1)) == .alreadyPosted(id(1)))
        #expect(books.ledger.refusal(of: books.resolve(4, .void, of: 1)) == .alreadyPosted(id(1)))
    }

    @Test("gives back by a void all that is left, and only that (L4)", arguments: [0, 35] as [Int64])
    func void(amount: Int64) throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 60, .pending), at: 0)
        try books.ledger.submit(books.resolve(2, .post, of: 1, 25), at: 0)
        try books.ledger.submit(books.resolve(3, .void, of: 1, amount), at: 0)
        #expect(books.ledger[books.bank].balance == 75 && books.ledger[books.bank].available == 75)
        #expect(books.ledger.entry(id(3))?.amount == 35)
        #expect(books.ledger.refusal(of: books.resolve(4, .void, of: 1)) == .alreadyVoided(id(1)))
    }

    @Test("lapses at exactly its time, not a millisecond before (L4)")
    func expiry() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 60, .pending, timeout: 2), at: 5000)
        try books.ledger.submit(books.resolve(2, .post, of: 1, 10), at: 6999)
        books.ledger.advance(to: 6999)
        #expect(books.ledger.reservation(id(1))?.standing == .open)
        #expect(books.ledger[books.bank].available == 40)
        #expect(books.ledger.refusal(of: books.resolve(3, .post, of: 1, 10), at: 7000) == .alreadyExpired(id(1)))
        #expect(books.ledger.reservation(id(1))?.standing == .expired)
        #expect(books.ledger[books.bank].available == 90 && books.ledger[books.costs].balance == 10)
        #expect(books.ledger[books.costs].sums.debitsPending == 0)
    }

    @Test("lapses in order of its expiry, whenever it was made, and never without a timeout (L4)")
    func order() throws {
        var books = try Books(cash: 1000)
        for (number, timeout, instant) in [(1, 9, 0), (2, 3, 1000), (3, 1, 3000), (4, 0, 3000), (5, 4, 3000)] {
            let transfer = books.spend(UInt128(number), 10, .pending, timeout: UInt32(timeout))
            try books.ledger.submit(transfer, at: Int64(instant))
        }
        for (instant, open) in [(3999, 5), (4000, 3), (6999, 3), (7000, 2), (9000, 1), (99_999, 1)] {
            books.ledger.advance(to: Int64(instant))
            let standing = (1...5).filter { books.ledger.reservation(id(UInt128($0)))?.standing == .open }
            #expect(standing.count == open, "at \(instant): \(standing)")
            #expect(books.ledger[books.bank].sums.creditsPending == Int64(10 * open), "at \(instant)")
        }
    }

    @Test("that was resolved in time does not lapse later (L4)")
    func resolved() throws {
        var books = try Books(cash: 100)
        for number in 1...3 as ClosedRange<UInt128> {
            try books.ledger.submit(books.spend(number, 10, .pending, timeout: 1), at: 0)
        }
        try books.ledger.submit(books.resolve(11, .post, of: 1, 10), at: 0)
        try books.ledger.submit(books.resolve(12, .void, of: 2), at: 999)
        books.ledger.advance(to: .max)
        let standings = (1...3).map { books.ledger.reservation(id(UInt128($0)))?.standing }
        #expect(standings == [.posted, .voided, .expired])
        #expect(books.ledger[books.bank].sums.creditsPending == 0 && books.ledger[books.bank].balance == 90)
    }

    @Test("of a closed account can be given back, by a void or by time, but not posted (L8)")
    func closed() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 10, .pending), at: 0)
        try books.ledger.submit(books.spend(2, 10, .pending, timeout: 1), at: 0)
        try books.ledger.close(books.costs)
        let shut = LedgerRefusal.accountClosed(books.costs)
        #expect(books.ledger.refusal(of: books.spend(3, 1)) == shut)
        #expect(books.ledger.refusal(of: books.spend(3, 1, .pending)) == shut)
        #expect(books.ledger.refusal(of: books.resolve(3, .post, of: 1, 1)) == shut)
        #expect(books.ledger.refusal(of: books.resolve(3, .void, of: 1)) == nil)
        books.ledger.advance(to: 1000)
        #expect(books.ledger.reservation(id(2))?.standing == .expired)
        #expect(books.ledger[books.costs].sums == Balance() && books.ledger[books.bank].available == 100)
        #expect(books.ledger[books.costs].isClosed && !books.ledger[books.bank].isClosed)
    }
}

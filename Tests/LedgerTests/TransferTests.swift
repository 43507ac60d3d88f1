import StargateLedger
import StargateTesting
import Testing

@Suite("A transfer")
struct TransferTests {
    @Test("sent again with the same body has no effect, in whatever state the books are (L3)")
    func again() throws {
        var books = try Books(cash: 100)
        let list = [
            books.spend(1, 10), books.spend(2, 10, .pending, timeout: 3), books.spend(3, 10, .pending),
            books.resolve(4, .post, of: 2, 4), books.resolve(5, .void, of: 3), books.spend(6, 60),
        ]
        for transfer in list { #expect(try books.ledger.submit(transfer, at: 0)) }
        for instant in [0, 9000] as [Int64] {
            books.ledger.advance(to: instant)
            let before = books.ledger
            for transfer in list { #expect(try !books.ledger.submit(transfer, at: instant), "\(transfer)") }
            let receipt = books.ledger.submit(list, at: instant)
            #expect(receipt.repeated == Array(list.indices) && receipt.taken == 0 && receipt.refused.isEmpty)
            #expect(books.ledger == before)
        }
    }

    @Test("sent again with what a post or void may leave out filled in has no effect (L3)")
    func filled() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 10, .pending), at: 0)
        try books.ledger.submit(books.resolve(2, .void, of: 1), at: 0)
        let entry = try #require(books.ledger.entry(id(2)))
        let whole = books.ledger.transfer(of: entry)
        #expect(whole.amount == 10 && whole.debit == books.costs && whole.pending == id(1))
        #expect(try !books.ledger.submit(whole, at: 0))
    }

    @Test("with the id of another, however little they differ, is refused (L3)")
    func different() throws {
        var books = try Books(cash: 100)
        let posted = books.spend(1, 10)
        let pending = books.spend(2, 10, .pending, timeout: 3)
        let post = books.resolve(3, .post, of: 2, 4)
        for transfer in [posted, pending, post] { try books.ledger.submit(transfer, at: 0) }
        for original in [posted, pending, post] {
            for change in 0..<9 {
                var other = original
                switch change {
                case 0: other.amount += 1
                case 1: other.effectiveDay += 1
                case 2: other.code = 1
                case 3: other.cause = 1
                case 4: other.debit = books.owners
                case 5: other.credit = books.owners
                case 6: other.kind = original.kind == .pending ? .posted : .pending
                case 7: other.timeout += 1
                default: other.pending = id(77)
                }
                #expect(books.ledger.refusal(of: other) == .existsDifferent(original.id), "\(original), \(change)")
            }
            var linked = original
            linked.isLinked = true
            let receipt = books.ledger.submit([linked, books.pay(9, 1)], at: 0)
            #expect(receipt.refusal(of: 0) == .existsDifferent(original.id))
        }
    }

    @Test("that was refused may be sent again with its id when it fits")
    func later() throws {
        var books = try Books(cash: 5)
        #expect(books.ledger.refusal(of: books.spend(1, 6)) == .limit(books.bank, asked: 6, available: 5))
        try books.ledger.submit(books.pay(2, 1), at: 0)
        #expect(books.ledger.refusal(of: books.spend(1, 6)) == nil)
    }

    @Test("between commodities, to its own account or of nothing is refused in both phases (L7)")
    func impossible() throws {
        var books = try Books(cash: 5)
        for kind in [Transfer.Kind.posted, .pending] {
            func between(_ debit: AccountNumber, _ credit: AccountNumber, _ amount: Int64) -> LedgerRefusal? {
                let transfer = Transfer(id: id(1), kind, debit: debit, credit: credit, amount: amount)
                return books.ledger.refusal(of: transfer)
            }
            #expect(between(books.meter, books.bank, 1) == .commoditiesDiffer(books.meter, books.bank))
            #expect(between(books.bank, books.bank, 1) == .sameAccount(books.bank))
            for amount in [0, -1, .min] as [Int64] {
                #expect(between(books.meter, books.grid, amount) == .amountNotPositive(amount))
            }
        }
    }

    @Test("beyond what 64 bits count is refused, reservations counted, and the books are untouched (L14)")
    func overflow() throws {
        var books = try Books(cash: .max - 5)
        for amount in [6, 7, .max] as [Int64] {
            #expect(books.ledger.refusal(of: books.pay(1, amount)) == .overflow(books.bank))
        }
        try books.ledger.submit(
            Transfer(id: id(2), .pending, debit: books.bank, credit: books.owners, amount: 3), at: 0)
        #expect(books.ledger.refusal(of: books.pay(3, 3)) == .overflow(books.bank))
        #expect(books.ledger.refusal(of: books.pay(3, 2)) == nil)
        try books.ledger.submit(books.resolve(4, .post, of: 2, 3), at: 0)
        #expect(books.ledger[books.bank].balance == .max && books.ledger[books.owners].balance == .max)
        // The credit side of the bank and the debit side of the owners are empty still.
        let back = Transfer(id: id(5), debit: books.owners, credit: books.bank, amount: .max)
        #expect(books.ledger.refusal(of: back) == nil)
        #expect(books.ledger[books.bank].balance == 0 && books.ledger[books.bank].available == 0)
    }

    @Test("is recorded at the books' clock, which never goes back")
    func clock() throws {
        var books = try Books(cash: 5)
        try books.ledger.submit(books.spend(1, 1), at: 100)
        try books.ledger.submit(books.spend(2, 1), at: 7)
        books.ledger.advance(to: 50)
        #expect(books.ledger.entries.map(\.recordedAt) == [0, 100, 100] && books.ledger.clock == 100)
    }

    @Test("with a timeout or a pending id that its kind has no use for is refused")
    func strayFields() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 10, .pending), at: 0)
        var post = books.resolve(2, .post, of: 1, 4)
        post.timeout = 5
        var void = books.resolve(2, .void, of: 1)
        void.timeout = 1
        for transfer in [books.spend(2, 10, timeout: 5), post, void] {
            #expect(books.ledger.refusal(of: transfer) == .timeoutUnused, "\(transfer)")
        }
        for kind in [Transfer.Kind.posted, .pending] {
            var named = books.spend(2, 10, kind)
            named.pending = id(1)
            #expect(books.ledger.refusal(of: named) == .pendingUnused(id(1)), "\(named)")
        }
    }
}

import StargateLedger
import StargateTesting
import Testing

/// Books in which every refusal can be met at once.
private struct Trouble {
    var books: Books
    let shut: AccountNumber
    /// Ids of reservations by what became of them; `ofShut` is between an account that was closed since and the bank.
    let held: UInt128 = 10
    let posted: UInt128 = 11
    let voided: UInt128 = 12
    let expired: UInt128 = 13
    let ofShut: UInt128 = 14
    /// Taken already, with another amount.
    let once: UInt128 = .max

    init() throws {
        books = try Books(cash: 100)
        shut = books.ledger.open(AccountTerms("expenses:shut", .usd, .expense))
        for (number, amount) in [(held, 30), (posted, 5), (voided, 5)] as [(UInt128, Int64)] {
            try books.ledger.submit(books.spend(number, amount, .pending), at: 0)
        }
        try books.ledger.submit(books.spend(expired, 5, .pending, timeout: 1), at: 0)
        try books.ledger.submit(
            Transfer(id: id(ofShut), .pending, debit: shut, credit: books.bank, amount: 5), at: 0)
        try books.ledger.submit(books.resolve(21, .post, of: posted, 5), at: 0)
        try books.ledger.submit(books.resolve(22, .void, of: voided), at: 0)
        try books.ledger.close(shut)
        books.ledger.advance(to: 1000)
    }

    func between(
        _ debit: AccountNumber, _ credit: AccountNumber, _ amount: Int64, _ kind: Transfer.Kind = .posted,
        as number: UInt128 = 50
    ) -> Transfer { Transfer(id: id(number), kind, debit: debit, credit: credit, amount: amount) }

    /// Names a pending transfer without being about one.
    func stray(_ kind: Transfer.Kind, _ amount: Int64, timeout: UInt32 = 0) -> Transfer {
        var transfer = books.spend(50, amount, kind, timeout: timeout)
        transfer.pending = id(held)
        return transfer
    }

    func post(
        _ pending: UInt128, _ amount: Int64, debit: AccountNumber = .ofPending, as number: UInt128 = 50
    ) -> Transfer {
        Transfer(id: id(number), .post, debit: debit, credit: .ofPending, amount: amount, pending: id(pending))
    }

    /// One fault each.
    var single: [(Transfer, LedgerRefusal)] {
        let (bank, costs, meter) = (books.bank, books.costs, books.meter)
        return [
            (books.pay(0, 1), .idMissing),
            (books.pay(once, 1), .existsDifferent(id(once))),
            (books.spend(50, 1, timeout: 1), .timeoutUnused),
            (stray(.posted, 1), .pendingUnused(id(held))),
            (stray(.pending, 1), .pendingUnused(id(held))),
            (books.pay(50, 0), .amountNotPositive(0)),
            (books.pay(50, -1), .amountNotPositive(-1)),
            (books.spend(50, .min, .pending), .amountNotPositive(.min)),
            (post(held, 0), .amountNotPositive(0)),
            (books.resolve(50, .void, of: held, -1), .amountNotPositive(-1)),
            (between(books.nobody, bank, 1), .accountUnknown(books.nobody)),
            (between(bank, .ofPending, 1), .accountUnknown(.ofPending)),
            (between(costs, costs, 1), .sameAccount(costs)),
            (between(meter, bank, 1, .pending), .commoditiesDiffer(meter, bank)),
            (post(77, 1), .pendingUnknown(id(77))),
            (post(0, 1), .pendingUnknown(.none)),
            (post(once, 1), .notPending(id(once))),
            (post(21, 1), .notPending(id(21))),
            (post(posted, 1), .alreadyPosted(id(posted))),
            (books.resolve(50, .void, of: posted), .alreadyPosted(id(posted))),
            (post(voided, 1), .alreadyVoided(id(voided))),
            (books.resolve(50, .void, of: voided), .alreadyVoided(id(voided))),
            (post(expired, 1), .alreadyExpired(id(expired))),
            (books.resolve(50, .void, of: expired), .alreadyExpired(id(expired))),
            (post(held, 1, debit: bank), .accountsDiffer(id(held))),
            (post(held, 31), .beyondPending(id(held), asked: 31, remaining: 30)),
            (books.resolve(50, .void, of: held, 29), .beyondPending(id(held), asked: 29, remaining: 30)),
            (between(shut, bank, 1), .accountClosed(shut)),
            (between(costs, shut, 1, .pending), .accountClosed(shut)),
            (post(ofShut, 5), .accountClosed(shut)),
            (books.pay(50, .max - 99), .overflow(bank)),
            (books.spend(50, 61), .limit(bank, asked: 61, available: 60)),
            (books.spend(50, 61, .pending), .limit(bank, asked: 61, available: 60)),
            (between(books.suppliers, costs, 1), .limit(books.suppliers, asked: 1, available: 0)),
        ]
    }

    /// Two faults or more, and the one that is told.
    var several: [(Transfer, LedgerRefusal)] {
        let (bank, costs, meter, nobody) = (books.bank, books.costs, books.meter, books.nobody)
        return [
            (books.pay(0, 0), .idMissing),
            (post(77, 1, as: 0), .idMissing),
            (books.pay(once, 0), .existsDifferent(id(once))),
            (between(nobody, bank, 1, as: once), .existsDifferent(id(once))),
            (post(77, 1, as: once), .existsDifferent(id(once))),
            (books.spend(once, 0, timeout: 1), .existsDifferent(id(once))),
            (books.spend(50, 0, timeout: 1), .timeoutUnused),
            (stray(.posted, 0, timeout: 1), .timeoutUnused),
            (stray(.pending, 0, timeout: 1), .pendingUnused(id(held))),
            (between(nobody, bank, 0), .amountNotPositive(0)),
            (between(bank, bank, 0), .amountNotPositive(0)),
            (post(77, 0), .amountNotPositive(0)),
            (post(posted, -1), .amountNotPositive(-1)),
            (between(nobody, nobody, 1), .accountUnknown(nobody)),
            (between(nobody, .ofPending, 1), .accountUnknown(nobody)),
            (between(nobody, shut, 1), .accountUnknown(nobody)),
            (between(shut, shut, .max), .sameAccount(shut)),
            (between(meter, shut, 1), .commoditiesDiffer(meter, shut)),
            (between(bank, meter, .max), .commoditiesDiffer(bank, meter)),
            (between(meter, bank, 61), .commoditiesDiffer(meter, bank)),
            (post(77, 1, debit: nobody), .pendingUnknown(id(77))),
            (post(once, 101, debit: nobody), .notPending(id(once))),
            (post(posted, 6, debit: bank), .alreadyPosted(id(posted))),
            (post(voided, 6, debit: bank), .alreadyVoided(id(voided))),
            (post(expired, 6, debit: bank), .alreadyExpired(id(expired))),
            (post(held, 31, debit: meter), .accountsDiffer(id(held))),
            (post(ofShut, 5, debit: meter), .accountsDiffer(id(ofShut))),
            (post(ofShut, 6), .beyondPending(id(ofShut), asked: 6, remaining: 5)),
            (between(bank, shut, .max), .accountClosed(shut)),
            (between(shut, bank, 61), .accountClosed(shut)),
            (between(costs, bank, .max), .overflow(costs)),
            (between(books.owners, bank, .max), .overflow(bank)),
            (between(books.suppliers, bank, 61), .limit(books.suppliers, asked: 61, available: 0)),
        ]
    }
}

@Suite("A refusal")
struct RefusalTests {
    @Test("names the fault and leaves the books as they were")
    func single() throws {
        let trouble = try Trouble()
        for (transfer, expected) in trouble.single {
            var ledger = trouble.books.ledger
            #expect(ledger.refusal(of: transfer, at: 1000) == expected, "\(transfer)")
        }
        let met = Set(trouble.single.map(\.1.code))
        #expect(met == Set(Model.order), "every refusal of a single transfer is provoked here")
        #expect(met.count == 18)
    }

    @Test("names the first of several faults in the documented order")
    func order() throws {
        let trouble = try Trouble()
        for (transfer, expected) in trouble.several {
            var ledger = trouble.books.ledger
            #expect(ledger.refusal(of: transfer, at: 1000) == expected, "\(transfer)")
        }
    }

    @Test("is the same in a batch as alone, and the others of the batch are taken")
    func batch() throws {
        let trouble = try Trouble()
        var ledger = trouble.books.ledger
        let good = [trouble.books.pay(1, 7), trouble.books.spend(2, 7)]
        for (transfer, expected) in trouble.single + trouble.several {
            var copy = ledger
            let receipt = copy.submit([good[0], transfer, good[1]], at: 1000)
            // Seven dollars more are in the bank by then.
            let isLimit = expected.code == "limit"
            if isLimit { continue }
            if case .overflow = expected, transfer.amount < .max { continue }
            #expect(receipt.refused == [.init(index: 1, refusal: expected)], "\(transfer)")
            #expect(receipt.taken == 2)
        }
        let receipt = ledger.submit(good, at: 1000)
        #expect(receipt.refused.isEmpty && receipt.taken == 2)
    }

    @Test("of a linked group names the culprit, and of all others that the group was refused")
    func group() throws {
        let trouble = try Trouble()
        var ledger = trouble.books.ledger
        let group = [
            trouble.books.pay(1, 5, linked: true), trouble.books.pay(2, 0, linked: true),
            trouble.books.pay(0, 5, linked: true), trouble.books.pay(4, 5),
        ]
        let before = ledger
        let receipt = ledger.submit(group, at: 1000)
        #expect(receipt.refusal(of: 0) == .linkedTransferRefused)
        #expect(receipt.refusal(of: 1) == .amountNotPositive(0))
        #expect(receipt.refusal(of: 2) == .linkedTransferRefused)
        #expect(receipt.refusal(of: 3) == .linkedTransferRefused)
        #expect(receipt.taken == 0 && ledger == before)
    }

    @Test("of an open group comes before all other faults")
    func openGroup() throws {
        let trouble = try Trouble()
        var ledger = trouble.books.ledger
        let before = ledger
        #expect(ledger.refusal(of: trouble.books.pay(0, 0, linked: true), at: 1000) == .linkedGroupOpen)
        let receipt = ledger.submit(
            [trouble.books.pay(0, 1, linked: true), trouble.books.pay(2, 0, linked: true)], at: 1000)
        #expect(receipt.refused.map(\.refusal) == [.linkedTransferRefused, .linkedGroupOpen])
        #expect(ledger == before)
    }

    @Test("of closing an account twice, or one that is unknown, is thrown")
    func closing() throws {
        var trouble = try Trouble()
        #expect(throws: LedgerRefusal.accountClosed(trouble.shut)) { try trouble.books.ledger.close(trouble.shut) }
        let nobody = trouble.books.nobody
        #expect(throws: LedgerRefusal.accountUnknown(nobody)) { try trouble.books.ledger.close(nobody) }
    }
}

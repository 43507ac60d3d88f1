import StargateLedger
import Testing

@Suite("A transfer")
struct TransferTests {
    @Test("debits one account and credits the other with the same amount")
    func moves() throws {
        let books = try Books(cash: 700)
        #expect(books.ledger[books.bank].debitsPosted == 700)
        #expect(books.ledger[books.owners].creditsPosted == 700)
        #expect(books.ledger[books.bank].balance == 700)
        #expect(books.ledger[books.owners].balance == 700)
    }

    @Test("of nothing, or less, is refused (L7)", arguments: [0, -1, .min] as [Int64])
    func notPositive(amount: Int64) throws {
        var books = try Books(cash: 700)
        let (bank, owners) = (books.bank, books.owners)
        let post = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
            try ledger.post(debit: bank, credit: owners, amount)
        }
        #expect(post?.refusal == .amountNotPositive(amount))
        #expect(post?.isUntouched == true)
        let reserve = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
            try ledger.reserve("r", debit: bank, credit: owners, amount)
        }
        #expect(reserve?.refusal == .amountNotPositive(amount))
        #expect(reserve?.isUntouched == true)
    }

    @Test("from an account to itself is refused (L7)")
    func sameAccount() throws {
        var books = try Books(cash: 700)
        let bank = books.bank
        let result = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
            try ledger.post(debit: bank, credit: bank, 1)
        }
        #expect(result?.refusal == .sameAccount("bank"))
        #expect(result?.isUntouched == true)
    }

    @Test("between commodities is refused, both accounts being named (L7)")
    func commodities() throws {
        var books = try Books(cash: 700)
        let (bank, energy) = (books.bank, books.ledger.account("energy", .wattHours, .debit))
        let result = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
            try ledger.post(debit: energy, credit: bank, 1)
        }
        #expect(result?.refusal == .commoditiesDiffer("energy", "bank"))
        #expect(result?.isUntouched == true)
    }

    @Test("that overdraws a limited account is refused, with what was available (L5)")
    func limit() throws {
        var books = try Books(cash: 700)
        let (bank, owners) = (books.bank, books.owners)
        let result = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
            try ledger.post(debit: owners, credit: bank, 701)
        }
        #expect(result?.refusal == .limit("bank", asked: 701, available: 700))
        #expect(result?.isUntouched == true)
        try books.ledger.post(debit: owners, credit: bank, 700)
        #expect(books.ledger[bank].balance == 0)
    }

    @Test("out of a limited credit account is held to its balance too")
    func creditLimit() throws {
        var ledger = Ledger()
        let granted = ledger.account("granted", .budget, .credit, limited: true)
        let spent = ledger.account("spent", .budget, .debit)
        try ledger.post(debit: spent, credit: granted, 500)
        let result = ledger.refusal { (ledger) throws(LedgerRefusal) in
            try ledger.post(debit: granted, credit: spent, 501)
        }
        #expect(result?.refusal == .limit("granted", asked: 501, available: 500))
        #expect(result?.isUntouched == true)
    }

    @Test("beyond what 64 bits hold is refused, and the books are untouched (L14)")
    func overflow() throws {
        var books = try Books(cash: .max - 5)
        let (bank, owners) = (books.bank, books.owners)
        for amount in [6, 7, .max] as [Int64] {
            let post = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
                try ledger.post(debit: bank, credit: owners, amount)
            }
            let reserve = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
                try ledger.reserve("r", debit: bank, credit: owners, amount)
            }
            #expect(
                [post?.refusal, reserve?.refusal].allSatisfy { $0 == .overflow("owners") || $0 == .overflow("bank") })
            #expect(post?.isUntouched == true && reserve?.isUntouched == true)
        }
        try books.ledger.post(debit: bank, credit: owners, 5)
        #expect(books.ledger[bank].balance == .max)
    }

    @Test("that counts reservations beyond what 64 bits hold is refused (L14)")
    func pendingOverflow() throws {
        var books = try Books(limited: false)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("r", debit: bank, credit: owners, .max)
        let result = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
            try ledger.post(debit: bank, credit: owners, 1)
        }
        #expect(result?.isUntouched == true)
        try books.ledger.postReserved("r", .max)
        #expect(books.ledger[bank].balance == .max)
    }

    @Test("out of an account whose other side is full is still taken")
    func otherSide() throws {
        var books = try Books(cash: .max)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.post(debit: owners, credit: bank, 1)
    }
}

import StargateLedger
import Testing

@Suite("A reservation")
struct ReservationTests {
    @Test("sets aside without moving anything, and counts against the limit (L5)")
    func sets() throws {
        var books = try Books(cash: 100)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("r", debit: owners, credit: bank, 60)
        #expect(books.ledger[bank].balance == 100)
        #expect(books.ledger[bank].available == 40)
        #expect(books.ledger.reserved("r") == 60)
        for attempt in 0...1 {
            let result = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
                if attempt == 0 {
                    try ledger.post(debit: owners, credit: bank, 41)
                } else {
                    try ledger.reserve("s", debit: owners, credit: bank, 41)
                }
            }
            #expect(result?.refusal == .limit("bank", asked: 41, available: 40))
            #expect(result?.isUntouched == true)
        }
        try books.ledger.post(debit: owners, credit: bank, 40)
    }

    @Test("of money that is only on its way in does not make it available")
    func incoming() throws {
        var books = try Books()
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("in", debit: bank, credit: owners, 50)
        #expect(books.ledger[bank].available == 0)
        #expect(throws: LedgerRefusal.limit("bank", asked: 1, available: 0)) {
            try books.ledger.post(debit: owners, credit: bank, 1)
        }
    }

    @Test("is posted in parts, what remains staying set aside")
    func parts() throws {
        var books = try Books(cash: 100)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("r", debit: owners, credit: bank, 60)
        try books.ledger.postReserved("r", 25)
        #expect(books.ledger[bank].balance == 75)
        #expect(books.ledger[bank].available == 40)
        #expect(books.ledger.reserved("r") == 35)
        try books.ledger.postReserved("r", 35)
        #expect(books.ledger[bank].balance == 40)
        #expect(books.ledger[bank].creditsPending == 0)
        #expect(books.ledger[owners].debitsPending == 0)
    }

    @Test("is never posted beyond what remains of it (L4)")
    func beyond() throws {
        var books = try Books(cash: 100)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("r", debit: owners, credit: bank, 60)
        try books.ledger.postReserved("r", 25)
        let result = books.ledger.refusal { (ledger) throws(LedgerRefusal) in try ledger.postReserved("r", 36) }
        #expect(result?.refusal == .beyondReservation("r", asked: 36, remaining: 35))
        #expect(result?.isUntouched == true)
        for amount in [0, -1] as [Int64] {
            let nothing = books.ledger.refusal { (ledger) throws(LedgerRefusal) in try ledger.postReserved("r", amount)
            }
            #expect(nothing?.refusal == .amountNotPositive(amount))
            #expect(nothing?.isUntouched == true)
        }
    }

    @Test("that is voided gives back what remains, and only that")
    func void() throws {
        var books = try Books(cash: 100)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("r", debit: owners, credit: bank, 60)
        try books.ledger.postReserved("r", 25)
        try books.ledger.void("r")
        #expect(books.ledger[bank].balance == 75)
        #expect(books.ledger[bank].available == 75)
        #expect(books.ledger.reserved("r") == 0)
    }

    @Test("that is voided untouched leaves the books as if it had never been (L10)")
    func undone() throws {
        var books = try Books(cash: 100)
        let before = books.ledger
        try books.ledger.reserve("r", debit: books.owners, credit: books.bank, 60)
        #expect(books.ledger != before)
        try books.ledger.void("r")
        #expect(books.ledger == before)
    }

    @Test("cannot be made twice under one name (L3)")
    func reuse() throws {
        var books = try Books(cash: 100)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("r", debit: owners, credit: bank, 60)
        for amount in [60, 1] as [Int64] {
            let result = books.ledger.refusal { (ledger) throws(LedgerRefusal) in
                try ledger.reserve("r", debit: owners, credit: bank, amount)
            }
            #expect(result?.refusal == .reservationExists("r"))
            #expect(result?.isUntouched == true)
        }
    }

    @Test("that does not exist, or is resolved, can be neither posted nor voided (L4)")
    func unknown() throws {
        var books = try Books(cash: 100)
        let (bank, owners) = (books.bank, books.owners)
        try books.ledger.reserve("posted", debit: owners, credit: bank, 10)
        try books.ledger.postReserved("posted", 10)
        try books.ledger.reserve("voided", debit: owners, credit: bank, 10)
        try books.ledger.void("voided")
        for name in ["never", "posted", "voided"] {
            let post = books.ledger.refusal { (ledger) throws(LedgerRefusal) in try ledger.postReserved(name, 1) }
            let void = books.ledger.refusal { (ledger) throws(LedgerRefusal) in try ledger.void(name) }
            #expect(post?.refusal == .reservationUnknown(name) && void?.refusal == .reservationUnknown(name))
            #expect(post?.isUntouched == true && void?.isUntouched == true)
        }
    }
}

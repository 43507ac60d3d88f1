import Foundation
import StargateLedger
import Testing

@Suite("An account")
struct AccountTests {
    @Test("is opened at first mention and found again by its name")
    func opened() throws {
        var ledger = Ledger()
        let bank = ledger.account("bank", .usd, .debit, limited: true)
        #expect(ledger.account("bank", .usd, .debit, limited: true) == bank)
        #expect(ledger.accounts.count == 1)
        #expect(ledger.account(named: "bank")?.isLimited == true)
        #expect(ledger.account(named: "till") == nil)
    }

    @Test("counts its balance on its normal side")
    func side() throws {
        let books = try Books(cash: 100)
        #expect(books.ledger[books.bank].normalSide == .debit && books.ledger[books.bank].balance == 100)
        #expect(books.ledger[books.owners].normalSide == .credit && books.ledger[books.owners].balance == 100)
    }

    @Test("without a limit may fall below zero")
    func overdrawn() throws {
        var books = try Books(limited: false)
        try books.ledger.post(debit: books.owners, credit: books.bank, 30)
        #expect(books.ledger[books.bank].balance == -30)
        #expect(books.ledger[books.owners].balance == -30)
    }

    @Test("tree's balance is the sum of the balances under its prefix (L13)")
    func tree() throws {
        var ledger = Ledger()
        let owners = ledger.account("owners", .usd, .credit)
        for (name, amount) in [("spent/chips", 5), ("spent/construction", 7), ("spending", 11)] as [(String, Int64)] {
            let account = ledger.account(name, .usd, .debit)
            try ledger.post(debit: account, credit: owners, amount)
        }
        #expect(ledger.balance(under: "spent/") == 12)
        #expect(ledger.balance(under: "spen") == 23)
        #expect(ledger.balance(under: "nothing") == 0)
        #expect(ledger.balance(under: "owners") == 23)
    }

    @Test("comes back from the snapshot with its reservations")
    func snapshot() throws {
        var books = try Books(cash: 100)
        try books.ledger.reserve("r", debit: books.owners, credit: books.bank, 60)
        var copy = try JSONDecoder().decode(Ledger.self, from: JSONEncoder().encode(books.ledger))
        #expect(copy == books.ledger)
        try copy.postReserved("r", 60)
        #expect(copy[books.bank].balance == 40)
    }
}

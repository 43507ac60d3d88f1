import StargateLedger
import StargateTesting
import Testing

@Suite("An exchange between commodities")
struct ExchangeTests {
    private func market(cash: Int64 = 1000) throws -> Books {
        var books = try Books(cash: cash)
        books.ledger.record(Price(of: .energy, in: .usd, 7, per: 2), effectiveDay: 1, at: 1)
        return books
    }

    @Test("goes through trading accounts at the recorded price, each commodity balancing")
    func exchange() throws {
        var books = try market()
        let cost = try books.ledger.exchange(
            id(1), payer: books.bank, receiver: books.meter, units: 10, code: 4, effectiveDay: 3, cause: 8, at: 2)
        #expect(cost == 35)
        #expect(books.ledger[books.bank].balance == 965 && books.ledger[books.meter].balance == 10)
        let (paid, given) = ("trading:USD:KWH", "trading:KWH:USD")
        #expect(books.ledger.account(named: paid)?.balance == 35)
        #expect(books.ledger.account(named: given)?.balance == -10)
        #expect(books.ledger.account(named: paid)?.commodity == .usd)
        for commodity in [Commodity.usd, .energy] {
            let accounts = books.ledger.accounts.filter { $0.commodity == commodity }
            #expect(accounts.reduce(0) { $0 + $1.sums.posted(.debit) } == 0)
        }
        let entries = books.ledger.entries.suffix(2)
        #expect(entries.map(\.id) == [id(1), id(2)] && entries.map(\.isLinked) == [true, false])
        #expect(entries.allSatisfy { $0.code == 4 && $0.effectiveDay == 3 && $0.cause == 8 && $0.recordedAt == 2 })
        #expect(try books.ledger.copied() == books.ledger)
    }

    @Test("is made at the price recorded last, and rounds to the nearest unit of money")
    func price() throws {
        var books = try market()
        #expect(books.ledger.price(of: .energy, in: .usd) == Price(of: .energy, in: .usd, 7, per: 2))
        // 3 × 7 / 2 = 10.5
        #expect(Price(of: .energy, in: .usd, 7, per: 2).cost(of: 3) == 11)
        #expect(Price(of: .energy, in: .usd, 7, per: 4).cost(of: 3) == 5)
        #expect(Price(of: .energy, in: .usd, 4, per: 3).cost(of: 1) == 1)
        #expect(Price(of: .energy, in: .usd, .max, per: .max).cost(of: .max) == .max)
        #expect(Price(of: .energy, in: .usd, .max, per: 1).cost(of: 2) == nil)
        books.ledger.record(Price(of: .energy, in: .usd, 5, per: 1), effectiveDay: 0, at: 3)
        let cost = try books.ledger.exchange(
            id(1), payer: books.bank, receiver: books.meter, units: 10, effectiveDay: 0, at: 3)
        #expect(cost == 50)
        #expect(books.ledger.prices.map(\.recordedAt) == [1, 3] && books.ledger.prices.map(\.sequence) == [1, 1])
    }

    @Test("sent again has no effect (L3)")
    func again() throws {
        var books = try market()
        for _ in 0...1 {
            let cost = try books.ledger.exchange(
                id(1), payer: books.bank, receiver: books.meter, units: 10, effectiveDay: 0, at: 2)
            #expect(cost == 35)
        }
        #expect(books.ledger.entries.count == 3 && books.ledger[books.meter].balance == 10)
    }

    @Test("is refused without a price, or with one that gives no cost")
    func unusable() throws {
        var books = try Books(cash: 1000)
        func refusal(_ units: Int64) -> ExchangeRefusal? {
            let before = books.ledger
            do throws(ExchangeRefusal) {
                _ = try books.ledger.exchange(
                    id(1), payer: books.bank, receiver: books.meter, units: units, effectiveDay: 0, at: 0)
                return nil
            } catch {
                #expect(books.ledger == before)
                return error
            }
        }
        #expect(refusal(10) == .priceUnknown(goods: "KWH", money: "USD"))
        books.ledger.record(Price(of: .usd, in: .energy, 1, per: 1), effectiveDay: 0, at: 0)
        #expect(refusal(10) == .priceUnknown(goods: "KWH", money: "USD"), "the other way round")
        for (amount, quantity) in [(0, 1), (1, 0), (-3, 1), (3, -1), (1, 1000), (.max, 1)] as [(Int64, Int64)] {
            books.ledger.record(Price(of: .energy, in: .usd, amount, per: quantity), effectiveDay: 0, at: 0)
            #expect(refusal(10) == .costUnusable(quantity: 10), "\(amount) per \(quantity)")
        }
        books.ledger.record(Price(of: .energy, in: .usd, 1, per: 1), effectiveDay: 0, at: 0)
        for units in [0, -1, .min] as [Int64] { #expect(refusal(units) == .costUnusable(quantity: units)) }
    }

    @Test("one leg of which is refused leaves nothing of the other")
    func legs() throws {
        var books = try market(cash: 34)
        // Its accounts are there already.
        _ = try books.ledger.exchange(id(1), payer: books.bank, receiver: books.meter, units: 2, effectiveDay: 0, at: 2)
        try books.ledger.submit(books.pay(9, 7), at: 2)
        func refusal(_ number: UInt128, payer: AccountNumber, receiver: AccountNumber) -> ExchangeRefusal? {
            let before = books.ledger
            do throws(ExchangeRefusal) {
                _ = try books.ledger.exchange(
                    id(number), payer: payer, receiver: receiver, units: 10, effectiveDay: 0, at: 2)
                return nil
            } catch {
                #expect(books.ledger == before && books.ledger.digest == before.digest)
                return error
            }
        }
        let short = LedgerRefusal.limit(books.bank, asked: 35, available: 34)
        #expect(refusal(5, payer: books.bank, receiver: books.meter) == .transfer(short))
        #expect(refusal(5, payer: books.nobody, receiver: books.meter) == .transfer(.accountUnknown(books.nobody)))
        #expect(refusal(5, payer: books.bank, receiver: books.nobody) == .transfer(.accountUnknown(books.nobody)))
        #expect(refusal(0, payer: books.owners, receiver: books.meter) == .transfer(.idMissing))
        #expect(refusal(.max, payer: books.owners, receiver: books.meter) == .transfer(.existsDifferent(id(.max))))
        // The goods' leg would have the id of another transfer.
        #expect(refusal(8, payer: books.owners, receiver: books.meter) == .transfer(.existsDifferent(id(9))))
        try books.ledger.close(books.meter)
        #expect(refusal(5, payer: books.owners, receiver: books.meter) == .transfer(.accountClosed(books.meter)))
    }

    @Test("that is refused the first time leaves no trading accounts behind")
    func accounts() throws {
        var books = try market(cash: 1)
        books.ledger.advance(to: 2)
        let before = books.ledger
        #expect(throws: ExchangeRefusal.transfer(.limit(books.bank, asked: 35, available: 1))) {
            try books.ledger.exchange(
                id(1), payer: books.bank, receiver: books.meter, units: 10, effectiveDay: 0, at: 2)
        }
        #expect(books.ledger == before && books.ledger.account(named: "trading:USD:KWH") == nil)
        // They are opened, under the same numbers as ever, when it is made.
        try books.ledger.submit(books.pay(9, 34), at: 2)
        let late = books.ledger.open(AccountTerms("assets:late", .usd, .asset))
        let cost = try books.ledger.exchange(
            id(1), payer: books.bank, receiver: books.meter, units: 10, effectiveDay: 0, at: 2)
        #expect(cost == 35 && books.ledger[late].balance == 0)
        #expect(books.ledger.number(named: "trading:USD:KWH") == AccountNumber(late.value + 1))
        #expect(try books.ledger.copied() == books.ledger)
    }
}

import Foundation
import StargateLedger
import StargateTesting
import Testing

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

func id(_ number: UInt128) -> TransferID { TransferID(number) }

/// A few accounts of two commodities; `bank` holds dollars that came from `owners`.
struct Books {
    var ledger = Ledger()
    /// Limited, grows by debits.
    let bank: AccountNumber
    let owners: AccountNumber
    /// Limited, grows by credits.
    let suppliers: AccountNumber
    let costs: AccountNumber
    let meter: AccountNumber
    let grid: AccountNumber
    /// No account has this number.
    let nobody = AccountNumber(99)

    init(cash: Int64 = 0) throws {
        bank = ledger.open(AccountTerms("assets:bank", .usd, .asset, limited: true))
        owners = ledger.open(AccountTerms("equity:owners", .usd, .equity))
        suppliers = ledger.open(AccountTerms("liabilities:suppliers", .usd, .liability, limited: true))
        costs = ledger.open(AccountTerms("expenses:costs", .usd, .expense))
        meter = ledger.open(AccountTerms("energy:meter", .energy, .memorandumDebit))
        grid = ledger.open(AccountTerms("energy:grid", .energy, .memorandumCredit))
        if cash > 0 { try ledger.submit(pay(.max, cash), at: 0) }
    }

    /// Money from the owners to the bank.
    func pay(_ number: UInt128, _ amount: Int64, linked: Bool = false, day: Int32 = 0) -> Transfer {
        Transfer(
            id: id(number), debit: bank, credit: owners, amount: amount, isLinked: linked, effectiveDay: day)
    }

    /// Money from the bank for costs, in one phase or set aside.
    func spend(
        _ number: UInt128, _ amount: Int64, _ kind: Transfer.Kind = .posted, timeout: UInt32 = 0,
        linked: Bool = false, day: Int32 = 0
    ) -> Transfer {
        Transfer(
            id: id(number), kind, debit: costs, credit: bank, amount: amount, timeout: timeout, isLinked: linked,
            effectiveDay: day)
    }

    /// A post or void of what was set aside.
    func resolve(
        _ number: UInt128, _ kind: Transfer.Kind, of pending: UInt128, _ amount: Int64 = 0, linked: Bool = false
    ) -> Transfer {
        Transfer(
            id: id(number), kind, debit: .ofPending, credit: .ofPending, amount: amount, pending: id(pending),
            isLinked: linked)
    }
}

extension Ledger {
    /// Why `transfer` is refused, `nil` if it is taken. A refusal must leave the books as they were, but for time.
    mutating func refusal(
        of transfer: Transfer, at instant: Int64 = 0, _ location: SourceLocation = #_sourceLocation
    ) -> LedgerRefusal? {
        var before = self
        before.advance(to: instant)
        do throws(LedgerRefusal) {
            try submit(transfer, at: instant)
            return nil
        } catch {
            #expect(self == before, "\(error) changed the books", sourceLocation: location)
            #expect(digest == before.digest, sourceLocation: location)
            return error
        }
    }

    /// The books read back from their snapshot.
    func copied() throws -> Ledger { try JSONDecoder().decode(Ledger.self, from: JSONEncoder().encode(self)) }
}

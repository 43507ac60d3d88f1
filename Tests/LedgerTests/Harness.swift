import StargateLedger
import StargateTesting

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

/// Books with two accounts: `bank` holds dollars that came from `owners`.
struct Books {
    var ledger = Ledger()
    let bank: AccountNumber
    let owners: AccountNumber

    init(cash: Int64 = 0, limited: Bool = true) throws {
        bank = ledger.account("bank", .usd, .debit, limited: limited)
        owners = ledger.account("owners", .usd, .credit)
        if cash > 0 { try ledger.post(debit: bank, credit: owners, cash) }
    }
}

extension Ledger {
    /// The refusal of `change`, after which the books must be as before; `nil` if it was taken.
    mutating func refusal(
        _ change: (inout Ledger) throws(LedgerRefusal) -> Void
    ) -> (refusal: LedgerRefusal, isUntouched: Bool)? {
        let before = self
        do {
            try change(&self)
            return nil
        } catch {
            return (error, self == before)
        }
    }
}

import StargateLedger

/// Sums of accounts counted from entries alone, reservations too.
struct SumsSoFar {
    private var posted: [(debits: Int64, credits: Int64)]
    private var pending: [(debits: Int64, credits: Int64)]

    init(accounts: Int) {
        posted = Array(repeating: (0, 0), count: accounts)
        pending = posted
    }

    mutating func add(_ entry: Entry) {
        let (debit, credit) = (Int(entry.debit.value), Int(entry.credit.value))
        if entry.isPosting {
            posted[debit].debits += entry.amount
            posted[credit].credits += entry.amount
        }
        let change =
            switch entry.kind {
            case .posted: Int64(0)
            case .pending: entry.amount
            case .post, .void: -entry.amount
            }
        pending[debit].debits += change
        pending[credit].credits += change
    }

    var balances: [Balance] {
        zip(posted, pending).map {
            Balance(
                debitsPosted: $0.debits, creditsPosted: $0.credits, debitsPending: $1.debits, creditsPending: $1.credits
            )
        }
    }
}

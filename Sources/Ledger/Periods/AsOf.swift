/// The day up to which entries count, as days since 1970-01-01.
public enum AsOf: Hashable, Sendable {
    /// By the day they are booked under: a closed period never changes.
    case booked(Int32)
    /// By the day they count for, however late they became known.
    case effective(Int32)
    case everything

    func includes(_ entry: Entry) -> Bool {
        switch self {
        case .booked(let day): entry.bookedDay <= day
        case .effective(let day): entry.effectiveDay <= day
        case .everything: true
        }
    }
}

extension Ledger {
    /// How many entries were known at the end of an instant.
    public func known(at instant: Int64) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].recordedAt <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Posted sums of all accounts as of a day, as the books knew it when they held `known` entries. What was set aside
    /// is not counted: it is of no day.
    public func balances(asOf day: AsOf, known: Int? = nil) -> [Balance] {
        var sums = [Balance](repeating: Balance(), count: terms.count)
        for entry in entries.prefix(max(0, known ?? entries.count)) where entry.isPosting && day.includes(entry) {
            sums[entry.debit.index].debitsPosted += entry.amount
            sums[entry.credit.index].creditsPosted += entry.amount
        }
        return sums
    }
}

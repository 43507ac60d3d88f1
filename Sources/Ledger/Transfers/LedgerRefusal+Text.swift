extension LedgerRefusal {
    /// The refusal in words, with the accounts' names and the amounts in units of their commodity.
    public func text(in ledger: Ledger) -> String {
        func name(_ number: AccountNumber) -> String {
            ledger.terms.indices.contains(number.index) ? ledger.terms[number.index].name : "account \(number.value)"
        }
        return switch self {
        case .linkedTransferRefused: "another transfer of its linked group was refused"
        case .linkedGroupOpen: "it is linked to a next transfer, but none follows"
        case .idMissing: "a transfer needs an id other than zero"
        case .existsDifferent(let id): "the id \(id.text) is taken by a transfer with another body; use a new id"
        case .timeoutUnused: "only a pending transfer has a timeout; leave it out"
        case .pendingUnused(let id): "only a post or void is about another transfer, such as \(id.text); leave it out"
        case .amountNotPositive(let amount): "\(amount) is no amount; give more than zero"
        case .accountUnknown(let number): "there is no account \(number.value); open it first"
        case .sameAccount(let number): "\(name(number)) cannot pay itself"
        case .commoditiesDiffer(let debit, let credit):
            "\(name(debit)) and \(name(credit)) count different things; exchange through trading accounts"
        case .pendingUnknown(let id): "there is no transfer \(id.text) to post or void"
        case .notPending(let id): "\(id.text) was not pending"
        case .alreadyPosted(let id): "\(id.text) is posted in full already"
        case .alreadyVoided(let id): "\(id.text) was voided"
        case .alreadyExpired(let id): "the time of \(id.text) is over"
        case .accountsDiffer(let id): "\(id.text) is between other accounts"
        case .beyondPending(let id, let asked, let remaining): "\(asked) asked, \(remaining) is left of \(id.text)"
        case .accountClosed(let number): "\(name(number)) is closed"
        case .overflow(let number): "\(name(number)) cannot count that much"
        case .limit(let number, let asked, let available): "\(name(number)) has \(available), \(asked) asked"
        }
    }
}

extension TransferID {
    /// Hexadecimal, 32 digits.
    public var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}

extension Ledger {
    /// Checks one transfer in the fixed order of `LedgerRefusal`, then enters it. Room for its id was made.
    ///
    /// - Returns: false if it had been taken before.
    mutating func take(_ transfer: Transfer) throws(LedgerRefusal) -> Bool {
        guard transfer.id != .none else { throw .idMissing }
        if let sequence = identifiers.find(transfer.id, in: entries) {
            guard isSame(transfer, entries[sequence]) else { throw .existsDifferent(transfer.id) }
            return false
        }
        if transfer.timeout != 0 && transfer.kind != .pending { throw .timeoutUnused }
        if transfer.pending != .none && (transfer.kind == .posted || transfer.kind == .pending) {
            throw .pendingUnused(transfer.pending)
        }
        switch transfer.kind {
        case .posted:
            try checkAccounts(transfer)
            states[transfer.debit.index].sums.debitsPosted += transfer.amount
            states[transfer.credit.index].sums.creditsPosted += transfer.amount
            enter(transfer, transfer.debit, transfer.credit, transfer.amount, reservation: .max)
        case .pending:
            try checkAccounts(transfer)
            states[transfer.debit.index].sums.debitsPending += transfer.amount
            states[transfer.credit.index].sums.creditsPending += transfer.amount
            reservations.append(
                Reservation(
                    sequence: UInt32(entries.count), timeout: transfer.timeout, remaining: transfer.amount,
                    standing: .open))
            enter(
                transfer, transfer.debit, transfer.credit, transfer.amount,
                reservation: UInt32(reservations.count - 1))
        case .post, .void: try resolve(transfer)
        }
        return true
    }

    /// The rules of a transfer that names its accounts (L5, L7, L8, L14).
    private func checkAccounts(_ transfer: Transfer) throws(LedgerRefusal) {
        let amount = transfer.amount
        guard amount > 0 else { throw .amountNotPositive(amount) }
        guard transfer.debit.index < states.count else { throw .accountUnknown(transfer.debit) }
        guard transfer.credit.index < states.count else { throw .accountUnknown(transfer.credit) }
        guard transfer.debit != transfer.credit else { throw .sameAccount(transfer.debit) }
        let (to, from) = (states[transfer.debit.index], states[transfer.credit.index])
        guard to.commodity == from.commodity else { throw .commoditiesDiffer(transfer.debit, transfer.credit) }
        if to.isClosed { throw .accountClosed(transfer.debit) }
        if from.isClosed { throw .accountClosed(transfer.credit) }
        if to.sums.overflows(.debit, by: amount) { throw .overflow(transfer.debit) }
        if from.sums.overflows(.credit, by: amount) { throw .overflow(transfer.credit) }
        if to.isLimited && to.side == .credit && to.sums.available(.credit) < amount {
            throw .limit(transfer.debit, asked: amount, available: to.sums.available(.credit))
        }
        if from.isLimited && from.side == .debit && from.sums.available(.debit) < amount {
            throw .limit(transfer.credit, asked: amount, available: from.sums.available(.debit))
        }
    }

    /// Posts a part of a reservation, or gives back what is left of it.
    private mutating func resolve(_ transfer: Transfer) throws(LedgerRefusal) {
        let isVoid = transfer.kind == .void
        guard transfer.amount > 0 || isVoid && transfer.amount == 0 else { throw .amountNotPositive(transfer.amount) }
        guard let sequence = identifiers.find(transfer.pending, in: entries) else {
            throw .pendingUnknown(transfer.pending)
        }
        let pending = entries[sequence]
        guard pending.kind == .pending else { throw .notPending(transfer.pending) }
        let index = Int(pending.reservation)
        switch reservations[index].standing {
        case .open: break
        case .posted: throw .alreadyPosted(transfer.pending)
        case .voided: throw .alreadyVoided(transfer.pending)
        case .expired: throw .alreadyExpired(transfer.pending)
        }
        guard transfer.debit == .ofPending || transfer.debit == pending.debit,
            transfer.credit == .ofPending || transfer.credit == pending.credit
        else { throw .accountsDiffer(transfer.pending) }
        let remaining = reservations[index].remaining
        let amount = isVoid ? remaining : transfer.amount
        guard amount <= remaining, !isVoid || transfer.amount == 0 || transfer.amount == remaining else {
            throw .beyondPending(transfer.pending, asked: transfer.amount, remaining: remaining)
        }
        if !isVoid {
            if states[pending.debit.index].isClosed { throw .accountClosed(pending.debit) }
            if states[pending.credit.index].isClosed { throw .accountClosed(pending.credit) }
            states[pending.debit.index].sums.debitsPosted += amount
            states[pending.credit.index].sums.creditsPosted += amount
        }
        release(amount, of: pending)
        reservations[index].remaining = isVoid ? 0 : remaining - amount
        if isVoid {
            reservations[index].standing = .voided
        } else if amount == remaining {
            reservations[index].standing = .posted
        }
        enter(transfer, pending.debit, pending.credit, amount, reservation: pending.reservation)
    }

    mutating func release(_ amount: Int64, of pending: Entry) {
        states[pending.debit.index].sums.debitsPending -= amount
        states[pending.credit.index].sums.creditsPending -= amount
    }

    private mutating func enter(
        _ transfer: Transfer, _ debit: AccountNumber, _ credit: AccountNumber, _ amount: Int64, reservation: UInt32
    ) {
        identifiers.insert(transfer.id, entries.count)
        entries.append(
            Entry(
                id: transfer.id, amount: amount, recordedAt: clock, debit: debit, credit: credit,
                reservation: reservation, effectiveDay: transfer.effectiveDay,
                bookedDay: max(transfer.effectiveDay, firstOpenDay), code: transfer.code, kind: transfer.kind,
                isLinked: transfer.isLinked, cause: transfer.cause))
    }

    /// True if the entry came of a transfer with this body.
    private func isSame(_ transfer: Transfer, _ entry: Entry) -> Bool {
        guard transfer.kind == entry.kind, transfer.isLinked == entry.isLinked, transfer.code == entry.code,
            transfer.effectiveDay == entry.effectiveDay, transfer.cause == entry.cause
        else { return false }
        switch entry.kind {
        case .posted, .pending:
            guard transfer.debit == entry.debit, transfer.credit == entry.credit, transfer.amount == entry.amount,
                transfer.pending == .none
            else { return false }
            return transfer.timeout == (entry.kind == .pending ? reservations[Int(entry.reservation)].timeout : 0)
        case .post, .void:
            let pending = entries[Int(reservations[Int(entry.reservation)].sequence)]
            return transfer.pending == pending.id && transfer.timeout == 0
                && (transfer.debit == .ofPending || transfer.debit == entry.debit)
                && (transfer.credit == .ofPending || transfer.credit == entry.credit)
                && (transfer.amount == entry.amount || entry.kind == .void && transfer.amount == 0)
        }
    }

    /// Takes the entries after the first `mark` out again, the last first: a linked group that failed leaves no trace.
    mutating func undo(to mark: Int) {
        while entries.count > mark {
            let entry = entries.removeLast()
            identifiers.removeLast(entry.id, entries.count)
            if entry.isPosting {
                states[entry.debit.index].sums.debitsPosted -= entry.amount
                states[entry.credit.index].sums.creditsPosted -= entry.amount
            }
            switch entry.kind {
            case .posted: break
            case .pending:
                release(entry.amount, of: entry)
                reservations.removeLast()
            case .post, .void:
                release(-entry.amount, of: entry)
                reservations[Int(entry.reservation)].remaining += entry.amount
                reservations[Int(entry.reservation)].standing = .open
            }
        }
    }
}

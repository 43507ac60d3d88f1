import StargateLedger

/// The books as the reference describes them, counted naively: what is set aside is summed anew each time, a failed
/// group is forgotten by going back to a copy, and of all faults of a transfer the first in the fixed order is told.
struct Model {
    enum Outcome: Hashable {
        case taken, again
        case refused(String)
    }

    struct Place {
        let commodity: Commodity
        let growsByDebits: Bool
        let isLimited: Bool
        var isClosed = false
        var debits: Int128 = 0
        var credits: Int128 = 0
    }

    struct Hold {
        let debit: AccountNumber
        let credit: AccountNumber
        var left: Int128
        let deadline: Int128?
    }

    static let order = [
        "id-missing", "exists-different", "timeout-unused", "pending-unused", "amount-not-positive", "account-unknown",
        "same-account",
        "commodities-differ", "pending-unknown", "not-pending", "already-posted", "already-voided", "already-expired",
        "accounts-differ", "beyond-pending", "account-closed", "overflow", "limit",
    ]

    private(set) var places: [AccountNumber: Place] = [:]
    /// What is still set aside, by pending transfer.
    private(set) var open: [TransferID: Hold] = [:]
    /// How all other reservations ended: posted, voided, expired.
    private(set) var ended: [TransferID: String] = [:]
    private(set) var books: [TransferID: Transfer] = [:]
    private(set) var now = Int128(Int64.min)

    mutating func add(_ number: AccountNumber, _ terms: AccountTerms) {
        let debitClasses: [AccountClass] = [.asset, .expense, .memorandumDebit, .trading]
        places[number] = Place(
            commodity: terms.commodity, growsByDebits: debitClasses.contains(terms.accountClass),
            isLimited: terms.isLimited)
    }

    mutating func close(_ number: AccountNumber) { places[number]?.isClosed = true }

    mutating func advance(to instant: Int64) {
        now = max(now, Int128(instant))
        for (name, hold) in open {
            guard let deadline = hold.deadline, deadline <= now else { continue }
            open[name] = nil
            ended[name] = "expired"
        }
    }

    /// What becomes of each transfer.
    mutating func submit(_ batch: [Transfer], at instant: Int64) -> [Outcome] {
        advance(to: instant)
        var outcomes: [Outcome] = []
        var group: [Transfer] = []
        for transfer in batch {
            group.append(transfer)
            if !transfer.isLinked {
                outcomes += take(group)
                group = []
            }
        }
        // The last one says that another follows.
        outcomes += group.indices.map {
            .refused($0 == group.count - 1 ? "linked-group-open" : "linked-transfer-refused")
        }
        return outcomes
    }

    /// All of a group or none of it; a part of it that was taken before belongs to another group.
    private mutating func take(_ group: [Transfer]) -> [Outcome] {
        let before = self
        var outcomes: [Outcome] = []
        for transfer in group {
            outcomes.append(take(transfer))
            if case .refused = outcomes[outcomes.count - 1] { break }
        }
        var culprit = outcomes.count - 1
        var why: String?
        if case .refused(let code) = outcomes[culprit] {
            why = code
        } else if outcomes.contains(.taken), let first = outcomes.firstIndex(of: .again) {
            (culprit, why) = (first, "exists-different")
        }
        guard let why else { return outcomes }
        self = before
        return group.indices.map { .refused($0 == culprit ? why : "linked-transfer-refused") }
    }

    private mutating func take(_ transfer: Transfer) -> Outcome {
        if let old = books[transfer.id], filled(transfer, from: old) == old { return .again }
        let faults = faults(of: transfer)
        if let first = Model.order.first(where: faults.contains) { return .refused(first) }
        switch transfer.kind {
        case .posted:
            move(Int128(transfer.amount), transfer.debit, transfer.credit)
            books[transfer.id] = transfer
        case .pending:
            open[transfer.id] = Hold(
                debit: transfer.debit, credit: transfer.credit, left: Int128(transfer.amount),
                deadline: transfer.timeout == 0 ? nil : now + 1000 * Int128(transfer.timeout))
            books[transfer.id] = transfer
        case .post, .void:
            guard let hold = open[transfer.pending] else { return .refused("model-is-wrong") }
            var whole = transfer
            (whole.debit, whole.credit) = (hold.debit, hold.credit)
            if transfer.kind == .void {
                whole.amount = Int64(hold.left)
                end(transfer.pending, "voided")
            } else {
                move(Int128(transfer.amount), hold.debit, hold.credit)
                open[transfer.pending]?.left -= Int128(transfer.amount)
                if open[transfer.pending]?.left == 0 { end(transfer.pending, "posted") }
            }
            books[transfer.id] = whole
        }
        return .taken
    }

    private mutating func end(_ name: TransferID, _ how: String) {
        open[name] = nil
        ended[name] = how
    }

    private mutating func move(_ amount: Int128, _ debit: AccountNumber, _ credit: AccountNumber) {
        places[debit]?.debits += amount
        places[credit]?.credits += amount
    }

    /// What a post or void may leave out, filled in from the one in the books.
    private func filled(_ transfer: Transfer, from old: Transfer) -> Transfer {
        guard transfer.kind == .post || transfer.kind == .void else { return transfer }
        var filled = transfer
        if transfer.debit == .ofPending { filled.debit = old.debit }
        if transfer.credit == .ofPending { filled.credit = old.credit }
        if transfer.kind == .void, transfer.amount == 0 { filled.amount = old.amount }
        return filled
    }

    func pendingDebits(_ number: AccountNumber) -> Int128 {
        open.values.reduce(0) { $1.debit == number ? $0 + $1.left : $0 }
    }

    func pendingCredits(_ number: AccountNumber) -> Int128 {
        open.values.reduce(0) { $1.credit == number ? $0 + $1.left : $0 }
    }

    private func faults(of transfer: Transfer) -> Set<String> {
        var faults: Set<String> = []
        if transfer.id.value == 0 { faults.insert("id-missing") }
        if books[transfer.id] != nil { faults.insert("exists-different") }
        if transfer.timeout > 0, transfer.kind != .pending { faults.insert("timeout-unused") }
        if transfer.pending.value != 0, [.posted, .pending].contains(transfer.kind) { faults.insert("pending-unused") }
        let mayBeZero = transfer.kind == .void
        if transfer.amount < (mayBeZero ? 0 : 1) { faults.insert("amount-not-positive") }
        if transfer.kind == .posted || transfer.kind == .pending {
            faults.formUnion(faultsOfAccounts(transfer))
        } else {
            faults.formUnion(faultsOfSecondPhase(transfer))
        }
        return faults
    }

    private func faultsOfAccounts(_ transfer: Transfer) -> Set<String> {
        var faults: Set<String> = []
        if transfer.debit == transfer.credit { faults.insert("same-account") }
        guard let debited = places[transfer.debit], let credited = places[transfer.credit] else {
            return faults.union(["account-unknown"])
        }
        if debited.commodity != credited.commodity { faults.insert("commodities-differ") }
        if debited.isClosed || credited.isClosed { faults.insert("account-closed") }
        let amount = Int128(transfer.amount)
        let debits = debited.debits + pendingDebits(transfer.debit) + amount
        let credits = credited.credits + pendingCredits(transfer.credit) + amount
        if debits > Int128(Int64.max) || credits > Int128(Int64.max) { faults.insert("overflow") }
        if debited.isLimited, !debited.growsByDebits, debits > debited.credits { faults.insert("limit") }
        if credited.isLimited, credited.growsByDebits, credits > credited.debits { faults.insert("limit") }
        return faults
    }

    private func faultsOfSecondPhase(_ transfer: Transfer) -> Set<String> {
        guard let first = books[transfer.pending] else { return ["pending-unknown"] }
        guard first.kind == .pending else { return ["not-pending"] }
        guard let hold = open[transfer.pending] else { return ["already-\(ended[transfer.pending] ?? "lost")"] }
        var faults: Set<String> = []
        if ![AccountNumber.ofPending, hold.debit].contains(transfer.debit) { faults.insert("accounts-differ") }
        if ![AccountNumber.ofPending, hold.credit].contains(transfer.credit) { faults.insert("accounts-differ") }
        let asked = Int128(transfer.amount)
        if transfer.kind == .post {
            if asked > hold.left { faults.insert("beyond-pending") }
            let isClosed = [hold.debit, hold.credit].contains { places[$0]?.isClosed ?? false }
            if isClosed { faults.insert("account-closed") }
        } else if asked != 0, asked != hold.left {
            faults.insert("beyond-pending")
        }
        return faults
    }
}

public import StargateLedger
import StargateQuantities

/// The programme's books, as the events post them: a ledger, with names for what is set aside.
public struct Books: Hashable, Sendable, Codable {
    public private(set) var ledger = Ledger()
    /// Pending transfers by what they are for; one name holds one at a time.
    private var pending: [String: TransferID] = [:]
    private var transfers: UInt64 = 0
    /// The journal's number of the event being booked: the cause of its entries.
    private(set) var event: UInt64 = 0
    private var now = Instant(milliseconds: 0)
    /// The day the entries of this event count for.
    private var day = CalendarDate(dayNumber: 0)
    /// Bills that were counted as owed and are not paid.
    private var owed: [Int] = []

    init() {}

    /// Turns to the next event of the journal; what ends a period counts for the period's last day.
    mutating func begin(at instant: Instant, forPeriodBefore: Bool) {
        event += 1
        now = instant
        day = forPeriodBefore ? instant.advanced(byMilliseconds: -1).date : instant.date
    }

    /// True the first time a bill is counted as owed.
    mutating func recognise(bill: Int) -> Bool {
        guard !owed.contains(bill) else { return false }
        owed.append(bill)
        return true
    }

    /// True if a bill that is now paid was counted as owed.
    mutating func settle(bill: Int) -> Bool { owed.firstIndex(of: bill).map { owed.remove(at: $0) } != nil }

    mutating func account(
        _ name: String, _ commodity: Commodity, _ accountClass: AccountClass, limited: Bool = false,
        _ dimensions: Dimensions = Dimensions()
    ) -> AccountNumber {
        ledger.number(named: name)
            ?? ledger.open(AccountTerms(name, commodity, accountClass, limited: limited, dimensions: dimensions))
    }

    /// Moves an amount at once; nothing if it is zero.
    mutating func post(
        debit: AccountNumber, credit: AccountNumber, _ amount: Int64, _ code: EntryCode
    ) throws(LedgerRefusal) {
        guard amount != 0 else { return }
        try submit(Transfer(id: nextID(), debit: debit, credit: credit, amount: amount), code)
    }

    /// Sets an amount aside under a name, for the day of the event or another.
    mutating func reserve(
        _ name: String, debit: AccountNumber, credit: AccountNumber, _ amount: Int64, _ code: EntryCode,
        on day: CalendarDate? = nil
    ) throws(LedgerRefusal) {
        guard amount != 0 else { return }
        let id = nextID()
        try submit(Transfer(id: id, .pending, debit: debit, credit: credit, amount: amount), code, on: day)
        pending[name] = id
    }

    /// Moves a part of what is set aside under a name; the rest stays set aside.
    mutating func postReserved(_ name: String, _ amount: Int64, _ code: EntryCode) throws(LedgerRefusal) {
        guard amount != 0 else { return }
        try resolve(name, .post, amount, code)
        if reserved(name) == 0 { pending[name] = nil }
    }

    /// Gives back what is still set aside under a name.
    mutating func void(_ name: String, _ code: EntryCode) throws(LedgerRefusal) {
        guard pending[name] != nil else { return }
        try resolve(name, .void, 0, code)
        pending[name] = nil
    }

    /// Sets what is left under one name aside anew, between other accounts: both or neither (a linked group).
    mutating func turn(
        _ name: String, debit: AccountNumber, credit: AccountNumber, _ code: EntryCode
    ) throws(LedgerRefusal) {
        guard let old = pending[name] else { return }
        let amount = reserved(name)
        let id = nextID()
        var void = Transfer(
            id: nextID(), .void, debit: .ofPending, credit: .ofPending, amount: 0, pending: old, isLinked: true)
        var again = Transfer(id: id, .pending, debit: debit, credit: credit, amount: amount)
        stamp(&void, code)
        stamp(&again, code)
        let receipt = ledger.submit([void, again], at: now.milliseconds)
        if let refused = receipt.refused.first(where: { $0.refusal != .linkedTransferRefused }) {
            throw refused.refusal
        }
        pending[name] = id
    }

    /// The posted balance of the account called `name`, zero if it was never opened.
    func balance(of name: String) -> Int64 { ledger.account(named: name)?.balance ?? 0 }

    func isReserved(_ name: String) -> Bool { pending[name] != nil }

    /// What is still set aside under a name.
    func reserved(_ name: String) -> Int64 { pending[name].flatMap { ledger.reservation($0) }?.remaining ?? 0 }

    /// The quarter that ended yesterday is closed under seal.
    mutating func closeQuarter(at instant: Instant) {
        let day = Int32(instant.date.dayNumber) - 1
        guard day >= ledger.firstOpenDay else { return }
        _ = try? ledger.closePeriod(through: day, at: instant.milliseconds)
    }

    private mutating func resolve(
        _ name: String, _ kind: Transfer.Kind, _ amount: Int64, _ code: EntryCode
    ) throws(LedgerRefusal) {
        let transfer = Transfer(
            id: nextID(), kind, debit: .ofPending, credit: .ofPending, amount: amount, pending: pending[name] ?? .none)
        try submit(transfer, code)
    }

    private mutating func submit(
        _ transfer: Transfer, _ code: EntryCode, on day: CalendarDate? = nil
    ) throws(LedgerRefusal) {
        var transfer = transfer
        stamp(&transfer, code)
        if let day { transfer.effectiveDay = Int32(day.dayNumber) }
        try ledger.submit(transfer, at: now.milliseconds)
    }

    private func stamp(_ transfer: inout Transfer, _ code: EntryCode) {
        transfer.code = code.rawValue
        transfer.effectiveDay = Int32(day.dayNumber)
        transfer.cause = event
    }

    /// Names are given in order; the journal's order makes them the same on every replay.
    private mutating func nextID() -> TransferID {
        transfers += 1
        return TransferID(high: event, low: transfers)
    }
}

/// What kind of business an entry is, as the books of a programme tell them apart.
public enum EntryCode: UInt16, Hashable, Sendable, CaseIterable {
    case commitment = 1
    case call, contribution, release
    case facility, drawdown, repayment, fee, interest, capitalisedInterest
    case appropriation, requisition, order, invoice
    case bill, payment, depreciation
    case revenue, distribution, reserve
    case metering, permit

    /// What people call it.
    public var label: String {
        switch self {
        case .commitment: "funder's commitment"
        case .call: "capital call"
        case .contribution: "contribution"
        case .release: "release"
        case .facility: "facility set aside"
        case .drawdown: "drawdown"
        case .repayment: "repayment"
        case .fee: "fee"
        case .interest: "interest"
        case .capitalisedInterest: "interest during construction"
        case .appropriation: "appropriation"
        case .requisition: "requisition"
        case .order: "purchase order"
        case .invoice: "invoice"
        case .bill: "bill"
        case .payment: "payment"
        case .depreciation: "depreciation"
        case .revenue: "revenue"
        case .distribution: "distribution"
        case .reserve: "reserve"
        case .metering: "metering"
        case .permit: "waiver"
        }
    }
}

/// Transfers as bytes, about thirty each: how they are kept in journals and snapshots.
public struct TransferWriter {
    private var writer = ByteWriter()
    private var day: Int32 = 0
    private var cause: UInt64 = 0

    public init() {}

    public var bytes: [UInt8] { writer.bytes }

    public mutating func reserveCapacity(_ transfers: Int) { writer.reserve(transfers * 36) }

    public mutating func append(_ transfer: Transfer) {
        var head = transfer.kind.rawValue
        if transfer.isLinked { head |= 0x04 }
        if transfer.pending != .none { head |= 0x08 }
        if transfer.timeout != 0 { head |= 0x10 }
        if transfer.code != 0 { head |= 0x20 }
        if transfer.effectiveDay != day { head |= 0x40 }
        if transfer.cause != cause { head |= 0x80 }
        writer.byte(head)
        writer.whole(transfer.id.low)
        writer.whole(transfer.id.high)
        writer.number(UInt64(transfer.debit.value))
        writer.number(UInt64(transfer.credit.value))
        writer.signed(transfer.amount)
        if head & 0x08 != 0 {
            writer.whole(transfer.pending.low)
            writer.whole(transfer.pending.high)
        }
        if head & 0x10 != 0 { writer.number(UInt64(transfer.timeout)) }
        if head & 0x20 != 0 { writer.number(UInt64(transfer.code)) }
        if head & 0x40 != 0 { writer.signed(Int64(transfer.effectiveDay) - Int64(day)) }
        if head & 0x80 != 0 { writer.signed(Int64(bitPattern: transfer.cause &- cause)) }
        (day, cause) = (transfer.effectiveDay, transfer.cause)
    }
}

/// Reads transfers back, in order.
public struct TransferReader {
    private var reader: ByteReader
    private var day: Int32 = 0
    private var cause: UInt64 = 0

    public init(_ bytes: [UInt8]) { reader = ByteReader(bytes) }

    /// True if what was read so far is not what a writer writes.
    public private(set) var isFaulty = false

    /// The next transfer; `nil` at the end and at the first fault.
    public mutating func next() -> Transfer? {
        guard !isFaulty, !reader.isAtEnd else { return nil }
        let head = reader.byte()
        let id = identifier()
        let (debit, credit) = (UInt32(exactly: reader.number()), UInt32(exactly: reader.number()))
        let amount = reader.signed()
        let pending = head & 0x08 != 0 ? identifier() : .none
        let timeout = UInt32(exactly: head & 0x10 != 0 ? reader.number() : 0)
        let code = UInt16(exactly: head & 0x20 != 0 ? reader.number() : 0)
        let effective = Int32(exactly: Int64(day) &+ (head & 0x40 != 0 ? reader.signed() : 0))
        if head & 0x80 != 0 { cause = cause &+ UInt64(bitPattern: reader.signed()) }
        guard !reader.isFaulty, let kind = Transfer.Kind(rawValue: head & 0x03), let debit, let credit, let timeout,
            let code, let effective
        else {
            isFaulty = true
            return nil
        }
        day = effective
        return Transfer(
            id: id, kind, debit: AccountNumber(debit), credit: AccountNumber(credit), amount: amount,
            pending: pending, timeout: timeout, isLinked: head & 0x04 != 0, code: code, effectiveDay: effective,
            cause: cause)
    }

    private mutating func identifier() -> TransferID {
        let low = reader.whole()
        return TransferID(high: reader.whole(), low: low)
    }
}

import Crypto

/// A period of the books was closed and sealed, or opened again.
public struct PeriodMark: Hashable, Sendable, Codable {
    /// The last closed day from here on, as days since 1970-01-01.
    public let closedThrough: Int32
    /// How many entries the books held.
    public let sequence: UInt32
    public let recordedAt: Int64
    /// True if it opened days again.
    public let isReopening: Bool
    /// SHA-256 over the mark before, what this one does, and every balance as of its day, in hexadecimal.
    public let seal: String
}

/// Why a period was not closed or reopened.
public enum PeriodRefusal: Error, Hashable, Sendable {
    /// The day is closed already.
    case closedAlready(through: Int32)
    /// The day was not closed.
    case notClosed(through: Int32?)
    /// The first and last days that can be written are never closed or reopened.
    case outOfRange(Int32)
}

extension Ledger {
    /// The first day that entries may still be booked under.
    public var firstOpenDay: Int32 { periods.last.map { $0.closedThrough + 1 } ?? Int32.min }

    /// Closes all days up to `day`. What becomes known of them later is booked under the first open day, with its own
    /// effective day beside it.
    ///
    /// - Returns: the seal, which fixes every balance of the closed days as it is known now.
    @discardableResult
    public mutating func closePeriod(through day: Int32, at instant: Int64) throws(PeriodRefusal) -> String {
        if let last = periods.last, day <= last.closedThrough { throw .closedAlready(through: last.closedThrough) }
        guard day > Int32.min, day < Int32.max else { throw .outOfRange(day) }
        advance(to: instant)
        return mark(day, isReopening: false)
    }

    /// Opens the days from `day` on again: an event of its own, which stays on the record.
    public mutating func reopen(from day: Int32, at instant: Int64) throws(PeriodRefusal) {
        guard day > Int32.min + 1 else { throw .outOfRange(day) }
        guard let last = periods.last, day <= last.closedThrough else {
            throw .notClosed(through: periods.last?.closedThrough)
        }
        advance(to: instant)
        _ = mark(day - 1, isReopening: true)
    }

    private mutating func mark(_ day: Int32, isReopening: Bool) -> String {
        let seal = sealOfBooks(day, isReopening, after: periods.last?.seal, known: entries.count)
        periods.append(
            PeriodMark(
                closedThrough: day, sequence: UInt32(entries.count), recordedAt: clock, isReopening: isReopening,
                seal: seal))
        return seal
    }

    /// True if every seal still fits the entries it was made over.
    public var sealsHold: Bool {
        var before: String?
        for mark in periods {
            let (day, known) = (mark.closedThrough, Int(mark.sequence))
            guard mark.seal == sealOfBooks(day, mark.isReopening, after: before, known: known) else { return false }
            before = mark.seal
        }
        return true
    }

    private func sealOfBooks(
        _ day: Int32, _ isReopening: Bool, after before: String?, known: Int
    ) -> String {
        var hasher = SHA256()
        hasher.update(data: Array((before ?? "").utf8))
        hasher.update(data: Array("\(isReopening ? "reopened after" : "closed through") \(day), \(known)\n".utf8))
        let sums = balances(asOf: .booked(day), known: known)
        for (terms, sums) in zip(terms, sums) where sums != Balance() {
            let line = "\(terms.name) \(terms.commodity.code) \(sums.debitsPosted) \(sums.creditsPosted)\n"
            hasher.update(data: Array(line.utf8))
        }
        return hasher.finalize().hexadecimal
    }
}

extension Sequence where Element == UInt8 {
    var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

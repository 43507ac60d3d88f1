extension Ledger {
    /// Takes transfers in order, at `instant` (milliseconds since 1970 UTC; never earlier than the books' clock).
    ///
    /// A transfer that is refused changes nothing, and those after it are still taken, except that a linked group is
    /// taken whole or not at all (L6). One that was taken before, with the same body, has no effect (L3).
    public mutating func submit(_ transfers: [Transfer], at instant: Int64) -> Receipt {
        advance(to: instant)
        identifiers.reserve(transfers.count, entries)
        var receipt = Receipt()
        var index = 0
        var touched = 0
        while index < transfers.count {
            if index >= touched {
                touched = min(index + Ledger.touchedAtOnce, transfers.count)
                _ = identifiers.touch(transfers[index..<touched])
            }
            if transfers[index].isLinked {
                index = takeGroup(transfers, from: index, &receipt)
                continue
            }
            let mark = entries.count
            do throws(LedgerRefusal) {
                if try take(transfers[index]) {
                    receipt.taken += 1
                    watchExpiry(since: mark)
                } else {
                    receipt.repeated.append(index)
                }
            } catch { receipt.refused.append(.init(index: index, refusal: error)) }
            index += 1
        }
        return receipt
    }

    static let touchedAtOnce = 64

    /// Takes one transfer by itself.
    ///
    /// - Returns: false if it had been taken before.
    /// - Throws: why it was refused; the books are as before but for time.
    @discardableResult
    public mutating func submit(_ transfer: Transfer, at instant: Int64) throws(LedgerRefusal) -> Bool {
        advance(to: instant)
        guard !transfer.isLinked else { throw .linkedGroupOpen }
        identifiers.reserve(1, entries)
        let mark = entries.count
        let isNew = try take(transfer)
        watchExpiry(since: mark)
        return isNew
    }

    /// Takes again what was taken at `instant` before, as journals and snapshots keep it: every transfer for itself, as its
    /// group was whole.
    ///
    /// - Returns: false if the bytes are not what `TransferWriter` wrote, or one of them is refused or known already. The
    ///   books then hold a part of it and are not to be used.
    public mutating func retake(_ bytes: [UInt8], at instant: Int64) -> Bool {
        advance(to: instant)
        var reader = TransferReader(bytes)
        let mark = entries.count
        var group: [Transfer] = []
        repeat {
            group.removeAll(keepingCapacity: true)
            while group.count < Ledger.touchedAtOnce, let transfer = reader.next() { group.append(transfer) }
            identifiers.reserve(group.count, entries)
            _ = identifiers.touch(group[...])
            for transfer in group {
                do throws(LedgerRefusal) { guard try take(transfer) else { return false } } catch { return false }
            }
        } while !group.isEmpty
        watchExpiry(since: mark)
        return !reader.isFaulty
    }

    /// Lets time pass: reservations whose time is over are given back, in order of expiry, then of recording (L4).
    public mutating func advance(to instant: Int64) {
        clock = max(clock, instant)
        while let next = expiries.next, next <= clock, let index = expiries.removeFirst() {
            guard reservations[Int(index)].standing == .open else { continue }
            let entry = entries[Int(reservations[Int(index)].sequence)]
            release(reservations[Int(index)].remaining, of: entry)
            reservations[Int(index)].standing = .expired
            expired += 1
        }
    }

    /// Takes the group that begins at `start`; returns the place after it.
    private mutating func takeGroup(_ transfers: [Transfer], from start: Int, _ receipt: inout Receipt) -> Int {
        let last = transfers[start...].firstIndex { !$0.isLinked }
        let end = last.map { $0 + 1 } ?? transfers.count
        let mark = entries.count
        var repeated: [Int] = []
        var (culprit, refusal) = (end - 1, LedgerRefusal.linkedGroupOpen)
        var isRefused = last == nil
        for index in start..<end where !isRefused {
            do throws(LedgerRefusal) {
                if try !take(transfers[index]) { repeated.append(index) }
            } catch { (culprit, refusal, isRefused) = (index, error, true) }
        }
        let isOther = repeated.count < end - start || !isOneGroup(transfers[start..<end])
        if !isRefused, let first = repeated.first, isOther {
            // Members were taken before in another group, or each by itself.
            (culprit, refusal, isRefused) = (first, .existsDifferent(transfers[first].id), true)
        }
        if isRefused {
            undo(to: mark)
            for index in start..<end {
                receipt.refused.append(
                    .init(index: index, refusal: index == culprit ? refusal : .linkedTransferRefused))
            }
        } else if repeated.isEmpty {
            receipt.taken += end - start
            watchExpiry(since: mark)
        } else {
            receipt.repeated += repeated
        }
        return end
    }

    /// True if transfers that were all taken before were taken one right after the other.
    private func isOneGroup(_ transfers: ArraySlice<Transfer>) -> Bool {
        let sequences = transfers.map { identifiers.find($0.id, in: entries) ?? -1 }
        return zip(sequences, sequences.dropFirst()).allSatisfy { $0 + 1 == $1 }
    }

    /// Remembers when the reservations since entry `mark` lapse.
    mutating func watchExpiry(since mark: Int) {
        for sequence in mark..<entries.count where entries[sequence].kind == .pending {
            let index = entries[sequence].reservation
            guard let expiry = reservations[Int(index)].expiry(recordedAt: entries[sequence].recordedAt) else {
                continue
            }
            expiries.add(expiry, index)
        }
    }
}

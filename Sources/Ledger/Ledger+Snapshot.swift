import Crypto

extension Ledger: Codable {
    private enum Key: String, CodingKey {
        case clock, accounts, openedAt, closedAt, periods, prices, instants, transfers
    }

    /// The books as everything that was ever recorded in them; balances are not kept but counted again.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(clock, forKey: .clock)
        try container.encode(terms, forKey: .accounts)
        try container.encode(openedAt, forKey: .openedAt)
        try container.encode(closedAt, forKey: .closedAt)
        try container.encode(periods, forKey: .periods)
        try container.encode(prices, forKey: .prices)
        let (instants, transfers) = record()
        try container.encode(Base64.text(instants), forKey: .instants)
        try container.encode(Base64.text(transfers), forKey: .transfers)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func corrupt(_ why: String) -> DecodingError {
            .dataCorrupted(.init(codingPath: container.codingPath, debugDescription: why))
        }
        func bytes(_ key: Key) throws -> [UInt8] {
            guard let bytes = Base64.bytes(try container.decode(String.self, forKey: key)) else {
                throw corrupt("\(key.rawValue) is no base64")
            }
            return bytes
        }
        let accounts = try container.decode([AccountTerms].self, forKey: .accounts)
        for account in accounts { open(account) }
        guard terms == accounts else { throw corrupt("two accounts have one name") }
        openedAt = try container.decode([UInt32].self, forKey: .openedAt)
        closedAt = try container.decode([UInt32?].self, forKey: .closedAt)
        guard openedAt.count == terms.count, closedAt.count == terms.count else {
            throw corrupt("accounts are cut off")
        }
        let marks = try container.decode([PeriodMark].self, forKey: .periods)
        guard marks.allSatisfy({ $0.closedThrough > .min && $0.closedThrough < .max }) else {
            throw corrupt("a period ends on no day")
        }
        prices = try container.decode([PriceMark].self, forKey: .prices)
        let isWhole = take(instants: try bytes(.instants), transfers: try bytes(.transfers), marks)
        guard isWhole else { throw corrupt("an entry of the books is not as it was taken") }
        let last = try container.decode(Int64.self, forKey: .clock)
        guard last >= clock else { throw corrupt("the books' clock is before their last entry") }
        advance(to: last)
    }

    /// All entries as the transfers they came of, and when each became known.
    private func record() -> (instants: [UInt8], transfers: [UInt8]) {
        var instants = ByteWriter()
        var transfers = TransferWriter()
        var before: Int64 = 0
        for entry in entries {
            instants.signed(entry.recordedAt &- before)
            before = entry.recordedAt
            transfers.append(transfer(of: entry))
        }
        return (instants.bytes, transfers.bytes)
    }

    /// The transfer an entry came of.
    public func transfer(of entry: Entry) -> Transfer {
        let reservation = entry.kind == .posted ? nil : reservations[Int(entry.reservation)]
        let isSecond = entry.kind == .post || entry.kind == .void
        return Transfer(
            id: entry.id, entry.kind, debit: entry.debit, credit: entry.credit, amount: entry.amount,
            pending: isSecond ? reservation.map { entries[Int($0.sequence)].id } ?? .none : .none,
            timeout: isSecond ? 0 : reservation?.timeout ?? 0, isLinked: entry.isLinked, code: entry.code,
            effectiveDay: entry.effectiveDay, cause: entry.cause)
    }

    /// Takes all entries again, closings at their place among them.
    private mutating func take(instants: [UInt8], transfers: [UInt8], _ marks: [PeriodMark]) -> Bool {
        let closed = closedAt.indices.filter { closedAt[$0] != nil }
            .sorted { (closedAt[$0] ?? 0, $0) < (closedAt[$1] ?? 0, $1) }
        var (times, reader) = (ByteReader(instants), TransferReader(transfers))
        var instant: Int64 = 0
        var (marks, closings) = (marks[...], closed[...])
        var isWhole = true
        while let transfer = reader.next() {
            markPassed(&marks, &closings)
            instant &+= times.signed()
            guard instant >= clock else { return false }
            advance(to: instant)
            identifiers.reserve(1, entries)
            let before = entries.count
            do throws(LedgerRefusal) { isWhole = try take(transfer) && isWhole } catch { return false }
            watchExpiry(since: before)
        }
        markPassed(&marks, &closings)
        return isWhole && !reader.isFaulty && !times.isFaulty && times.isAtEnd && marks.isEmpty && closings.isEmpty
    }

    /// Enters the period marks and closes the accounts whose place among the entries has come.
    private mutating func markPassed(_ marks: inout ArraySlice<PeriodMark>, _ closings: inout ArraySlice<Int>) {
        while let mark = marks.first, mark.sequence <= entries.count {
            periods.append(mark)
            marks.removeFirst()
        }
        while let index = closings.first, (closedAt[index] ?? 0) <= entries.count {
            states[index].isClosed = true
            closings.removeFirst()
        }
    }
}

extension Ledger {
    /// SHA-256 over all that was recorded and every balance, in hexadecimal: equal books have equal digests.
    public var digest: String {
        var hasher = SHA256()
        let (instants, transfers) = record()
        hasher.update(data: instants)
        hasher.update(data: transfers)
        var writer = ByteWriter()
        for state in states {
            for sum in [
                state.sums.debitsPosted, state.sums.creditsPosted, state.sums.debitsPending, state.sums.creditsPending,
            ] { writer.signed(sum) }
            writer.byte(state.isClosed ? 1 : 0)
        }
        for reservation in reservations {
            writer.signed(reservation.remaining)
            writer.byte(reservation.standing.rawValue)
        }
        hasher.update(data: writer.bytes)
        func add(_ facts: [String?]) {
            // Lengths keep one fact from running into the next.
            let text = facts.map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined()
            hasher.update(data: Array(text.utf8))
        }
        for (index, account) in terms.enumerated() {
            let about = account.dimensions
            add([
                account.name, account.commodity.code, "\(account.commodity.scale)", account.commodity.kind.rawValue,
                account.accountClass.rawValue, "\(account.isLimited)", about.owner, about.site, about.project,
                about.workPackage, about.funder, about.tenant, "\(openedAt[index])",
                closedAt[index].map { "\($0)" },
            ])
        }
        for mark in periods { add(["\(mark.closedThrough)", "\(mark.sequence)", "\(mark.recordedAt)", mark.seal]) }
        for mark in prices {
            let price = mark.price
            add([
                price.goods.code, price.money.code, "\(price.amount)", "\(price.quantity)", "\(mark.sequence)",
                "\(mark.recordedAt)", "\(mark.effectiveDay)",
            ])
        }
        return hasher.finalize().hexadecimal
    }
}

import StargateLedger
import StargateTesting
import Testing

@Suite("Books made again")
struct ReplayTests {
    @Test("from a snapshot at any time and what came after, or from the start, are the same (L2)", arguments: seeds)
    func snapshots(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        var snapshots: [(books: Ledger, events: Int)] = []
        for step in 0..<150 {
            walk.besides()
            _ = walk.step()
            guard walk.dice.chance(8) else { continue }
            let copy = try walk.ledger.copied()
            #expect(copy == walk.ledger && copy.digest == walk.ledger.digest, "seed \(seed), step \(step)")
            #expect(copy.sealsHold, "seed \(seed), step \(step)")
            snapshots.append((copy, walk.events.count))
        }
        #expect(snapshots.count > 3)
        snapshots.append((Ledger(), 0))
        for snapshot in snapshots {
            var books = snapshot.books
            for event in walk.events[snapshot.events...] { event.apply(to: &books) }
            #expect(books == walk.ledger, "seed \(seed), from event \(snapshot.events)")
            #expect(books.digest == walk.ledger.digest, "seed \(seed), from event \(snapshot.events)")
        }
    }

    @Test("from a snapshot right after anything but a transfer are the same (L2)")
    func besides() throws {
        var books = try Books(cash: 100)
        #expect(try Ledger().copied() == Ledger())
        try books.ledger.submit(books.spend(1, 10, .pending), at: 0)
        try books.ledger.close(books.costs)
        #expect(try books.ledger.copied() == books.ledger)
        #expect(try books.ledger.copied()[books.costs].isClosed)
        try books.ledger.submit(books.resolve(2, .void, of: 1), at: 0)
        try books.ledger.close(books.owners)
        books.ledger.advance(to: 77)
        #expect(try books.ledger.copied() == books.ledger)
        try books.ledger.closePeriod(through: 9, at: 78)
        #expect(try books.ledger.copied() == books.ledger)
        try books.ledger.reopen(from: 4, at: 79)
        books.ledger.record(Price(of: .energy, in: .usd, 7, per: 2), effectiveDay: 1, at: 80)
        books.ledger.open(AccountTerms("assets:new", .budget, .asset, dimensions: Dimensions(site: "abilene")))
        #expect(try books.ledger.copied() == books.ledger && books.ledger.clock == 80)
    }

    @Test("from a snapshot let reservations lapse at the same instant as before (L2, L4)", arguments: seeds)
    func lapses(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for _ in 0..<80 { _ = walk.step() }
        var original = walk.ledger
        let now = original.clock
        for timeout in [1, 2, 2, 3, 5] as [UInt32] {
            let pending = Transfer(
                id: id(1 << 100 + UInt128(original.entries.count)), .pending, debit: AccountNumber(1),
                credit: AccountNumber(3), amount: 1, timeout: timeout)
            try original.submit(pending, at: now)
        }
        var copy = try original.copied()
        let deadlines =
            walk.model.open.values.compactMap(\.deadline).map { Int64($0) } + (1...5).map { now + 1000 * $0 }
        for deadline in deadlines.sorted().prefix(20) {
            for instant in [deadline - 1, deadline] {
                original.advance(to: instant)
                copy.advance(to: instant)
                #expect(original == copy && original.expired == copy.expired, "seed \(seed), at \(instant)")
            }
        }
        #expect(original.expired >= walk.ledger.expired + 5, "seed \(seed)")
    }

    @Test(
        "from what was taken, as journals keep it, are the same; what is known or cut off is not taken (L2)",
        arguments: seeds)
    func retaken(seed: UInt64) {
        var walk = Walk(seed: seed)
        for _ in 0..<150 { _ = walk.step() }
        var (books, last) = (Ledger(), ([UInt8](), Int64(0)))
        for event in walk.events { if case .open = event { event.apply(to: &books) } }
        for instant in Set(walk.ledger.entries.map(\.recordedAt)).sorted() {
            var writer = TransferWriter()
            for entry in walk.ledger.entries where entry.recordedAt == instant {
                writer.append(walk.ledger.transfer(of: entry))
            }
            last = (writer.bytes, instant)
            var cut = books
            let isCutTaken = cut.retake(Array(writer.bytes.dropLast()), at: instant)
            #expect(!isCutTaken, "seed \(seed)")
            let isTaken = books.retake(writer.bytes, at: instant)
            #expect(isTaken, "seed \(seed), at \(instant)")
        }
        books.advance(to: walk.ledger.clock)
        #expect(books == walk.ledger && books.expired == walk.ledger.expired, "seed \(seed)")
        let isTakenTwice = books.retake(last.0, at: last.1)
        #expect(!isTakenTwice && books == walk.ledger, "seed \(seed)")
        books.advance(to: .max)
        let open = walk.model.open.values.count { $0.deadline == nil }
        #expect(books.reservations.count { $0.standing == .open } == open, "seed \(seed)")
    }

    @Test("are the same however the transfers are cut into batches (L12)", arguments: seeds)
    func partitions(seed: UInt64) {
        var walk = Walk(seed: seed)
        for _ in 0..<150 {
            walk.besides()
            _ = walk.step()
        }
        var dice = Dice(seed: seed)
        for percent in [0, 30, 100] {
            var books = Ledger()
            var joined: (batch: [Transfer], instant: Int64)?
            func flush() {
                if let joined { _ = books.submit(joined.batch, at: joined.instant) }
                joined = nil
            }
            for event in walk.events {
                guard case .submit(let batch, let instant) = event else {
                    flush()
                    event.apply(to: &books)
                    continue
                }
                if joined?.instant != instant || joined?.batch.last?.isLinked == true { flush() }
                for transfer in batch {
                    joined = ((joined?.batch ?? []) + [transfer], instant)
                    if !transfer.isLinked, dice.chance(percent) { flush() }
                }
            }
            flush()
            #expect(books.digest == walk.ledger.digest, "seed \(seed), cut after \(percent) %")
        }
    }

    @Test("one transfer at a time are the same as in one batch (L12)", arguments: seeds)
    func oneByOne(seed: UInt64) {
        var walk = Walk(seed: seed)
        for _ in 0..<150 { _ = walk.step() }
        var books = Ledger()
        for event in walk.events {
            guard case .submit(let batch, let instant) = event else {
                event.apply(to: &books)
                continue
            }
            for group in batch.split(after: { !$0.isLinked }) {
                if group.count == 1, let first = group.first, !first.isLinked {
                    _ = try? books.submit(first, at: instant)
                } else {
                    _ = books.submit(group, at: instant)
                }
            }
        }
        #expect(books == walk.ledger && books.digest == walk.ledger.digest, "seed \(seed)")
    }

    @Test("with any transfer left out or changed have another digest", arguments: seeds)
    func difference(seed: UInt64) throws {
        var books = try Books(cash: 1_000_000)
        let start = books.ledger
        let list = (1...12).map { books.spend($0, Int64($0), day: Int32($0)) }
        for transfer in list { try books.ledger.submit(transfer, at: 5) }
        var digests: Set<String> = [books.ledger.digest]
        for index in list.indices {
            for change in 0..<6 {
                var other = list
                switch change {
                case 0: other.remove(at: index)
                case 1: other[index].amount += 1
                case 2: other[index].effectiveDay -= 100
                case 3: other[index].code = 9
                case 4: other[index].cause = 9
                default: other[index].id = id(100 + UInt128(index))
                }
                var ledger = start
                for transfer in other { try ledger.submit(transfer, at: 5) }
                #expect(digests.insert(ledger.digest).inserted, "\(index), \(change)")
            }
        }
        var late = start
        for transfer in list { try late.submit(transfer, at: 6) }
        #expect(digests.insert(late.digest).inserted)
    }
}

extension Array {
    /// Its parts, each ending with an element that `ends` one.
    fileprivate func split(after ends: (Element) -> Bool) -> [[Element]] {
        var parts: [[Element]] = []
        var isOpen = false
        for element in self {
            if isOpen { parts[parts.count - 1].append(element) } else { parts.append([element]) }
            isOpen = !ends(element)
        }
        return parts
    }
}

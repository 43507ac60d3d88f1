import StargateLedger
import StargateTesting

/// What is done to books, so that it can be done again to others.
enum Event {
    case open(AccountTerms)
    case close(AccountNumber)
    case submit([Transfer], at: Int64)
    case closePeriod(Int32, at: Int64)
    case reopen(Int32, at: Int64)
    case price(Price, at: Int64)

    func apply(to ledger: inout Ledger) {
        switch self {
        case .open(let terms): ledger.open(terms)
        case .close(let number): try? ledger.close(number)
        case .submit(let batch, let instant): _ = ledger.submit(batch, at: instant)
        case .closePeriod(let day, let instant): _ = try? ledger.closePeriod(through: day, at: instant)
        case .reopen(let day, let instant): try? ledger.reopen(from: day, at: instant)
        case .price(let price, let instant): ledger.record(price, effectiveDay: 0, at: instant)
        }
    }
}

/// Random business on a dozen accounts, good and bad, beside the model of it.
struct Walk {
    private(set) var ledger = Ledger()
    private(set) var model = Model()
    private(set) var events: [Event] = []
    private(set) var instant: Int64 = 1_700_000_000_000
    /// Instants at which something lapses are met exactly, too.
    var dice: Dice
    private var numbers: [[AccountNumber]] = []
    private var proposed: [Transfer] = []
    private var pendings: [TransferID] = []
    private var lastID: UInt64 = 0
    private let crowded = 2

    init(seed: UInt64) {
        dice = Dice(seed: seed)
        let classes: [(AccountClass, Bool)] = [
            (.asset, true), (.expense, false), (.liability, true), (.income, false), (.equity, false), (.trading, true),
        ]
        for commodity in [Commodity.usd, .energy, .acceleratorSeconds("gb200")] {
            var ofOne: [AccountNumber] = []
            for (accountClass, limited) in classes {
                ofOne.append(
                    open(AccountTerms("\(commodity.code):\(accountClass)", commodity, accountClass, limited: limited)))
            }
            numbers.append(ofOne)
        }
    }

    private mutating func open(_ terms: AccountTerms) -> AccountNumber {
        let number = ledger.open(terms)
        model.add(number, terms)
        events.append(.open(terms))
        return number
    }

    /// One batch, and what the ledger and the model say to it.
    mutating func step() -> (batch: [Transfer], receipt: Receipt, expected: [Model.Outcome]) {
        passTime()
        let batch = self.batch()
        events.append(.submit(batch, at: instant))
        return (batch, ledger.submit(batch, at: instant), model.submit(batch, at: instant))
    }

    /// Now and then, something else than a transfer.
    mutating func besides() {
        guard dice.chance(15) else { return }
        switch dice.number(0...9) {
        case 0:
            let commodity = dice.number(0...2)
            let terms = AccountTerms("late:\(events.count)", [.usd, .energy, .budget][commodity], .expense)
            if commodity < 2 { numbers[commodity].append(open(terms)) }
        case 1:
            let number = dice.pick(numbers[dice.number(0...1)])
            guard dice.chance(60) else { return }
            model.close(number)
            perform(.close(number))
        case 2...5: perform(.closePeriod(Int32(dice.number(0...40)), at: instant))
        case 6...7: perform(.reopen(Int32(dice.number(0...40)), at: instant))
        default:
            let (amount, quantity) = (dice.number(0...Int64(90)), dice.number(0...Int64(9)))
            perform(.price(Price(of: .energy, in: .usd, amount, per: quantity), at: instant))
        }
    }

    private mutating func perform(_ event: Event) {
        event.apply(to: &ledger)
        events.append(event)
    }

    private mutating func passTime() {
        let deadlines = model.open.values.compactMap(\.deadline).sorted()
        switch dice.number(0...9) {
        case 0...3: break
        case 4...6: instant += dice.number(1...Int64(4000))
        // Exactly when something lapses, or just before.
        case 7...8: instant = max(instant, Int64(deadlines.first ?? 0) - (dice.chance(50) ? 0 : 1))
        // The clock never goes back, whatever is said.
        default: instant -= dice.number(0...Int64(3000))
        }
    }

    private mutating func batch() -> [Transfer] {
        var batch: [Transfer] = []
        if dice.chance(5), proposed.count > 10 {
            // Sent again, as after a lost answer.
            let start = dice.number(0...proposed.count - 6)
            return Array(proposed[start..<start + dice.number(1...5)])
        }
        for _ in 0..<dice.number(1...6) {
            let length = dice.chance(20) ? dice.number(2...5) : 1
            for place in 0..<length {
                batch.append(transfer(linked: place < length - 1))
                proposed.append(batch[batch.count - 1])
            }
        }
        if dice.chance(3) { batch[batch.count - 1].isLinked = true }
        return batch
    }

    private mutating func transfer(linked: Bool) -> Transfer {
        if dice.chance(4), let again = proposed.last { return again }
        var transfer = fresh()
        transfer.isLinked = linked
        if dice.chance(2) { transfer.id = .none }
        if dice.chance(4), !proposed.isEmpty {
            var other = dice.pick(proposed)
            switch dice.number(0...8) {
            case 0: other.amount &+= 1
            case 1: other.effectiveDay ^= 1
            case 2: other.code ^= 1
            case 3: other.cause ^= 1
            case 4: other.isLinked.toggle()
            case 5: (other.debit, other.credit) = (other.credit, other.debit)
            case 6: other.timeout ^= other.kind == .pending ? 1 : 0
            case 7: other.pending = other.kind == .post ? id(7) : other.pending
            default: break
            }
            return other
        }
        return transfer
    }

    private mutating func fresh() -> Transfer {
        lastID += 1
        let kind = dice.pick([Transfer.Kind.posted, .posted, .posted, .pending, .pending, .post, .post, .void])
        let commodity = dice.number(0...2)
        var (debit, credit) = (dice.pick(numbers[commodity]), dice.pick(numbers[commodity]))
        if dice.chance(4) { credit = dice.pick(numbers[dice.number(0...2)]) }
        if dice.chance(2) { debit = AccountNumber(dice.pick([77, .max])) }
        var transfer = Transfer(
            id: TransferID(high: dice.chance(50) ? 1 : 0, low: lastID), kind, debit: debit, credit: credit,
            amount: amount(commodity), code: UInt16(dice.number(0...3)), effectiveDay: Int32(dice.number(0...40)),
            cause: UInt64(dice.number(0...Int64(3))))
        switch kind {
        case .posted: break
        case .pending:
            transfer.timeout = dice.chance(50) ? 0 : UInt32(dice.number(1...6))
            if dice.chance(1) { transfer.timeout = .max }
            pendings.append(transfer.id)
        case .post, .void:
            resolve(&transfer)
        }
        if dice.chance(2) { transfer.timeout = 3 }
        if dice.chance(2), let pending = pendings.last { transfer.pending = pending }
        return transfer
    }

    private mutating func resolve(_ transfer: inout Transfer) {
        let open = model.open.keys.sorted()
        var pending = pendings.isEmpty ? id(5) : dice.pick(pendings)
        if dice.chance(70), !open.isEmpty { pending = dice.pick(open) }
        if dice.chance(3) { pending = dice.pick([id(0), id(1), id(1 << 90)]) }
        if dice.chance(3), !proposed.isEmpty { pending = dice.pick(proposed).id }
        transfer.pending = pending
        if let hold = model.open[pending] {
            let left = Int64(hold.left)
            transfer.amount = dice.pick([left, left &+ 1, max(1, left / 3), max(1, left / 2), 1])
            (transfer.debit, transfer.credit) = (hold.debit, hold.credit)
        }
        if transfer.kind == .void, dice.chance(60) { transfer.amount = 0 }
        if dice.chance(50) { transfer.debit = .ofPending }
        if dice.chance(50) { transfer.credit = .ofPending }
        if dice.chance(3) { transfer.credit = dice.pick(numbers[0]) }
    }

    private mutating func amount(_ commodity: Int) -> Int64 {
        switch dice.number(0...99) {
        case 0...2: dice.pick([0, -1, .min, -77])
        case 3: commodity == crowded ? dice.pick([.max, .max / 2, .max - 700, .max / 3]) : .max
        default: dice.number(1...Int64(1000))
        }
    }
}

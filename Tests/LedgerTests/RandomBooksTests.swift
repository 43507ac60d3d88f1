import StargateLedger
import StargateTesting
import Testing

@Suite("Books after any sequence of operations")
struct RandomBooksTests {
    static let operations = 6000

    @Test("balance, keep their limits, and are untouched by what was refused (L1, L4, L5, L7, L14)", arguments: seeds)
    func run(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for step in 0..<RandomBooksTests.operations {
            let before = walk.ledger
            let wasTaken = walk.step()
            let fault = walk.ledger == before ? nil : walk.fault()
            #expect(fault == nil, "seed \(seed), step \(step)")
            #expect(wasTaken || walk.ledger == before, "seed \(seed), step \(step): a refusal changed the books")
            if fault != nil { break }
        }
        #expect(walk.taken > RandomBooksTests.operations / 5 && walk.refused > RandomBooksTests.operations / 20)
    }

    @Test("are the same when the same operations are done again (L2)", arguments: seeds)
    func replay(seed: UInt64) throws {
        var (first, second) = (Walk(seed: seed), Walk(seed: seed))
        for _ in 0..<500 { _ = first.step() }
        for _ in 0..<500 { _ = second.step() }
        #expect(first.ledger == second.ledger, "seed \(seed)")
    }
}

/// Random operations on a handful of accounts, with a count of its own of what each reservation should hold.
private struct Walk {
    var ledger = Ledger()
    var taken = 0
    var refused = 0
    private var dice: Dice
    private var numbers: [AccountNumber] = []
    private var model: [String: Int64] = [:]

    init(seed: UInt64) {
        dice = Dice(seed: seed)
        for commodity in [Commodity.usd, .budget, .acceleratorSeconds, .wattHours] {
            for index in 0..<4 {
                let side: Account.Side = index < 2 ? .debit : .credit
                let name = "\(commodity.rawValue)/\(index)"
                numbers.append(ledger.account(name, commodity, side, limited: index == 1 || index == 3))
            }
        }
    }

    /// One operation; false if it was refused.
    mutating func step() -> Bool {
        let id = "r\(dice.number(0...29))"
        let (debit, credit) = pair()
        let amount = self.amount()
        do throws(LedgerRefusal) {
            switch dice.number(0...9) {
            case 0...3: try ledger.post(debit: debit, credit: credit, amount)
            case 4...5:
                try ledger.reserve(id, debit: debit, credit: credit, amount)
                model[id] = amount
            case 6...7:
                let part = dice.chance(50) ? amount : max(1, ledger.reserved(id) / 2)
                try ledger.postReserved(id, part)
                model[id] = (model[id] ?? 0) - part
            default:
                try ledger.void(id)
                model[id] = nil
            }
            taken += 1
            return true
        } catch {
            refused += 1
            return false
        }
    }

    /// What is wrong with the books, `nil` if nothing is.
    func fault() -> String? {
        var sums: [Commodity: (debits: Int128, credits: Int128, debitsPending: Int128, creditsPending: Int128)] = [:]
        for account in ledger.accounts {
            sums[account.commodity, default: (0, 0, 0, 0)].debits += Int128(account.debitsPosted)
            sums[account.commodity, default: (0, 0, 0, 0)].credits += Int128(account.creditsPosted)
            sums[account.commodity, default: (0, 0, 0, 0)].debitsPending += Int128(account.debitsPending)
            sums[account.commodity, default: (0, 0, 0, 0)].creditsPending += Int128(account.creditsPending)
            let columns = [
                account.debitsPosted, account.creditsPosted, account.debitsPending, account.creditsPending,
            ]
            if columns.contains(where: { $0 < 0 }) { return "\(account.name) has a negative column" }
            if account.isLimited && account.available < 0 { return "\(account.name) is beyond its limit" }
        }
        for (commodity, sum) in sums where sum.debits != sum.credits || sum.debitsPending != sum.creditsPending {
            return "\(commodity) does not balance: \(sum)"
        }
        let pending = sums.values.reduce(Int128(0)) { $0 + $1.debitsPending }
        if pending != model.values.reduce(Int128(0), { $0 + Int128($1) }) { return "pending is not what is reserved" }
        for (id, amount) in model where ledger.reserved(id) != amount { return "\(id) holds \(ledger.reserved(id))" }
        return nil
    }

    /// Mostly two accounts of one commodity.
    private mutating func pair() -> (AccountNumber, AccountNumber) {
        let commodity = dice.number(0...3) * 4
        if dice.chance(10) { return (dice.pick(numbers), dice.pick(numbers)) }
        return (numbers[commodity + dice.number(0...3)], numbers[commodity + dice.number(0...3)])
    }

    private mutating func amount() -> Int64 {
        switch dice.number(0...99) {
        case 0...3: dice.number(-5...Int64(0))
        case 4...5: dice.number(Int64.max / 4...Int64.max)
        default: dice.number(1...Int64(10_000))
        }
    }
}

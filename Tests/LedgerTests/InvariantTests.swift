import StargateLedger
import StargateTesting
import Testing

@Suite("The books, at every time,")
struct InvariantTests {
    @Test("balance in each commodity, posted and pending (L1)", arguments: seeds)
    func sums(seed: UInt64) {
        var walk = Walk(seed: seed)
        for step in 0..<150 {
            walk.besides()
            _ = walk.step()
            var posted: [Commodity: Int128] = [:]
            var pending: [Commodity: Int128] = [:]
            for account in walk.ledger.accounts {
                let sums = account.sums
                posted[account.commodity, default: 0] += Int128(sums.debitsPosted) - Int128(sums.creditsPosted)
                pending[account.commodity, default: 0] += Int128(sums.debitsPending) - Int128(sums.creditsPending)
                let least = [sums.debitsPosted, sums.creditsPosted, sums.debitsPending, sums.creditsPending].min()
                #expect(least ?? -1 >= 0, "seed \(seed), step \(step): \(account)")
            }
            #expect(posted.values.allSatisfy { $0 == 0 }, "seed \(seed), step \(step)")
            #expect(pending.values.allSatisfy { $0 == 0 }, "seed \(seed), step \(step)")
        }
    }

    @Test("set aside no more than was asked, and end each reservation once (L4)", arguments: seeds)
    func resolution(seed: UInt64) {
        var walk = Walk(seed: seed)
        for _ in 0..<200 { _ = walk.step() }
        walk.besides()
        let ledger = walk.ledger
        let transfers = ledger.entries.map { ledger.transfer(of: $0) }
        for first in transfers where first.kind == .pending {
            let later = transfers.filter { $0.pending == first.id }
            let posts = later.filter { $0.kind == .post }.map(\.amount)
            let voids = later.filter { $0.kind == .void }
            let total = later.reduce(0) { $0 + $1.amount }
            #expect(posts.reduce(0, +) <= first.amount && total <= first.amount && voids.count <= 1)
            #expect(voids.isEmpty || later.last?.kind == .void, "seed \(seed): \(first) went on after its void")
            let reservation = ledger.reservation(first.id)
            switch reservation?.standing {
            case .posted: #expect(voids.isEmpty && total == first.amount)
            case .voided: #expect(voids.count == 1 && total == first.amount)
            case .open, .expired: #expect(voids.isEmpty && total < first.amount)
            case nil: Issue.record("seed \(seed): \(first) has no reservation")
            }
        }
    }

    @Test("keep the limits, what is set aside counted (L5)", arguments: seeds)
    func limits(seed: UInt64) {
        var walk = Walk(seed: seed)
        for step in 0..<200 {
            _ = walk.step()
            for account in walk.ledger.accounts where account.terms.isLimited {
                let sums = account.sums
                let isKept =
                    account.terms.normalSide == .debit
                    ? sums.creditsPosted + sums.creditsPending <= sums.debitsPosted
                    : sums.debitsPosted + sums.debitsPending <= sums.creditsPosted
                #expect(isKept, "seed \(seed), step \(step): \(account)")
            }
        }
    }

    @Test("hold no transfer across commodities, to itself or of nothing (L7)", arguments: seeds)
    func kinds(seed: UInt64) {
        var walk = Walk(seed: seed)
        for _ in 0..<200 { _ = walk.step() }
        let terms = walk.ledger.terms
        for entry in walk.ledger.entries {
            #expect(terms[Int(entry.debit.value)].commodity == terms[Int(entry.credit.value)].commodity)
            #expect(entry.debit != entry.credit && entry.amount > 0, "seed \(seed): \(entry)")
        }
    }

    @Test("keep entries and terms as they were written (L9)", arguments: seeds)
    func permanence(seed: UInt64) {
        var walk = Walk(seed: seed)
        for step in 0..<150 {
            let (entries, terms) = (walk.ledger.entries, walk.ledger.terms)
            let (periods, prices) = (walk.ledger.periods, walk.ledger.prices)
            walk.besides()
            _ = walk.step()
            #expect(walk.ledger.entries.prefix(entries.count) == entries[...], "seed \(seed), step \(step)")
            #expect(walk.ledger.terms.prefix(terms.count) == terms[...], "seed \(seed), step \(step)")
            #expect(walk.ledger.periods.prefix(periods.count) == periods[...], "seed \(seed), step \(step)")
            #expect(walk.ledger.prices.prefix(prices.count) == prices[...], "seed \(seed), step \(step)")
        }
    }

    @Test("undo a transfer by its reversal, to the unit (L10)", arguments: seeds)
    func reversal(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for _ in 0..<60 { _ = walk.step() }
        var (ledger, dice) = (walk.ledger, Dice(seed: seed))
        let usable = ledger.accounts.filter { !$0.isClosed && !$0.terms.isLimited && $0.commodity == .usd }
        for number in 0..<50 {
            let before = ledger.accounts.map(\.balance)
            let (debit, credit) = (dice.pick(usable).number, dice.pick(usable).number)
            guard debit != credit else { continue }
            let amount = dice.number(1...Int64(5000))
            let (there, back) = (
                id(UInt128(1) << 100 + UInt128(2 * number)), id(UInt128(1) << 100 + UInt128(2 * number + 1))
            )
            try ledger.submit(Transfer(id: there, debit: debit, credit: credit, amount: amount), at: walk.instant)
            #expect(ledger.accounts.map(\.balance) != before, "seed \(seed)")
            try ledger.submit(Transfer(id: back, debit: credit, credit: debit, amount: amount), at: walk.instant)
            #expect(ledger.accounts.map(\.balance) == before, "seed \(seed)")
        }
    }

    @Test("add up the same by account and by branch of the tree (L13)", arguments: seeds)
    func rollUp(seed: UInt64) throws {
        var (ledger, dice) = (Ledger(), Dice(seed: seed))
        let sites = ["abilene", "shackelford", "lordstown"]
        let works = ["shell", "power", "chips"]
        var leaves: [AccountNumber] = []
        for site in sites {
            for work in works {
                leaves.append(ledger.open(AccountTerms("assets:\(site):\(work)", .usd, .asset)))
            }
        }
        let owners = ledger.open(AccountTerms("equity:owners", .usd, .equity))
        for number in 1...200 {
            let (debit, credit) = (dice.pick(leaves), dice.chance(60) ? owners : dice.pick(leaves))
            guard debit != credit else { continue }
            let amount = dice.number(1...Int64(900))
            try ledger.submit(Transfer(id: id(UInt128(number)), debit: debit, credit: credit, amount: amount), at: 0)
        }
        var whole: Int64 = 0
        for site in sites {
            let branch = works.reduce(0) { $0 + (ledger.account(named: "assets:\(site):\($1)")?.balance ?? .min) }
            #expect(ledger.balance(under: "assets:\(site)", of: .usd) == branch, "seed \(seed)")
            whole += branch
        }
        #expect(ledger.balance(under: "assets", of: .usd) == whole && whole == ledger[owners].balance, "seed \(seed)")
        #expect(
            ledger.balance(under: "", of: .usd) == 2 * whole && ledger.balance(under: "liabilities", of: .usd) == 0,
            "seed \(seed)")
    }
}

import StargateLedger
import StargateTesting
import Testing

@Suite("Books after any sequence of batches")
struct RandomBooksTests {
    @Test("hold what an independent count of them holds, and refuse for the same reasons", arguments: seeds)
    func agreement(seed: UInt64) {
        var walk = Walk(seed: seed)
        var codes: [String: Int] = [:]
        var taken = 0
        for step in 0..<600 {
            walk.besides()
            let (batch, receipt, expected) = walk.step()
            let outcomes = outcomes(of: batch, receipt)
            #expect(outcomes == expected, "seed \(seed), step \(step)")
            #expect(receipt.taken == expected.count { $0 == .taken }, "seed \(seed), step \(step)")
            let fault = fault(walk)
            #expect(fault == nil, "seed \(seed), step \(step)")
            guard outcomes == expected, fault == nil else { return }
            taken += receipt.taken
            for refused in receipt.refused { codes[refused.refusal.code, default: 0] += 1 }
        }
        // The walk meets everything: business that is taken, and every reason to refuse.
        #expect(taken > 300, "seed \(seed)")
        let missed = Set(Model.order + ["linked-group-open", "linked-transfer-refused"]).subtracting(codes.keys)
        #expect(missed.isEmpty, "seed \(seed)")
    }

    @Test("are as if what was refused or repeated had never been sent", arguments: seeds)
    func traces(seed: UInt64) {
        for part in 0..<4 {
            var walk = Walk(seed: seed * 100 + UInt64(part))
            for step in 0..<60 {
                walk.besides()
                var lean = walk.ledger
                let (batch, receipt, _) = walk.step()
                let outcomes = outcomes(of: batch, receipt)
                let good = zip(batch, outcomes).filter { $1 == .taken }.map(\.0)
                let leanReceipt = lean.submit(good, at: walk.instant)
                #expect(leanReceipt.taken == good.count, "seed \(walk.dice.seed), step \(step)")
                #expect(lean == walk.ledger, "seed \(walk.dice.seed), step \(step)")
                guard lean == walk.ledger else { return }
            }
            #expect(walk.ledger.digest == (try? walk.ledger.copied().digest), "seed \(walk.dice.seed)")
        }
    }

    private func outcomes(of batch: [Transfer], _ receipt: Receipt) -> [Model.Outcome] {
        var outcomes = [Model.Outcome](repeating: .taken, count: batch.count)
        for index in receipt.repeated { outcomes[index] = .again }
        for refused in receipt.refused { outcomes[refused.index] = .refused(refused.refusal.code) }
        return outcomes
    }

    /// Where the books and the model differ, `nil` if nowhere.
    private func fault(_ walk: Walk) -> String? {
        let (ledger, model) = (walk.ledger, walk.model)
        for account in ledger.accounts {
            guard let place = model.places[account.number] else { return "\(account.name) is not in the model" }
            let sums = [
                account.sums.debitsPosted, account.sums.creditsPosted, account.sums.debitsPending,
                account.sums.creditsPending,
            ].map { Int128($0) }
            let expected = [
                place.debits, place.credits, model.pendingDebits(account.number), model.pendingCredits(account.number),
            ]
            guard sums == expected else { return "\(account.name): \(sums), expected \(expected)" }
            guard account.isClosed == place.isClosed else { return "\(account.name) is open and closed" }
            if place.isLimited, account.available < 0 { return "\(account.name) is beyond its limit" }
        }
        for (name, hold) in model.open {
            guard let reservation = ledger.reservation(name), reservation.standing == .open,
                Int128(reservation.remaining) == hold.left
            else { return "\(name.value) should hold \(hold.left)" }
        }
        for (name, how) in model.ended {
            guard let standing = ledger.reservation(name)?.standing, "\(standing)" == how else {
                return "\(name.value) should be \(how)"
            }
        }
        guard ledger.entries.count == model.books.count else { return "\(ledger.entries.count) entries" }
        for entry in ledger.entries.suffix(12) where ledger.transfer(of: entry) != model.books[entry.id] {
            return "\(entry) is not what was sent"
        }
        return ledger.clock == Int64(model.now) ? nil : "the clock says \(ledger.clock)"
    }
}

import Foundation
import StargateLedger
import StargateTesting
import Testing

@Suite("A period of the books")
struct PeriodTests {
    @Test("once closed, takes late entries under the first open day, with their own effective day")
    func late() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 10, day: 5), at: 1)
        try books.ledger.closePeriod(through: 30, at: 2)
        #expect(books.ledger.firstOpenDay == 31)
        try books.ledger.submit(books.spend(2, 7, day: 5), at: 3)
        try books.ledger.submit(books.spend(3, 5, day: 31), at: 3)
        try books.ledger.submit(books.spend(4, 3, day: 40), at: 3)
        let days = books.ledger.entries.map { [$0.effectiveDay, $0.bookedDay] }
        #expect(days == [[0, 0], [5, 5], [5, 31], [31, 31], [40, 40]])
        func costs(_ day: AsOf) -> Int64 { books.ledger.balances(asOf: day)[Int(books.costs.value)].posted(.debit) }
        #expect(costs(.booked(30)) == 10 && costs(.effective(30)) == 17)
        #expect(costs(.booked(31)) == 22 && costs(.effective(4)) == 0 && costs(.everything) == 25)
        #expect(books.ledger.sealsHold)
    }

    @Test("is closed forward only, and reopened from a closed day only")
    func refusals() throws {
        var books = try Books(cash: 100)
        #expect(throws: PeriodRefusal.notClosed(through: nil)) { try books.ledger.reopen(from: 3, at: 0) }
        try books.ledger.closePeriod(through: 30, at: 0)
        let before = books.ledger
        for day in [30, 0, .min] as [Int32] {
            #expect(throws: PeriodRefusal.closedAlready(through: 30)) {
                try books.ledger.closePeriod(through: day, at: 9)
            }
        }
        #expect(throws: PeriodRefusal.notClosed(through: 30)) { try books.ledger.reopen(from: 31, at: 9) }
        #expect(books.ledger == before)
        try books.ledger.reopen(from: 21, at: 9)
        #expect(books.ledger.firstOpenDay == 21 && books.ledger.periods.map(\.closedThrough) == [30, 20])
        #expect(books.ledger.periods.map(\.recordedAt) == [0, 9])
        #expect(throws: PeriodRefusal.notClosed(through: 20)) { try books.ledger.reopen(from: 21, at: 9) }
        try books.ledger.closePeriod(through: 30, at: 9)
        #expect(books.ledger.firstOpenDay == 31 && books.ledger.sealsHold)
    }

    @Test("reopened takes entries of its days again, and its old seal still holds")
    func reopening() throws {
        var books = try Books(cash: 100)
        try books.ledger.submit(books.spend(1, 10, day: 25), at: 1)
        let seal = try books.ledger.closePeriod(through: 30, at: 2)
        try books.ledger.reopen(from: 21, at: 3)
        try books.ledger.submit(books.spend(2, 7, day: 25), at: 4)
        try books.ledger.submit(books.spend(3, 5, day: 3), at: 4)
        #expect(books.ledger.entries.suffix(2).map(\.bookedDay) == [25, 21])
        #expect(books.ledger.sealsHold && books.ledger.periods.first?.seal == seal)
        let again = try books.ledger.closePeriod(through: 30, at: 5)
        #expect(again != seal && books.ledger.sealsHold)
    }

    @Test("never changes in its balances while it is closed", arguments: seeds)
    func constancy(seed: UInt64) {
        var walk = Walk(seed: seed)
        var sealed: [Int32: [Balance]] = [:]
        var checked = 0
        for step in 0..<250 {
            let marks = walk.ledger.periods.count
            walk.besides()
            if walk.ledger.periods.count > marks, let mark = walk.ledger.periods.last {
                sealed = sealed.filter { $0.key <= mark.closedThrough }
                for day in 0...40 as ClosedRange<Int32> where day <= mark.closedThrough && sealed[day] == nil {
                    sealed[day] = walk.ledger.balances(asOf: .booked(day))
                }
                #expect(walk.ledger.sealsHold, "seed \(seed), step \(step)")
            }
            _ = walk.step()
            guard step % 10 == 0 else { continue }
            for (day, balances) in sealed {
                let now = walk.ledger.balances(asOf: .booked(day)).prefix(balances.count)
                #expect(now == balances[...], "seed \(seed), step \(step), day \(day)")
                checked += 1
            }
        }
        #expect(checked > 20 && walk.ledger.periods.contains { $0.isReopening }, "seed \(seed)")
        #expect(walk.ledger.sealsHold, "seed \(seed)")
    }

    @Test("can be seen as it was known at any time", arguments: seeds)
    func known(seed: UInt64) {
        var walk = Walk(seed: seed)
        var views: [(instant: Int64, posted: [Balance], byDay: [Balance])] = []
        for _ in 0..<120 {
            walk.besides()
            _ = walk.step()
            let ledger = walk.ledger
            if views.last?.instant == ledger.clock { views.removeLast() }
            views.append((ledger.clock, ledger.balances(asOf: .everything), ledger.balances(asOf: .effective(20))))
        }
        let ledger = walk.ledger
        for view in views {
            let known = ledger.known(at: view.instant)
            #expect(known == ledger.entries.count { $0.recordedAt <= view.instant }, "seed \(seed)")
            let everything = ledger.balances(asOf: .everything, known: known)
            #expect(everything.prefix(view.posted.count) == view.posted[...], "seed \(seed)")
            let byDay = ledger.balances(asOf: .effective(20), known: known)
            #expect(byDay.prefix(view.byDay.count) == view.byDay[...], "seed \(seed)")
        }
        #expect(ledger.known(at: .min) == 0 && ledger.known(at: .max) == ledger.entries.count)
        for (account, sums) in zip(ledger.accounts, ledger.balances(asOf: .everything)) {
            #expect(sums.debitsPosted == account.sums.debitsPosted && sums.creditsPosted == account.sums.creditsPosted)
        }
    }

    @Test("has a seal that any tampering with its balances or its chain breaks")
    func tampering() throws {
        var books = try Books(cash: 100)
        for number in 1...6 as ClosedRange<UInt128> {
            try books.ledger.submit(books.spend(number, 2, day: Int32(number)), at: Int64(number))
            if number.isMultiple(of: 2) { try books.ledger.closePeriod(through: Int32(number), at: Int64(number)) }
        }
        #expect(books.ledger.sealsHold && books.ledger.periods.count == 3)
        #expect(Set(books.ledger.periods.map(\.seal)).count == 3)
        let same = try tampered(books.ledger) { _ in }
        #expect(same == books.ledger)
        for index in 1...5 {
            #expect(try !tampered(books.ledger) { $0[index].amount += 1 }.sealsHold, "amount of \(index)")
            #expect(try !tampered(books.ledger) { $0[index].debit = books.owners }.sealsHold, "account of \(index)")
        }
        // An entry is moved out of the first period into the second.
        #expect(try !tampered(books.ledger) { $0[2].effectiveDay = 3 }.sealsHold)
        let reseal = try tampered(books.ledger, marks: { $0[0]["seal"] = String(repeating: "0", count: 64) }) { _ in }
        #expect(!reseal.sealsHold)
        #expect(try !tampered(books.ledger, marks: { $0.removeFirst() }) { _ in }.sealsHold, "a mark is gone")
        #expect(try !tampered(books.ledger, marks: { $0[1]["closedThrough"] = 5 }) { _ in }.sealsHold)
    }

    /// The books read from a snapshot somebody laid hands on.
    private func tampered(
        _ ledger: Ledger, marks change: (inout [[String: Any]]) -> Void = { _ in },
        _ edit: (inout [Transfer]) -> Void
    ) throws -> Ledger {
        var snapshot = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(ledger)) as? [String: Any])
        var transfers = ledger.entries.map { ledger.transfer(of: $0) }
        edit(&transfers)
        var writer = TransferWriter()
        for transfer in transfers { writer.append(transfer) }
        snapshot["transfers"] = Data(writer.bytes).base64EncodedString()
        var marks = try #require(snapshot["periods"] as? [[String: Any]])
        change(&marks)
        snapshot["periods"] = marks
        return try JSONDecoder().decode(Ledger.self, from: JSONSerialization.data(withJSONObject: snapshot))
    }
}

import StargateLedger
import StargateQuantities

extension BookView {
    /// Budget against actual, line by line: what was approved, requisitioned (commitments), ordered (obligations) and paid
    /// (expenditures), and the funds available (Oracle Budgetary Control; the percentages as `hledger balance --budget`).
    ///
    /// What is set aside is of no day, so commitments, obligations and what is available are as the run ended, or as it was
    /// known then.
    public func budget() -> Statement {
        var statement = Statement(
            name: "budget", title: "Budget against actual", basis: "\(asOfWords), USD", subject: "Line",
            columns: [
                .init("budget", "budget"), .init("commitments", "commitments"), .init("obligations", "obligations"),
                .init("expenditures", "expenditures"), .init("available", "available"),
                .init("spent", "spent_share"), .init("consumed", "consumed_share"),
            ])
        let sums = standing()
        var totals = [Int64](repeating: 0, count: 5)
        for (index, terms) in accounts("budget:granted:", .budget) {
            let line = String(terms.name.dropFirst("budget:granted:".count))
            func sum(_ stage: String) -> Balance {
                ledger.number(named: "budget:\(stage):\(line)").map { sums[Int($0.value)] } ?? Balance()
            }
            let amounts = [
                sums[index].creditsPosted, sum("requisitioned").debitsPending, sum("ordered").debitsPending,
                sum("ordered").debitsPosted, sum("available").available(.debit),
            ]
            guard amounts.contains(where: { $0 != 0 }) else { continue }
            for (place, amount) in amounts.enumerated() { totals[place] += amount }
            statement.add(line, Self.cells(amounts))
            statement.check(
                amounts[0] == amounts[1...].reduce(0, +), "\(line): the budget is not what was used and what is left")
        }
        statement.add("Total", .total, Self.cells(totals))
        return statement
    }

    private static func cells(_ amounts: [Int64]) -> [Statement.Cell] {
        amounts.map { .usd($0) }
            + [.share(amounts[3], of: amounts[0]), .share(amounts[0] - amounts[4], of: amounts[0])]
    }

    /// Posted and pending sums as the entries known give them, whatever their day, up to `day` of recording.
    private func standing() -> [Balance] {
        let limit = Instant(day.advanced(byDays: 1)).milliseconds
        var sums = SumsSoFar(accounts: ledger.terms.count)
        for entry in entries.prefix(while: { $0.recordedAt < limit }) { sums.add(entry) }
        return sums.balances
    }
}

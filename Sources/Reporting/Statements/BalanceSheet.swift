import StargateLedger
public import StargateQuantities

extension BookView {
    /// What the venture owns, owes and is worth to its owners. Assets are liabilities and equity, or it says so.
    public func balanceSheet(depth: Int = 3) -> Statement {
        var sheet = Statement(
            name: "balance-sheet", title: "Balance sheet", basis: "\(asOfWords), USD", subject: "Account",
            columns: [.init("USD", "usd")])
        let sums = balances(day)
        func total(_ kind: AccountClass) -> Int64 { sum(sums) { $0.accountClass == kind } }
        func section(_ title: String, _ kind: AccountClass) -> Int64 {
            sheet.add(title, .heading, [])
            addTree(kind, sums, depth, to: &sheet)
            return total(kind)
        }
        let assets = section("Assets", .asset)
        sheet.add("Total assets", .total, [.usd(assets)])
        let liabilities = section("Liabilities", .liability)
        sheet.add("Total liabilities", .total, [.usd(liabilities)])
        var equity = section("Equity", .equity)
        let result = total(.income) - total(.expense)
        sheet.add("result so far", level: 1, [.usd(result)])
        equity += result
        sheet.add("Total equity", .total, [.usd(equity)])
        sheet.add("Total liabilities and equity", .total, [.usd(liabilities + equity)])
        sheet.check(assets == liabilities + equity, "assets are not liabilities and equity")
        return sheet
    }

    /// What was earned and what it cost, between two days. Works under construction are no expense; their depreciation is.
    public func incomeStatement(from: CalendarDate, depth: Int = 3) -> Statement {
        var statement = Statement(
            name: "income-statement", title: "Income statement", basis: "\(periodWords(from)), USD, accrued",
            subject: "Account", columns: [.init("USD", "usd")])
        let (before, after) = (balances(from.advanced(byDays: -1)), balances(day))
        let moved = zip(before, after).map { Balance(from: $0, to: $1) }
        statement.add("Income", .heading, [])
        addTree(.income, moved, depth, to: &statement)
        let income = sum(moved) { $0.accountClass == .income }
        statement.add("Total income", .total, [.usd(income)])
        statement.add("Expenses", .heading, [])
        addTree(.expense, moved, depth, to: &statement)
        let expenses = sum(moved) { $0.accountClass == .expense }
        statement.add("Total expenses", .total, [.usd(expenses)])
        statement.add("Result", .total, [.usd(income - expenses)])
        return statement
    }

    /// Every account's balance on its normal side, rolled up to a depth of the tree, for each commodity.
    public func trialBalance(under prefix: String, depth: Int) -> Statement {
        var statement = Statement(
            name: "balances", title: "Balances", basis: asOfWords, subject: "Account",
            columns: [
                .init("balance", "balance"), .init("set aside", "pending"), .init("of", "commodity", isText: true),
            ])
        let (sums, standing) = (balances(day), ledger.balances)
        var rolled: [String: (balance: Int64, pending: Int64, commodity: Commodity)] = [:]
        for (index, terms) in ledger.terms.enumerated() where terms.isUnder(prefix) {
            let path = terms.name.split(separator: ":").prefix(depth).joined(separator: ":")
            let key = "\(path) \(terms.commodity.code)"
            // What is set aside is of no day: it is shown as it stands.
            let pending = standing[index].debitsPending + standing[index].creditsPending
            let before = rolled[key] ?? (0, 0, terms.commodity)
            rolled[key] = (
                before.balance + sums[index].posted(terms.normalSide), before.pending + pending, terms.commodity
            )
        }
        for key in rolled.keys.sorted() {
            guard let entry = rolled[key], entry.balance != 0 || entry.pending != 0 else { continue }
            let scale = entry.commodity.scale
            statement.add(
                String(key.prefix { $0 != " " }),
                [
                    .amount(entry.balance, scale: scale), .amount(entry.pending, scale: scale),
                    .text(entry.commodity.code),
                ])
        }
        for commodity in Set(ledger.terms.map(\.commodity)) {
            let indices = ledger.terms.indices.filter { ledger.terms[$0].commodity == commodity }
            let (debits, credits) = indices.reduce((Int64(0), Int64(0))) {
                ($0.0 + sums[$1].debitsPosted, $0.1 + sums[$1].creditsPosted)
            }
            statement.check(debits == credits, "debits of \(commodity.code) are not its credits")
        }
        return statement
    }

    private func sum(_ sums: [Balance], where belongs: (AccountTerms) -> Bool) -> Int64 {
        zip(ledger.terms, sums).reduce(0) { total, pair in
            guard pair.0.commodity == .usd, belongs(pair.0) else { return total }
            return total + pair.1.posted(pair.0.normalSide)
        }
    }

    /// The accounts of one class as a tree, each node with the sum of what is below it, to a depth.
    private func addTree(_ kind: AccountClass, _ sums: [Balance], _ depth: Int, to statement: inout Statement) {
        var nodes: [String: Int64] = [:]
        for (terms, sums) in zip(ledger.terms, sums) where terms.accountClass == kind && terms.commodity == .usd {
            let path = terms.name.split(separator: ":").dropFirst()
            for length in 1...max(1, min(path.count, depth - 1)) {
                nodes[path.prefix(length).joined(separator: ":"), default: 0] += sums.posted(terms.normalSide)
            }
        }
        for path in nodes.keys.sorted() where nodes[path] != 0 {
            let parts = path.split(separator: ":")
            statement.add(String(parts.last ?? ""), level: parts.count, [.usd(nodes[path] ?? 0)])
        }
    }
}

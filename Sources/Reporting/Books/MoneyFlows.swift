import StargateCapital
import StargateEngine
import StargateLedger
import StargateQuantities

extension Summary {
    /// Where the money came from and what it went into, read from the books: every flow is the balance of an account.
    static func flows(_ books: Ledger, _ names: Names) -> [Flow] {
        var sources: [Flow] = []
        var costs: [String: [(category: String, amount: Money)]] = [:]
        var uses: [Flow] = []
        var (unpaid, repayment) = (Money.zero, Money.zero)
        for account in books.accounts where account.commodity == .usd && account.balance != 0 {
            let path = account.name.split(separator: ":").map(String.init)
            let amount = Money(cents: account.balance)
            func source(_ name: String) { sources.append(Flow(from: name, to: "Programme", usd: amount.usd)) }
            func use(_ name: String, _ amount: Money) {
                if amount > .zero { uses.append(Flow(from: "Programme", to: name, usd: amount.usd)) }
            }
            switch (path[0], path.count > 1 ? path[1] : "") {
            case ("equity", "contributed"): source(path[2])
            case ("equity", "distributed"): use("distributions", Money(cents: -account.balance))
            case ("liabilities", "debt"):
                // What was drawn in all; what was repaid flows out again.
                let (drawn, repaid) = (account.sums.creditsPosted, account.sums.debitsPosted)
                sources.append(Flow(from: path[2], to: "Programme", usd: Money(cents: drawn).usd))
                repayment += Money(cents: repaid)
            case ("liabilities", _): unpaid += amount
            case ("income", let kind): source(kind == "capacity" ? "revenue" : kind)
            case ("assets", "cash"), ("assets", "reserve"): use(path[1], amount)
            case ("assets", "depreciation"), ("expenses", "depreciation"): break
            case ("assets", let category), ("expenses", let category):
                let isFinancing = category == "interest" || category == "fees"
                costs[isFinancing ? "lenders" : path[2], default: []].append((category, amount))
            default: break
            }
        }
        if repayment > .zero { uses.append(Flow(from: "Programme", to: "repayment", usd: repayment.usd)) }
        if unpaid > .zero { sources.append(Flow(from: "unpaid bills", to: "Programme", usd: unpaid.usd)) }
        for place in costs.keys.sorted() {
            let name = names.place(place)
            uses.append(Flow(from: "Programme", to: name, usd: (costs[place] ?? []).map(\.amount).sum().usd))
            for category in CostCategory.allCases.map(\.rawValue) {
                let amount = (costs[place] ?? []).filter { $0.category == category }.map(\.amount).sum()
                if amount > .zero { uses.append(Flow(from: name, to: category, usd: amount.usd)) }
            }
        }
        return sources + uses
    }
}

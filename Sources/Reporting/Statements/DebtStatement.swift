import StargateCapital
import StargateLedger
import StargateProgramme
import StargateQuantities

extension BookView {
    /// Every loan: limit, what was drawn of it and repaid, what is owed, the rate, and the part that was interest during
    /// construction.
    public func debt() -> Statement {
        var statement = Statement(
            name: "debt", title: "Debt", basis: "\(asOfWords), USD", subject: "Facility",
            columns: [
                .init("limit", "limit"), .init("drawn", "drawn"), .init("of it interest", "capitalised_interest"),
                .init("repaid", "repaid"), .init("owed", "balance"), .init("rate a year", "rate"),
                .init("lender", "lender", isText: true),
            ])
        let sums = balances(day)
        func sum(_ name: String) -> Balance { ledger.number(named: name).map { sums[Int($0.value)] } ?? Balance() }
        let names = Names(programme)
        var totals = [Int64](repeating: 0, count: 5)
        for facility in programme.capital.facilities where facility.from <= day {
            let loan = sum("liabilities:debt:\(facility.id)")
            let amounts = [
                facility.limit.cents, loan.creditsPosted, sum("assets:interest:\(facility.id)").posted(.debit),
                loan.debitsPosted, loan.posted(.credit),
            ]
            for (place, amount) in amounts.enumerated() { totals[place] += amount }
            statement.add(
                facility.id.text,
                amounts.map { .usd($0) } + [
                    .share(facility.accrual.rate(on: day).units), .text(names.party(facility.lender)),
                ])
            statement.check(amounts[1] <= amounts[0], "\(facility.id): more is drawn than its limit")
        }
        statement.add("Total", .total, totals.map { .usd($0) } + [.none, .none])
        return statement
    }
}

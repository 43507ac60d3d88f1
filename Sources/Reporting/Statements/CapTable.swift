import StargateCapital
import StargateLedger
import StargateProgramme
import StargateQuantities

extension BookView {
    /// Who owns the venture: committed, called, paid in and still uncalled, by party, with each party's share.
    public func capTable() -> Statement {
        var table = Statement(
            name: "cap-table", title: "Cap table", basis: "\(asOfWords), USD", subject: "Party",
            columns: [
                .init("committed", "committed"), .init("of commitments", "committed_share"), .init("called", "called"),
                .init("contributed", "contributed"), .init("ownership", "ownership_share"),
                .init("uncalled", "uncalled"), .init("paid out", "distributed"),
            ])
        let sums = balances(day)
        func balance(_ prefix: String, _ funder: FunderID) -> Int64 {
            guard let number = ledger.number(named: "\(prefix):\(funder)") else { return 0 }
            return sums[Int(number.value)].posted(ledger.terms[Int(number.value)].normalSide)
        }
        let funders = programme.capital.funders
        let parties = funders.reduce(into: [PartyID]()) { if !$0.contains($1.party) { $0.append($1.party) } }
        let names = Names(programme)
        let rows = parties.map { party -> (String, [Int64]) in
            let own = funders.filter { $0.party == party }
            let inForce = own.filter { $0.from <= day }.map(\.commitment.cents).reduce(0, +)
            let called = own.map { balance("commitments:called", $0.id) }.reduce(0, +)
            let contributed = own.map { balance("equity:contributed", $0.id) }.reduce(0, +)
            let paidOut = -own.map { balance("equity:distributed", $0.id) }.reduce(0, +)
            return (names.party(party), [inForce, called, contributed, inForce - called, paidOut])
        }
        let totals = (0..<5).map { column in rows.map { $0.1[column] }.reduce(0, +) }
        func cells(_ amounts: [Int64]) -> [Statement.Cell] {
            [
                .usd(amounts[0]), .share(amounts[0], of: totals[0]), .usd(amounts[1]), .usd(amounts[2]),
                .share(amounts[2], of: totals[2]), .usd(amounts[3]), .usd(amounts[4]),
            ]
        }
        for (party, amounts) in rows where amounts.contains(where: { $0 != 0 }) { table.add(party, cells(amounts)) }
        table.add("Total", .total, cells(totals))
        return table
    }
}

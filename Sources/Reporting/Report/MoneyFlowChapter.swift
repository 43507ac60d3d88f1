/// Where the money came from and where it went.
struct MoneyFlowChapter: Chapter {
    let summary: Summary
    private let flow: MoneyFlow
    let anchor = "money"
    let title = "Where the money went"

    init(summary: Summary) {
        self.summary = summary
        flow = MoneyFlow(summary)
    }

    var lead: String {
        guard flow.total > 0 else { return "No money has moved." }
        let equity = flow.sources.filter { $0.style == "flow-equity" }.reduce(0) { $0 + $1.usd }
        let all = max(1, flow.sources.reduce(0) { $0 + $1.usd })
        let debt = flow.sources.filter { $0.style == "flow-debt" }.reduce(0) { $0 + $1.usd }
        var text = "\(Figures.share(equity / all)) came from funders, \(Figures.share(debt / all)) from lenders"
        let rest = all - equity - debt
        text += rest > all / 200 ? ", \(Figures.share(rest / all)) from users and others." : "."
        let spent = max(1, flow.categories.reduce(0) { $0 + $1.usd })
        let largest = flow.categories.prefix(2).map { "\($0.name) (\(Figures.share($0.usd / spent)))" }
        if !largest.isEmpty { text += " Most went into \(HTMLText.list(largest))." }
        return text
    }

    var body: String? {
        guard flow.total > 0 else { return nil }
        let most = max(flow.sources.count, max(flow.places.count, flow.categories.count))
        let height = max(300, Double(most) * 36 + 60)
        var drawing = Drawing(width: Sheet.width, height: height)
        let money = MoneyUnit(largest: flow.total)
        MoneyRivers(flow: flow, height: height, money: money).draw(on: &drawing)
        return ChartFigure(
            caption: "Money from funders and lenders through the programme to places and what it bought: \(money.name)",
            key: [
                .init("flow-equity", "funders"), .init("flow-debt", "lenders"), .init("flow-own", "own sites"),
                .init("flow-cloud", "clouds"), .init("flow-other", "revenue; interest and fees, repayment, cash left"),
            ]
        ).html(drawing)
    }
}

/// Money's way in four columns: funders and lenders, the programme, places, and what for; the small ones put together.
struct MoneyFlow {
    struct Node {
        var name: String
        var usd: Double
        /// Colour: `cloud-1` for lenders, `own-1` for funders, and so on.
        var style: String
    }

    struct Link {
        var place: Int
        var category: Int
        var usd: Double
    }

    static let hub = "Programme"
    /// What comes from neither funders nor lenders.
    static let others: Set = ["revenue", "late-interest", "unpaid bills"]
    let sources: [Node]
    let places: [Node]
    let categories: [Node]
    /// From a place to a category.
    let links: [Link]

    var total: Double { max(sources.reduce(0) { $0 + $1.usd }, places.reduce(0) { $0 + $1.usd }) }

    init(_ summary: Summary) {
        let flows = summary.flows.filter { $0.usd.isFinite && $0.usd > 0 }
        let funders = Set(summary.calls.flatMap { $0.lines.map(\.funder) })
        let sums = flows.filter { $0.to == MoneyFlow.hub }
        let all = sums.reduce(0) { $0 + $1.usd }
        func grouped(_ part: [Summary.Flow], _ style: String, _ noun: String) -> [Node] {
            MoneyFlow.grouped(
                part.map { Node(name: $0.from, usd: $0.usd, style: style) }, least: all * 0.02, noun: noun)
        }
        sources =
            grouped(sums.filter { funders.contains($0.from) }, "flow-equity", "funders")
            + grouped(
                sums.filter { !funders.contains($0.from) && !MoneyFlow.others.contains($0.from) }, "flow-debt",
                "lenders")
            + sums.filter { MoneyFlow.others.contains($0.from) && $0.usd > all * 0.002 }
            .map { Node(name: $0.from, usd: $0.usd, style: "flow-other") }

        let clouds = Set(summary.quarters.flatMap { $0.sources.filter { !$0.own }.map(\.name) })
        let spent = flows.filter { $0.from == MoneyFlow.hub }
        let out = spent.reduce(0) { $0 + $1.usd }
        func style(_ name: String) -> String {
            clouds.contains(name)
                ? "flow-cloud"
                : ["lenders", "cash", "reserve", "repayment", "distributions"].contains(name)
                    ? "flow-other" : "flow-own"
        }
        let nodes = spent.map { Node(name: $0.to, usd: $0.usd, style: style($0.to)) }
        func family(_ style: String, _ noun: String) -> [Node] {
            MoneyFlow.grouped(nodes.filter { $0.style == style }, least: out * 0.012, noun: noun)
        }
        let places =
            family("flow-own", "sites") + family("flow-cloud", "clouds") + nodes.filter { $0.style == "flow-other" }
        self.places = places

        let onward = flows.filter { $0.from != MoneyFlow.hub && $0.to != MoneyFlow.hub }
        var byCategory: [String: Double] = [:]
        for flow in onward { byCategory[flow.to, default: 0] += flow.usd }
        let categories = byCategory.map { Node(name: $0.key, usd: $0.value, style: "flow-hub") }
            .sorted { ($0.usd, $1.name) > ($1.usd, $0.name) }
        self.categories = categories
        var between: [[Double]] = Array(repeating: Array(repeating: 0, count: categories.count), count: places.count)
        for flow in onward {
            let family = style(flow.from)
            guard let category = categories.firstIndex(where: { $0.name == flow.to }),
                let place = places.firstIndex(where: { $0.name == flow.from })
                    ?? places.lastIndex(where: { $0.style == family })
            else { continue }
            between[place][category] += flow.usd
        }
        links = places.indices.flatMap { place in
            categories.indices.compactMap { category in
                let usd = between[place][category]
                return usd > 0 ? Link(place: place, category: category, usd: usd) : nil
            }
        }
    }

    /// Largest first; two or more smaller than `least` become one node at the end.
    private static func grouped(_ nodes: [Node], least: Double, noun: String) -> [Node] {
        let sorted = nodes.sorted { ($0.usd, $1.name) > ($1.usd, $0.name) }
        let small = sorted.filter { $0.usd < least }
        guard small.count > 1, let style = small.first?.style else { return sorted }
        let rest = Node(name: "\(small.count) other \(noun)", usd: small.reduce(0) { $0 + $1.usd }, style: style)
        return sorted.filter { $0.usd >= least } + [rest]
    }
}

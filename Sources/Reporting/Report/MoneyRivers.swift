/// The drawing of money's way: upright bars for nodes, bent bands between them.
struct MoneyRivers {
    private typealias Box = (top: Double, height: Double)

    let flow: MoneyFlow
    let height: Double
    let money: MoneyUnit
    private let columns = (source: 206.0, hub: 396.0, place: 520.0, category: 764.0)
    private let wide = 9.0
    private let top = 26.0

    /// Height of a dollar: what the fullest column leaves after its gaps.
    private var scale: Double {
        let most = max(flow.sources.count, max(flow.places.count, flow.categories.count))
        return (height - top - 16 - gap * Double(max(0, most - 1))) / max(1e-9, flow.total)
    }
    private let gap = 15.0

    func draw(on drawing: inout Drawing) {
        let sources = stacked(flow.sources)
        let places = stacked(flow.places)
        let categories = stacked(flow.categories)
        let tall = flow.total * scale
        let hub: Box = ((height + top - tall) / 2, tall)
        var y = hub.top
        for (node, box) in zip(flow.sources, sources) {
            drawing.river(
                from: (columns.source + wide, box.top), to: (columns.hub, y), width: box.height, "river \(node.style)",
                title: told(node))
            y += box.height
        }
        y = hub.top
        for (node, box) in zip(flow.places, places) {
            drawing.river(
                from: (columns.hub + wide, y), to: (columns.place, box.top), width: box.height, "river \(node.style)",
                title: told(node))
            y += box.height
        }
        onward(on: &drawing, places, categories)
        bars(on: &drawing, flow.sources, sources, x: columns.source, labelled: .end)
        drawing.rect(x: columns.hub, y: hub.top, width: wide, height: hub.height, "flow-hub", title: MoneyFlow.hub)
        bars(on: &drawing, flow.places, places, x: columns.place, labelled: .start)
        bars(on: &drawing, flow.categories, categories, x: columns.category, labelled: .start)
        drawing.text("from", x: columns.source + wide, y: 12, "axis", anchor: .end)
        drawing.text("programme \(sum(flow.total))", x: columns.hub + wide / 2, y: 12, "axis", anchor: .middle)
        drawing.text("to", x: columns.place, y: 12, "axis")
        drawing.text("for", x: columns.category, y: 12, "axis")
    }

    private func onward(on drawing: inout Drawing, _ places: [Box], _ categories: [Box]) {
        var (left, right) = (places.map(\.top), categories.map(\.top))
        for link in flow.links {
            let width = link.usd * scale
            let (place, category) = (flow.places[link.place], flow.categories[link.category])
            drawing.river(
                from: (columns.place + wide, left[link.place]), to: (columns.category, right[link.category]),
                width: width, "river \(place.style)",
                title: "\(place.name), \(category.name): \(Figures.money(link.usd))")
            left[link.place] += width
            right[link.category] += width
        }
    }

    /// Boxes one below the other, the whole in the middle.
    private func stacked(_ nodes: [MoneyFlow.Node]) -> [Box] {
        let heights = nodes.map { $0.usd * scale }
        var y = top + (height - top - heights.reduce(0, +) - gap * Double(max(0, nodes.count - 1))) / 2
        return heights.map { height in
            defer { y += height + gap }
            return (y, height)
        }
    }

    private func bars(
        on drawing: inout Drawing, _ nodes: [MoneyFlow.Node], _ boxes: [Box], x: Double, labelled side: Drawing.Anchor
    ) {
        for (node, box) in zip(nodes, boxes) {
            drawing.rect(x: x, y: box.top, width: wide, height: max(1, box.height), node.style, title: told(node))
            let text = "\(HTMLText.shortened(node.name, to: side == .end ? 21 : 24)) \(sum(node.usd))"
            drawing.text(
                text, x: side == .end ? x - 6 : x + wide + 6, y: box.top + box.height / 2 + 4, "label halo",
                anchor: side, title: told(node))
        }
    }

    private func sum(_ usd: Double) -> String {
        let value = money.value(usd)
        return Figures.fixed(value, value >= 0.05 ? 1 : 3)
    }

    private func told(_ node: MoneyFlow.Node) -> String { "\(node.name): \(Figures.money(node.usd))" }
}

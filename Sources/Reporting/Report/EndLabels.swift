/// Names beside the right ends of lines, pushed apart where they would overlap.
struct EndLabels {
    private var labels: [(text: String, y: Double, style: String)] = []

    mutating func add(_ text: String, y: Double, _ style: String) { labels.append((text, y, style)) }

    func draw(on drawing: inout Drawing, x: Double, top: Double, bottom: Double, gap: Double = 15) {
        guard !labels.isEmpty else { return }
        var placed = labels.sorted { $0.y < $1.y }
        let close = min(gap, (bottom - top) / Double(max(1, placed.count)))
        for index in placed.indices {
            let least = index == 0 ? top : placed[index - 1].y + close
            placed[index].y = max(placed[index].y, least)
        }
        for index in placed.indices.reversed() {
            let most = index == placed.count - 1 ? bottom : placed[index + 1].y - close
            placed[index].y = min(placed[index].y, most)
        }
        for label in placed { drawing.text(label.text, x: x, y: label.y + 4, label.style) }
    }
}

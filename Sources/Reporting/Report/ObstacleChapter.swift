/// What could not go ahead, why, and how often.
struct ObstacleChapter: Chapter {
    let summary: Summary
    let anchor = "obstacles"
    let title = "Obstacles met"
    private let shown = 15

    var lead: String {
        let rows = summary.obstacles
        guard !rows.isEmpty else { return "Nothing was refused or put off." }
        var counts: [String: Int] = [:]
        for row in rows { counts[row.cause, default: 0] += 1 }
        let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(3)
        return "\(HTMLText.counted(rows.count, "time")) something could not go ahead: "
            + HTMLText.list(ranked.map { "\($0.key) \($0.value)" }) + (counts.count > 3 ? ", and others." : ".")
    }

    /// One thing refused for one reason, however often.
    private struct Obstacle {
        var first: Summary.ObstacleRow
        var last: String
        var times = 1
    }

    /// In the order they were first met.
    private var obstacles: [Obstacle] {
        var found: [Obstacle] = []
        var places: [[String]: Int] = [:]
        for row in summary.obstacles {
            let key = [row.subject, row.cause, row.reason]
            if let place = places[key] {
                found[place].last = row.day
                found[place].times += 1
            } else {
                places[key] = found.count
                found.append(Obstacle(first: row, last: row.day))
            }
        }
        return found
    }

    var body: String? {
        let obstacles = obstacles
        guard !obstacles.isEmpty else { return nil }
        let rest = obstacles.count - shown
        var table = PageTable(
            rest > 0 ? "The first \(shown) of \(obstacles.count) different obstacles" : "All of them, as first met",
            [
                .init("First", "day"), .init("Last", "day"), .init("Times", "number"), .init("What"), .init("Cause"),
                .init("Why", "words"),
            ], style: "compact")
        for obstacle in obstacles.prefix(shown) {
            let row = obstacle.first
            let last = obstacle.times > 1 ? obstacle.last : ""
            table.add([row.day, last, String(obstacle.times), row.subject, row.cause, row.reason].map(HTMLText.safe))
        }
        guard rest > 0 else { return table.html() }
        return table.html()
            + "<p class=\"note\">\(Figures.count(Int64(rest))) more under <code>obstacles</code> in "
            + "<code>summary.json</code> and in the view <code>obstacles</code> of <code>journal.sqlite</code>.</p>"
    }
}

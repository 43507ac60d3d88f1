/// Measures all charts share, so that they line up down the page.
enum Sheet {
    static let width = 900.0
    static let left = 52.0
    static let right = 752.0
    /// Where labels beside the right end begin.
    static let beside = 762.0
}

/// How much each cause held back over the whole programme.
struct HeldBack {
    /// Mean facility power over all days, most first.
    let causes: [(cause: String, mw: Double)]

    init(_ summary: Summary) {
        let span = ProgrammeSpan(summary)
        var sums: [String: Double] = [:]
        var days = 0.0
        for (index, quarter) in summary.quarters.enumerated() {
            days += span.days(index)
            for held in quarter.held { sums[held.cause, default: 0] += held.mw * span.days(index) }
        }
        let all = max(1, days)
        causes = sums.filter { $0.value > 0 }.map { (cause: $0.key, mw: $0.value / all) }
            .sorted { ($0.mw, $1.cause) > ($1.mw, $0.cause) }
    }
}

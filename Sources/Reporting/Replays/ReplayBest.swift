/// Which of several policies does best by a figure.
struct ReplayBest {
    private enum Aim { case least, most, none }

    /// Indices of the best values; empty where nothing is better or worse, or all are alike.
    let winners: Set<Int>

    init(_ figures: [ReplayAccount.Figure?]) {
        let known = figures.enumerated().compactMap { index, figure in figure?.value.map { (index, $0) } }
        let values = known.map(\.1)
        let best: Double? =
            switch Self.aim(of: figures.lazy.compactMap { $0?.key }.first ?? "") {
            case .least: values.min()
            case .most: values.max()
            case .none: nil
            }
        guard let best, known.count > 1, values.contains(where: { $0 != best }) else {
            winners = []
            return
        }
        winners = Set(known.filter { $0.1 == best }.map(\.0))
    }

    private static func aim(of key: String) -> Aim {
        if ["jobs", "pods", "arrivals", "backfilled"].contains(key) || key.contains("hours") { return .none }
        let more = ["allocat", "utilisation", "placed", "goodput", "effective"]
        return more.contains { key.hasPrefix($0) } ? .most : .least
    }
}

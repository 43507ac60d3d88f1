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
        // What reads alike is alike.
        guard let best, let text = known.first(where: { $0.1 == best }).flatMap({ figures[$0.0]?.text }) else {
            winners = []
            return
        }
        let alike = known.filter { figures[$0.0]?.text == text }
        winners = alike.count < known.count ? Set(alike.map(\.0)) : []
    }

    private static func aim(of key: String) -> Aim {
        let counts = [
            "jobs", "pods", "gpus_asked", "gpu_requests_percent", "fragmentation_of_free_percent", "backfilled",
            "node_failures", "rack_failures", "replacements",
        ]
        if counts.contains(key) || key.contains("hours") { return .none }
        let more = [
            "allocat", "utilisation", "arriving_allocation", "placed", "held", "gpus_allocated", "goodput",
            "effective",
        ]
        return more.contains { key.hasPrefix($0) } ? .most : .least
    }
}

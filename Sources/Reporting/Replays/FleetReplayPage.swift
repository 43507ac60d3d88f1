/// Replays of one trace on one fleet, policy beside policy, on a page of a terminal.
public struct FleetReplayPage {
    private let accounts: [ReplayAccount]
    private let title: String
    private let notes: [String]
    private let ink: Ink

    /// - Parameter notes: what was read and assumed, a line each.
    public init(_ accounts: [ReplayAccount], title: String, notes: [String], isColoured: Bool) {
        self.accounts = accounts
        self.title = title
        self.notes = notes
        ink = Ink(isColoured: isColoured)
    }

    public func text() -> String {
        ([[ink.bold(title)] + notes.map { ink.dim($0) }, overall()] + [classes()])
            .filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// Figures down, policies across.
    private func overall() -> [String] {
        guard let first = accounts.first, let all = first.groups.first else { return [] }
        var table = TextTable([""] + accounts.map { ">\($0.policy)" } + [""])
        for figure in all.figures {
            let found = accounts.map { $0.groups.first?.figures.first { $0.key == figure.key } }
            // What never happened under any policy is no news.
            if ["preemptions", "interruptions", "gpu_hours_lost", "node_failures", "rack_failures", "replacements"]
                .contains(figure.key), found.allSatisfy({ $0?.value == 0 })
            {
                continue
            }
            table.add([figure.title] + found.map { $0.map(Self.shown) ?? "–" } + [figure.unit])
        }
        return table.lines(ink)
    }

    private func classes() -> [String] {
        var table = TextTable([
            "class", "policy", ">jobs", ">wait mean", ">p50", ">p99 s", ">completion mean", ">p50", ">p99 s",
            ">slowdown", ">GPU-hours",
        ])
        let keys = [
            "jobs", "wait_mean_seconds", "wait_p50_seconds", "wait_p99_seconds", "completion_mean_seconds",
            "completion_p50_seconds", "completion_p99_seconds", "bounded_slowdown_mean", "gpu_hours",
        ]
        for name in accounts.first?.groups.dropFirst().map(\.name) ?? [] {
            for account in accounts {
                guard let group = account.groups.first(where: { $0.name == name }) else { continue }
                table.add(
                    [name, account.policy]
                        + keys.map { key in group.figures.first { $0.key == key }.map(Self.shown) ?? "–" })
            }
        }
        return table.lines(ink)
    }

    private static func shown(_ figure: ReplayAccount.Figure) -> String {
        guard let value = figure.value else { return "–" }
        return Words.fixed(value, figure.decimals)
    }
}

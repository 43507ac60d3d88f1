/// What a replay shows: one trace, and one account for every policy it ran under.
public struct ReplayDocument: Hashable, Sendable {
    /// Lines of a file that were left out for one reason, in lenient reading.
    public struct LeftOut: Hashable, Sendable {
        /// A stable name of the reason, such as `columns`.
        public var reason: String
        public var count: Int
        /// The first of them: file, line, and what was wrong.
        public var first: String

        public init(reason: String, count: Int, first: String) {
            self.reason = reason
            self.count = count
            self.first = first
        }
    }

    /// A name and its value: how the replay was set.
    public struct Fact: Hashable, Sendable {
        /// A stable key, such as `mode`.
        public var key: String
        public var title: String
        /// For programs: a whole number is written as one.
        public var value: String
        /// For people.
        public var shown: String

        public init(_ key: String, _ title: String, _ value: String, shown: String? = nil) {
            self.key = key
            self.title = title
            self.value = value
            self.shown = shown ?? value
        }
    }

    /// The trace's name.
    public var title: String
    public var facts: [Fact]
    /// One a policy, in the order asked for; never empty.
    public var accounts: [ReplayAccount]
    public var leftOut: [LeftOut]
    /// Jobs that stood behind a later one and were put in order.
    public var reordered: Int

    public init(
        title: String, facts: [Fact], accounts: [ReplayAccount], leftOut: [LeftOut] = [], reordered: Int = 0
    ) {
        self.title = title
        self.facts = facts
        self.accounts = accounts
        self.leftOut = leftOut
        self.reordered = reordered
    }

    /// How many lines were left out.
    public var leftOutCount: Int { leftOut.reduce(0) { $0 + $1.count } }

    /// What counts mishaps: where there was none under any policy, it is no news.
    private static let mishaps: Set = [
        "unfinished", "gpu_hours_lost", "preemptions", "interruptions", "node_failures", "rack_failures",
        "replacements",
    ]

    /// The figures of a group that people want to see.
    func shownFigures(of name: String) -> [ReplayAccount.Figure] {
        let groups = accounts.map { $0.group(named: name) }
        return (groups.lazy.compactMap { $0 }.first?.figures ?? []).filter { figure in
            !Self.mishaps.contains(figure.key) || groups.contains { ($0?.figure(figure.key)?.value ?? 0) != 0 }
        }
    }

    /// The names of groups that any account has, all jobs first.
    var groupNames: [String] {
        var names: [String] = []
        for account in accounts {
            for group in account.groups where !names.contains(group.name) { names.append(group.name) }
        }
        return names
    }
}

extension ReplayAccount {
    /// All jobs.
    var overall: Group { groups.first ?? Group("all", []) }

    func group(named name: String) -> Group? { groups.first { $0.name == name } }
}

extension ReplayAccount.Group {
    func figure(_ key: String) -> ReplayAccount.Figure? { figures.first { $0.key == key } }
}

extension ReplayAccount.Figure {
    /// The value as people read it, without its unit; a dash where there is none.
    var text: String { value.map { Figures.fixed($0, decimals) } ?? "–" }

    /// The value with its unit.
    var textWithUnit: String { unit.isEmpty || value == nil ? text : "\(text)\u{A0}\(unit)" }

    /// What the figure is, with its unit.
    var heading: String { unit.isEmpty ? title : "\(title), \(unit)" }
}

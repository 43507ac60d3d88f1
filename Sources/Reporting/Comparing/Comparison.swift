public import StargateQuantities

/// Two runs side by side: what changed in money, capacity, dates and models.
public struct Comparison: Codable, Sendable {
    public let names: [String]
    public let figures: [Figure]
    public let models: [DateShift]
    public let phases: [DateShift]
    /// What it comes to: time until the next model, and money.
    public let stake: Stake
    /// PFLOP/s online at the end of each quarter.
    public let capacity: [CapacityShift]

    public struct Figure: Codable, Sendable {
        public let name: String
        public let unit: String
        public let first: Double
        public let second: Double
        public var change: Double { second - first }
    }

    /// A date that may have moved.
    public struct DateShift: Codable, Sendable {
        public let name: String
        public let first: String?
        public let second: String?
        /// Days later in the second; absent unless both have a date.
        public let days: Int?

        init(_ name: String, _ first: String?, _ second: String?) {
            self.name = name
            self.first = first
            self.second = second
            if let a = first.flatMap({ CalendarDate($0) }), let b = second.flatMap({ CalendarDate($0) }) {
                days = b.dayNumber - a.dayNumber
            } else {
                days = nil
            }
        }
    }

    /// What the second way costs or saves against the first.
    public struct Stake: Codable, Sendable {
        /// The first model after the day they part that is ready on another day.
        public let nextModel: DateShift?
        /// Months later in the second; absent if it is not trained in time there.
        public let nextModelMonths: Double?
        /// Models trained in time, second less first.
        public let models: Int
        public let spentUsd: Double
        /// Of a GPU-hour in use, own and rented, second less first; absent if one side used none.
        public let usdPerHour: Double?
        /// Relative change of GPU-hours used.
        public let hoursShare: Double?
    }

    public struct CapacityShift: Codable, Sendable {
        public let quarter: String
        public let first: Double
        public let second: Double
    }

    /// - Parameter after: The day on which the two part; `nil` if they always differed.
    public init(_ first: Summary, _ second: Summary, names: (String, String), after: CalendarDate? = nil) {
        self.names = [names.0, names.1]
        let pairs: [(String, String, (Summary.Headline) -> Double)] = [
            ("spent", "USD", \.spentUsd), ("promised", "USD", \.promisedUsd),
            ("equity contributed", "USD", \.contributedUsd),
            ("debt drawn", "USD", \.drawnUsd), ("contracted", "MW", \.contractedMw), ("energised", "MW", \.energisedMw),
            ("serving", "MW", \.servingMw), ("accelerators online", "", { Double($0.accelerators) }),
            ("compute online", "PFLOP/s", \.pflops), ("own GPU-hours used", "", { Double($0.ownHours) }),
            ("rented GPU-hours used", "", { Double($0.cloudHours) }), ("tokens served", "", \.tokensServed),
            ("own GPU-hour", "USD", { $0.ownUsdPerHour ?? 0 }), ("rented GPU-hour", "USD", { $0.cloudUsdPerHour ?? 0 }),
            ("models trained", "", { Double($0.modelsTrained) }),
        ]
        figures = pairs.map { name, unit, value in
            Figure(name: name, unit: unit, first: value(first.headline), second: value(second.headline))
        }
        models = Comparison.joined(first.models, second.models, id: \.id).map { id, a, b in
            DateShift(a?.name ?? b?.name ?? id, a?.trained, b?.trained)
        }
        stake = Stake(first, second, models, after: after)
        phases = Comparison.joined(first.phases, second.phases, id: \.id).compactMap { id, a, b in
            a?.firstOnline == b?.firstOnline ? nil : DateShift(id, a?.firstOnline, b?.firstOnline)
        }
        capacity = Comparison.joined(first.quarters, second.quarters, id: \.quarter).map { quarter, a, b in
            CapacityShift(quarter: quarter, first: a?.pflops ?? 0, second: b?.pflops ?? 0)
        }
    }

    /// Rows of both sides by name, in the order of the first and then of what only the second has.
    private static func joined<Row>(
        _ first: [Row], _ second: [Row], id: (Row) -> String
    ) -> [(String, Row?, Row?)] {
        let others = Dictionary(second.map { (id($0), $0) }) { first, _ in first }
        let known = Set(first.map(id))
        return first.map { (id($0), $0, others[id($0)]) }
            + second.filter { !known.contains(id($0)) }.map { (id($0), nil, $0) }
    }
}

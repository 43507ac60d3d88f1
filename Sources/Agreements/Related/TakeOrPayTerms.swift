public import StargateQuantities

/// A minimum that must be taken, or paid for, in each period (reference: agreements, section 5).
public struct TakeOrPayTerms: Hashable, Sendable {
    public struct Period: Hashable, Sendable {
        public let from: CalendarDate
        /// The first day after it.
        public let until: CalendarDate
        /// Units to be taken; cents if the commitment is in money.
        public let minimum: Int64
        /// For one unit.
        public let price: UnitPrice

        public init(from: CalendarDate, until: CalendarDate, minimum: Int64, price: UnitPrice) {
            self.from = from
            self.until = until
            self.minimum = minimum
            self.price = price
        }
    }

    /// How much of what is taken of one class counts, as for purchases on a marketplace.
    public struct CountingRule: Hashable, Sendable {
        public let `class`: String
        public let rate: Ratio
        /// The most of the class that counts in a period.
        public let cap: Int64?

        public init(class name: String, rate: Ratio, cap: Int64? = nil) {
            self.class = name
            self.rate = rate
            self.cap = cap
        }
    }

    public let periods: [Period]
    /// The share of a shortfall's price that is invoiced.
    public let shortfallRate: Ratio
    /// A paid shortfall can be used until the end of so many periods later; 0: not at all.
    public let makeUpPeriods: Int
    /// The most that may be carried into later periods, in units.
    public let carryForwardCap: Int64
    /// A class that is not named counts in full.
    public let counting: [CountingRule]

    public init(
        periods: [Period], shortfallRate: Ratio = .one, makeUpPeriods: Int = 0, carryForwardCap: Int64 = 0,
        counting: [CountingRule] = []
    ) {
        precondition(Set(counting.map(\.class)).count == counting.count, "a class has one counting rule")
        self.periods = periods
        self.shortfallRate = shortfallRate
        self.makeUpPeriods = makeUpPeriods
        self.carryForwardCap = carryForwardCap
        self.counting = counting
    }

    /// What counts of all that was taken.
    func counted(_ taken: [TakenClass]) -> Int64 {
        // A class counts as a whole, however often it is named.
        let plain = taken.filter { taken in !counting.contains { $0.class == taken.class } }
        return counting.reduce(plain.reduce(0) { $0 + $1.units }) { sum, rule in
            let units = rule.rate.of(taken.filter { $0.class == rule.class }.reduce(0) { $0 + $1.units })
            return sum + min(units, rule.cap ?? units)
        }
    }

    /// The part of a minimum that is excused because the seller could not deliver, or by force majeure: pro rata to
    /// the days (row T5: 73 of 365 days of 100 are 20).
    public static func excused(_ minimum: Int64, days: Int64, of all: Int64) -> Int64 {
        all > 0 ? minimum.scaled(min(days, all), over: all) : 0
    }
}

/// Units taken of one class.
public struct TakenClass: Hashable, Sendable, Codable {
    public let `class`: String
    public let units: Int64

    public init(class name: String, units: Int64) {
        self.class = name
        self.units = units
    }
}

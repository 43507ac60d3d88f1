/// One trace under one policy, as it is shown: figures overall and by class, lines over time, and bars.
///
/// The neutral form between a replay and its table, JSON and page; every kind of replay fills in what it has.
public struct ReplayAccount: Hashable, Sendable {
    /// What a group of jobs comes to, by a stable key such as `wait_mean_seconds`.
    public struct Figure: Hashable, Sendable {
        public var key: String
        /// For people: "mean wait".
        public var title: String
        /// "s", "%", "GPU-hours", or empty for a plain number.
        public var unit: String
        /// Not known, or not defined, where nil.
        public var value: Double?
        /// Decimals worth showing.
        public var decimals: Int

        public init(_ key: String, _ title: String, unit: String = "", _ value: Double?, decimals: Int = 1) {
            self.key = key
            self.title = title
            self.unit = unit
            self.value = value
            self.decimals = decimals
        }
    }

    /// All jobs, or one class of them.
    public struct Group: Hashable, Sendable {
        public var name: String
        public var figures: [Figure]

        public init(_ name: String, _ figures: [Figure]) {
            self.name = name
            self.figures = figures
        }
    }

    /// A line over time: what is allocated, how many wait, how much is stranded.
    public struct Line: Hashable, Sendable {
        public struct Point: Hashable, Sendable {
            /// On the account's axis.
            public var at: Double
            public var value: Double

            public init(_ at: Double, _ value: Double) {
                self.at = at
                self.value = value
            }
        }

        public var key: String
        public var title: String
        public var unit: String
        /// The value holds from its point to the next.
        public var points: [Point]

        public init(_ key: String, _ title: String, unit: String, _ points: [Point]) {
            self.key = key
            self.title = title
            self.unit = unit
            self.points = points
        }
    }

    /// A job in the Gantt chart of a small trace.
    public struct Bar: Hashable, Sendable {
        public var job: String
        /// The lowest of the machine's units it is drawn on, and how many.
        public var lane: Int64
        public var lanes: Int64
        public var submit: Double
        public var start: Double
        public var finish: Double
        /// An index into `groups`, from 1; 0 where it is of no class.
        public var group: Int

        public init(
            job: String, lane: Int64, lanes: Int64, submit: Double, start: Double, finish: Double, group: Int = 0
        ) {
            self.job = job
            self.lane = lane
            self.lanes = lanes
            self.submit = submit
            self.start = start
            self.finish = finish
            self.group = group
        }
    }

    /// "easy", "fgd".
    public var policy: String
    /// What the axis of lines and bars counts: "seconds", or "% of the cluster's GPUs asked for".
    public var axis: String
    /// The machine's units: "processors", "GPUs".
    public var units: String
    public var capacity: Int64
    /// All jobs first, then the classes.
    public var groups: [Group]
    public var lines: [Line] = []
    /// The wait that so many hundredths of the jobs do not exceed, for 0 … 100; empty where nothing waits.
    public var waitPercentiles: [Double] = []
    /// Empty unless the trace is small.
    public var bars: [Bar] = []
    /// Over all decisions, in order: the same hash, the same schedule. Not every kind of replay has one.
    public var scheduleHash: UInt64?

    public init(policy: String, axis: String, units: String, capacity: Int64, groups: [Group]) {
        self.policy = policy
        self.axis = axis
        self.units = units
        self.capacity = capacity
        self.groups = groups
    }
}

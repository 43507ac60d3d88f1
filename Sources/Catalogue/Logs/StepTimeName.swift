/// The names by which logs call the time of a step, and the unit they give it.
enum StepTimeName {
    /// Seconds in one unit of the column or key `name`; nil if it is no name of a step's time.
    ///
    /// Case, punctuation and a path before a slash do not count: `step_time_s`, `iteration_time_ms`,
    /// `elapsed time per iteration (ms)`, `perf/step_time` and `train_step_timing in s` are all taken. A name without a
    /// unit means seconds.
    static func seconds(in name: String) -> Double? {
        let key = NameIndex.key(name.split(separator: "/").last.map(String.init) ?? name)
        guard let base = bases.first(where: { key.hasPrefix($0) }) else { return nil }
        return units[String(key.dropFirst(base.count))]
    }

    /// For refusals.
    static let examples = "step_time_s, iteration_time_ms, elapsed time per iteration (ms)"

    /// Longer names first where one begins with another.
    private static let bases = [
        "elapsedtimeperiteration", "trainsteptiming", "trainsteptime", "trainingsteptime", "steptiming", "steptime",
        "iterationtime", "itertime", "timeperstep", "timeperiteration", "secondsperstep", "secondsperiteration",
        "secperstep", "stepduration", "iterationduration", "batchtime",
    ]

    private static let units: [String: Double] = {
        var units: [String: Double] = [:]
        for prefix in ["", "in"] {
            for name in ["s", "sec", "secs", "second", "seconds"] { units[prefix + name] = 1 }
            for name in ["ms", "msec", "msecs", "millisecond", "milliseconds"] { units[prefix + name] = 1e-3 }
            for name in ["us", "usec", "microseconds"] { units[prefix + name] = 1e-6 }
        }
        units[""] = 1
        return units
    }()
}

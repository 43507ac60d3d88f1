import StargateReporting
import StargateScheduling

/// Figures that several kinds of replay have, by the same keys.
enum ReplayFigures {
    typealias Figure = ReplayAccount.Figure

    /// Larger traces are not drawn job by job.
    static let mostBars = 400

    /// Mean, median and 99th percentile of a time.
    static func seconds(_ name: String, _ title: String, _ mean: Double?, _ p50: Double?, _ p99: Double?) -> [Figure] {
        [
            Figure("\(name)_mean_seconds", "mean \(title)", unit: "s", mean, decimals: 1),
            Figure("\(name)_p50_seconds", "median \(title)", unit: "s", p50, decimals: 0),
            Figure("\(name)_p99_seconds", "p99 \(title)", unit: "s", p99, decimals: 0),
        ]
    }

    static func slowdown(_ mean: Double?, _ p50: Double?, _ p99: Double?) -> [Figure] {
        [
            Figure("bounded_slowdown_mean", "mean bounded slowdown", mean, decimals: 2),
            Figure("bounded_slowdown_p50", "median bounded slowdown", p50, decimals: 2),
            Figure("bounded_slowdown_p99", "p99 bounded slowdown", p99, decimals: 2),
        ]
    }

    /// - Parameter unit: "processor" or "gpu".
    static func hours(_ unit: String, _ hours: Double, jobs: Double) -> [Figure] {
        let title = unit == "gpu" ? "GPU" : unit
        return [
            Figure("\(unit)_hours", "\(title)-hours", hours, decimals: 1),
            Figure("\(unit)_hours_per_job", "\(title)-hours a job", jobs > 0 ? hours / jobs : nil, decimals: 2),
        ]
    }

    /// Shares in percent.
    ///
    /// - Parameter arriving: where it is measured.
    static func machine(
        makespan: Double, allocation: Double, utilisation: Double, arriving: Double?, fragmentation: Double
    ) -> [Figure] {
        var figures = [
            Figure("makespan_seconds", "makespan", unit: "s", makespan, decimals: 0),
            Figure("allocation_percent", "allocated", unit: "%", allocation, decimals: 2),
            Figure("utilisation_percent", "utilised", unit: "%", utilisation, decimals: 2),
        ]
        if let arriving {
            figures.append(
                Figure(
                    "arriving_allocation_percent", "allocated to the last submission", unit: "%", arriving, decimals: 2)
            )
        }
        return figures + [Figure("fragmentation_percent", "fragmentation", unit: "%", fragmentation, decimals: 2)]
    }

    /// Of policies that know no preemption.
    static let noPreemptions = Figure("preemptions", "preemptions", 0, decimals: 0)

    /// Nothing where nothing was timed.
    static func latency(_ nanoseconds: LogHistogram) -> [Figure] {
        guard nanoseconds.count > 0 else { return [] }
        func microseconds(_ millionths: Int64) -> Double { Double(nanoseconds.quantile(millionths: millionths)) / 1000 }
        return [
            Figure(
                "decision_latency_p50_microseconds", "median decision latency", unit: "µs", microseconds(500_000),
                decimals: 2),
            Figure(
                "decision_latency_p99_microseconds", "p99 decision latency", unit: "µs", microseconds(990_000),
                decimals: 2),
        ]
    }

    /// A line on an axis that begins with the course.
    static func line(
        _ key: String, _ title: String, _ unit: String, _ course: TimeCourse, per divisor: Double
    ) -> ReplayAccount.Line {
        var points = course.means.map { ReplayAccount.Line.Point(Double($0.at - course.start), $0.mean / divisor) }
        if let last = points.last { points.append(.init(Double(course.end - course.start), last.value)) }
        return ReplayAccount.Line(key, title, unit: unit, points)
    }
}

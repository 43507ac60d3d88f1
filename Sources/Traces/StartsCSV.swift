public import StargateScheduling

/// A schedule as `job_id,submit,start,finish`, in order of submission.
public enum StartsCSV {
    /// The first line.
    public static let heading = "job_id,submit,start,finish\n"

    /// The text.
    public static func text(of schedule: QueueSchedule, for jobs: JobTable) -> String {
        var text = heading
        for row in 0..<jobs.count {
            text += "\(jobs.ids[row]),\(jobs.submits[row]),\(schedule.starts[row]),\(schedule.ends[row])\n"
        }
        return text
    }
}

public import StargateScheduling

/// A schedule as `job_id,submit,start,finish`, in order of submission.
public enum StartsCSV {
    /// The text.
    public static func text(of schedule: QueueSchedule, for jobs: JobTable) -> String {
        var text = "job_id,submit,start,finish\n"
        for row in 0..<jobs.count {
            text += "\(jobs.ids[row]),\(jobs.submits[row]),\(schedule.starts[row]),\(schedule.ends[row])\n"
        }
        return text
    }
}

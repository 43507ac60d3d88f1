import Foundation
public import StargateScheduling

/// Writes a schedule as `job_id,submit,start,finish`, in order of submission.
public enum StartsCSV {
    /// The text.
    public static func text(of schedule: QueueSchedule, for jobs: JobTable) -> String {
        var text = "job_id,submit,start,finish\n"
        for row in 0..<jobs.count {
            text += "\(jobs.ids[row]),\(jobs.submits[row]),\(schedule.starts[row]),\(schedule.ends[row])\n"
        }
        return text
    }

    /// Writes the text to a file, whole or not at all.
    public static func write(_ schedule: QueueSchedule, for jobs: JobTable, to path: String) throws(TraceError) {
        do {
            try Data(text(of: schedule, for: jobs).utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw TraceError(
                .unwritable, file: path, reason: "the file cannot be written: \(error.localizedDescription)",
                remedy: "check the folder and its permissions")
        }
    }
}

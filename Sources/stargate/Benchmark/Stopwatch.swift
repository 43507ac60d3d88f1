import Foundation

/// Wall and processor time from its making on.
struct Stopwatch {
    private let start = ContinuousClock.now
    private let startCPU = Self.cpuSeconds

    func read() -> (seconds: Double, cpuSeconds: Double) {
        let time = (ContinuousClock.now - start).components
        return (Double(time.seconds) + Double(time.attoseconds) / 1e18, Self.cpuSeconds - startCPU)
    }

    /// The kernel's count of the most memory this process held at once.
    static var peakMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) / 1024
    }

    /// A clock that only runs on, for what takes no longer than a decision.
    static var nanoseconds: Int64 {
        var time = timespec()
        guard clock_gettime(CLOCK_MONOTONIC, &time) == 0 else { return 0 }
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// This process's processor time so far, all threads, user and system.
    private static var cpuSeconds: Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

import Foundation

/// Wall and processor time from its making on.
struct Stopwatch {
    private let start = ContinuousClock.now
    private let startCPU = Self.cpuSeconds

    func read() -> (seconds: Double, cpuSeconds: Double) {
        let time = (ContinuousClock.now - start).components
        return (Double(time.seconds) + Double(time.attoseconds) / 1e18, Self.cpuSeconds - startCPU)
    }

    /// This process's processor time so far, all threads, user and system.
    private static var cpuSeconds: Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

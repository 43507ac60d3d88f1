/// The share of time a long run makes progress, in spite of failures: effective training time ratio (ETTR).
///
/// E[ETTR] = (1 - N·r·(u + Δ/2)) / (1 + w/Δ) (arXiv:2410.21680, section 4), with N chips, r failures a chip-hour, u
/// hours to restart, Δ hours between checkpoints and w hours each checkpoint stops the run.
public struct Goodput: Hashable, Sendable {
    public var chips: Int
    /// Failures that stop the run, for each chip and hour.
    public var failuresPerChipHour: Double
    /// Hours from a failure until training goes on: detection, replacement, loading the checkpoint.
    public var restartHours: Double
    /// Hours a checkpoint stops the run.
    public var checkpointHours: Double
    /// Hours between checkpoints; nil for the best.
    public var intervalHours: Double?
    /// Chips held ready to take the place of failed ones.
    public var spares: Int
    /// Hours until a failed chip's node is back.
    public var repairHours: Double
    /// Chips taken out together.
    public var nodeChips: Int

    /// - Parameter failuresPerChipHour: 1/50,677 is Llama 3.1 405B on H100: 419 unexpected interruptions in 54 days on
    ///   16,384 chips (arXiv:2407.21783, table 5).
    public init(
        chips: Int, failuresPerChipHour: Double = 1 / 50_677, restartHours: Double = 10.0 / 60,
        checkpointHours: Double = 15.0 / 3_600, intervalHours: Double? = nil, spares: Int = 0,
        repairHours: Double = 24, nodeChips: Int = 8
    ) {
        self.chips = chips
        self.failuresPerChipHour = failuresPerChipHour
        self.restartHours = restartHours
        self.checkpointHours = checkpointHours
        self.intervalHours = intervalHours
        self.spares = spares
        self.repairHours = repairHours
        self.nodeChips = nodeChips
    }

    /// Failures an hour of the whole run.
    public var failuresPerHour: Double { Double(chips) * failuresPerChipHour }

    /// The interval between checkpoints that loses least: √(2·w·M), M the mean time between failures (Young, CACM
    /// 17(9), 1974).
    public var bestInterval: Double {
        guard failuresPerHour > 0, checkpointHours > 0 else { return 1 }
        return (2 * checkpointHours / failuresPerHour).squareRoot()
    }

    public var interval: Double { intervalHours ?? bestInterval }

    /// E[ETTR] where a replacement is always ready; between 0 and 1.
    public var effectiveTrainingTimeRatio: Double {
        let lost = failuresPerHour * (restartHours + interval / 2)
        return max(0, 1 - lost) / (1 + checkpointHours / interval)
    }

    /// The share of the run's nodes that is missing on average, when more are broken than there are spares: the run
    /// goes on with fewer data-parallel copies. Broken nodes are Poisson with mean failures · repair time, as servers of
    /// a queue without end (M/G/∞).
    public var missingNodes: Double {
        let mean = failuresPerHour * repairHours
        let nodes = Double(chips) / Double(max(1, nodeChips))
        guard mean > 0, nodes > 0 else { return 0 }
        let ready = spares / max(1, nodeChips)
        // From the likeliest count outwards, so that nothing overflows.
        let centre = Int(min(mean, 1e9))
        var (missing, total, weight, count) = (0.0, 0.0, 1.0, centre)
        while weight > 1e-18 {
            total += weight
            missing += weight * Double(max(0, count - ready))
            count += 1
            weight *= mean / Double(count)
        }
        (weight, count) = (1, centre)
        while count > 0, weight > 1e-18 {
            weight *= Double(count) / mean
            count -= 1
            total += weight
            missing += weight * Double(max(0, count - ready))
        }
        return min(1, missing / total / nodes)
    }

    /// Progress over elapsed time, of what all chips would make without failures.
    public var share: Double { effectiveTrainingTimeRatio * (1 - missingNodes) }
}

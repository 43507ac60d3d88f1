extension Zone {
    /// Which instant a local time is.
    public enum Resolution: Hashable, Sendable {
        /// Clocks show it once.
        case unique(Instant)
        /// Clocks jump over it; at `next` they show the first time after the gap.
        case skipped(next: Instant)
        /// Clocks are put back and show it twice.
        case repeated(earlier: Instant, later: Instant)
    }

    /// Milliseconds to add to UTC at `instant`: east of Greenwich more than zero. O(log changes).
    public func offset(at instant: Instant) -> Int64 { behaviour.stretch(at: instant.milliseconds).offset }

    /// What clocks in this zone show at `instant`.
    public func local(_ instant: Instant) -> LocalTime {
        LocalTime(sinceEpoch: instant.milliseconds + offset(at: instant))
    }

    /// The instants at which clocks in this zone show `local`, or the end of the gap that it falls into.
    public func resolve(_ local: LocalTime) -> Resolution {
        let wanted = local.sinceEpoch
        let behaviour = behaviour
        var stretch = behaviour.stretch(at: wanted - ZoneBehaviour.farthestOffset)
        var first: Int64?
        var last: Int64?
        var gapEnd: Int64?
        while true {
            // Were this stretch's offset in force, `local` would be this instant.
            let candidate = wanted - stretch.offset
            if candidate < stretch.start {
                gapEnd = gapEnd ?? stretch.start
            } else if candidate < stretch.end {
                if first == nil { first = candidate }
                last = candidate
            }
            if stretch.end > wanted + ZoneBehaviour.farthestOffset { break }
            stretch = behaviour.stretch(at: stretch.end)
        }
        if let first, let last {
            let (earlier, later) = (Instant(milliseconds: first), Instant(milliseconds: last))
            return earlier == later ? .unique(earlier) : .repeated(earlier: earlier, later: later)
        }
        guard let gapEnd else { preconditionFailure("a local time is shown, or skipped by a change of clocks") }
        return .skipped(next: Instant(milliseconds: gapEnd))
    }

    /// The one instant that a contract means by `local`: the next that exists where clocks skip it, the later one
    /// where they repeat it (reference: agreements, section 3, rule 1).
    public func instant(_ local: LocalTime) -> Instant {
        switch resolve(local) {
        case .unique(let instant), .skipped(next: let instant), .repeated(earlier: _, later: let instant): instant
        }
    }
}

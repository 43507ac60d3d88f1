/// Times that recur.
enum LoanSchedule {
    /// S(s, c, T): the times from `start` on, one each cycle, before `end`; and `end` itself if asked for.
    ///
    /// A last period shorter than the others stays if the cycle's stub is short; if it is long, the time before `end`
    /// is left out.
    ///
    /// ACTUS technical specification, section "Schedule".
    static func times(
        from start: LoanTime, every cycle: LoanCycle?, to end: LoanTime, _ endOfMonth: EndOfMonth, includingEnd: Bool
    ) -> [LoanTime] {
        guard start < end else { return includingEnd && start == end ? [end] : [] }
        var times = [start]
        if let cycle {
            var next = cycle.time(1, after: start, endOfMonth)
            while next < end {
                times.append(next)
                next = cycle.time(times.count, after: start, endOfMonth)
            }
            if next != end, cycle.stub == .long, times.count > 1 { times.removeLast() }
        }
        return includingEnd ? times + [end] : times
    }
}

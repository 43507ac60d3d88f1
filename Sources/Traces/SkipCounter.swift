/// Lines left out, by reason.
struct SkipCounter {
    private(set) var first: TraceError?
    private var counts = [Int](repeating: 0, count: TraceError.Code.allCases.count)
    private var firsts = [TraceError?](repeating: nil, count: TraceError.Code.allCases.count)

    mutating func count(_ error: TraceError) {
        first = first ?? error
        guard let index = TraceError.Code.allCases.firstIndex(of: error.code) else { return }
        counts[index] += 1
        firsts[index] = firsts[index] ?? error
    }

    var skipped: [Trace.Skipped] {
        zip(TraceError.Code.allCases, zip(counts, firsts)).compactMap { code, found in
            found.1.map { Trace.Skipped(code: code, count: found.0, first: $0) }
        }
    }
}

/// Memory as notes state it: `real peak alloc 66.55 GiB; SimuMax predicted …`.
enum MemoryNote {
    /// Bytes of the first peak that `notes` state, or nil.
    static func peakBytes(_ notes: String) -> Double? {
        // A regular expression is slow to build, and few notes speak of memory.
        guard notes.contains("peak") || notes.contains("Peak") else { return nil }
        let pattern =
            #/
            peak \s (?: alloc | mem | reserved | usage | device ) [a-z\ ]* [:=]? \s*
            ( [0-9]+ (?: \. [0-9]+ )? ) \s* (GiB|GB)
            /#
        guard let match = notes.firstMatch(of: pattern.ignoresCase()), let value = Double(match.1) else { return nil }
        return value * (match.2.lowercased() == "gib" ? 1_073_741_824 : 1e9)
    }
}

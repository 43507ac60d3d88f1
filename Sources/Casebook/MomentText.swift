public import StargateQuantities

/// Reading instants: `2025-03-03T09:00:00-08:00`, `…Z`, or a local time in the agreement's zone.
public enum MomentText {
    public enum Flaw: Error, Hashable, Sendable {
        case notATime(String)
        /// The clocks were put forward over it.
        case skipped(String, Zone)
        /// The clocks were put back over it: it was twice.
        case repeated(String, Zone)

        public var code: String {
            switch self {
            case .notATime: "badTime"
            case .skipped: "timeInGap"
            case .repeated: "timeTwice"
            }
        }

        public var reason: String {
            switch self {
            case .notATime(let text): "'\(text)' is no time; write 2025-03-03T09:00:00-08:00"
            case .skipped(let text, let zone):
                "'\(text)' was on no clock in \(zone): they were put forward over it; write the offset from UTC"
            case .repeated(let text, let zone):
                "'\(text)' was twice in \(zone): the clocks were put back over it; write the offset from UTC"
            }
        }
    }

    /// Reads an instant; a time without an offset is local in `zone`, a day alone its first moment there.
    public static func instant(_ text: String, in zone: Zone) throws(Flaw) -> Instant {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = CalendarDate(String(parts[0])) else { throw .notATime(text) }
        guard parts.count == 2 else { return zone.instant(LocalTime(date: date, millisecondOfDay: 0)) }
        let clock = parts[1]
        let end = clock.firstIndex { $0 == "Z" || $0 == "+" || $0 == "-" } ?? clock.endIndex
        guard let time = LocalTime.milliseconds(clock[..<end]) else { throw .notATime(text) }
        let suffix = clock[end...]
        if suffix.isEmpty {
            switch zone.resolve(LocalTime(date: date, millisecondOfDay: time)) {
            case .unique(let instant): return instant
            case .skipped: throw .skipped(text, zone)
            case .repeated: throw .repeated(text, zone)
            }
        }
        let utc = Instant(date).advanced(byMilliseconds: time)
        if suffix == "Z" { return utc }
        guard suffix.count == 6, let offset = LocalTime.milliseconds(suffix.dropFirst()) else { throw .notATime(text) }
        return utc.advanced(byMilliseconds: suffix.first == "-" ? offset : -offset)
    }
}

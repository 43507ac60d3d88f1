/// How clocks run year after year, as the TZ variable of POSIX tells it: `PST8PDT,M3.2.0,M11.1.0`.
///
/// POSIX.1-2024, section 8.3, with hours from -167 to 167 as in RFC 8536, section 3.3.1. Offsets in the text count
/// westwards; here they count eastwards, in milliseconds.
struct PosixRule: Sendable {
    /// Daylight saving: its offset, and when it begins and ends each year, by the clock as it stands then.
    struct Saving: Sendable {
        var offset: Int64
        var begins: YearlyMoment
        var ends: YearlyMoment
    }

    let standard: Int64
    let saving: Saving?

    /// The stretch of one offset that holds `instant`, reaching back and on without end where there is no saving.
    func stretch(at instant: Int64) -> ZoneBehaviour.Stretch {
        guard let saving else { return .init(start: .min, end: .max, offset: standard) }
        var stretch = ZoneBehaviour.Stretch(start: .min, end: .max, offset: standard)
        // A moment near New Year may fall into a neighbouring year of UTC.
        let year = Instant(milliseconds: instant).date.civil.year
        for year in year - 1...year + 1 {
            let begins = (saving.begins.milliseconds(of: year) - standard, saving.offset)
            let ends = (saving.ends.milliseconds(of: year) - saving.offset, standard)
            for (moment, offset) in begins.0 < ends.0 ? [begins, ends] : [ends, begins] {
                if moment > instant {
                    stretch.end = moment
                    return stretch
                }
                stretch.start = moment
                stretch.offset = offset
            }
        }
        return stretch
    }
}

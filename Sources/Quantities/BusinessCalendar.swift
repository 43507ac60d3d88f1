/// The days on which offices are open, by law or by rule: weekdays that are no holiday.
///
/// Encoded as its `id`. A party's own closing days go on top of it in a `HolidayCalendar`.
public enum BusinessCalendar: String, Hashable, Sendable, Codable, CaseIterable {
    /// United States federal holidays as observed (5 U.S.C. § 6103): Saturday holidays are kept on Friday, Sunday
    /// holidays on Monday.
    case usFederal = "us_federal"
    /// Bank holidays of England and Wales, right from 1995 on (Banking and Financial Dealings Act 1971, schedule 1, and
    /// the royal proclamations under section 1; https://www.gov.uk/bank-holidays).
    case englandAndWales = "england_and_wales"
    /// The euro payment system, right from 2002 on (European Central Bank, "Long-term calendar for TARGET closing
    /// days", 14 December 2000, https://www.ecb.europa.eu/press/pr/date/2000/html/pr001214_4.en.html).
    case target
    /// Monday to Friday, no holidays.
    case weekdays

    /// The name in files; it never changes.
    public var id: String { rawValue }

    /// The law or edition that the days follow. An agreement records it beside its deadlines.
    public var version: String {
        switch self {
        case .usFederal: "5 U.S.C. § 6103 as of 2021-06-17"
        case .englandAndWales: "Banking and Financial Dealings Act 1971 with proclamations to 2023-05-08"
        case .target: "ECB long-term calendar of 2000-12-14"
        case .weekdays: "Monday to Friday"
        }
    }

    /// The calendar that `id` means: an `id`, or a common spelling such as `US federal`, `TARGET2`, `UK` or `none`.
    /// Case, spaces and punctuation do not matter. `UK` is England and Wales; Scotland and Northern Ireland differ.
    public static func named(_ id: String) -> BusinessCalendar? {
        let letters = id.lowercased().filter { $0.isLetter || $0.isNumber }
        return switch letters {
        case "usfederal", "us", "usa", "unitedstates", "federal", "usfederalholidays": .usFederal
        case "englandandwales", "englandwales", "england", "wales", "uk", "gb", "unitedkingdom": .englandAndWales
        case "target", "target2", "t2", "ecb": .target
        case "weekdays", "none", "mondaytofriday": .weekdays
        default: nil
        }
    }

    /// A weekday on which offices stay closed. A holiday lost to a weekend is none.
    public func isHoliday(_ date: CalendarDate) -> Bool {
        guard date.weekday <= 5 else { return false }
        return switch self {
        case .usFederal: date.isUSFederalHoliday
        case .englandAndWales: date.isEnglishBankHoliday
        case .target: date.isTargetClosingDay
        case .weekdays: false
        }
    }
}

extension BusinessCalendar: BusinessDays {
    /// Whether `date` is a weekday and no holiday.
    public func isBusinessDay(_ date: CalendarDate) -> Bool { date.weekday <= 5 && !isHoliday(date) }
}

extension BusinessCalendar: CustomStringConvertible {
    /// The `id`.
    public var description: String { id }
}

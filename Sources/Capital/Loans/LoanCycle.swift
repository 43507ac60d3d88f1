import StargateQuantities

/// How often something recurs, and what becomes of a last period that is too short: `P1ML0`, `P2WL1`.
///
/// ACTUS technical specification, section "Schedule".
public struct LoanCycle: Hashable, Sendable {
    /// What becomes of a last period shorter than the others.
    public enum Stub: Hashable, Sendable {
        /// It is joined to the one before (`L0`, formerly `+`).
        case long
        /// It stays (`L1`, formerly `-`).
        case short
    }

    public let months: Int
    public let days: Int
    public let stub: Stub

    public init(months: Int = 0, days: Int = 0, stub: Stub = .long) {
        precondition(months >= 0 && days >= 0 && months + days > 0, "a cycle goes forward")
        self.months = months
        self.days = days
        self.stub = stub
    }

    /// Reads `P1ML0`: days `D`, weeks `W`, months `M`, quarters `Q`, half years `H` or years `Y`. A cycle that names
    /// no stub has a long one.
    public init?(_ text: String) {
        var rest = Substring(text)
        if rest.first == "P" { rest.removeFirst() }
        let stub: Stub
        switch rest.suffix(2) {
        case "L0": (stub, rest) = (.long, rest.dropLast(2))
        case "L1": (stub, rest) = (.short, rest.dropLast(2))
        default:
            switch rest.last {
            case "+": (stub, rest) = (.long, rest.dropLast())
            case "-": (stub, rest) = (.short, rest.dropLast())
            default: stub = .long
            }
        }
        var (months, days) = (0, 0)
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), number <= 10_000, let unit = rest.dropFirst(digits.count).first else {
                return nil
            }
            switch unit {
            case "D": days += number
            case "W": days += 7 * number
            case "M": months += number
            case "Q": months += 3 * number
            case "H": months += 6 * number
            case "Y": months += 12 * number
            default: return nil
            }
            rest = rest.dropFirst(digits.count + 1)
        }
        guard months + days > 0 else { return nil }
        self.init(months: months, days: days, stub: stub)
    }

    /// The time `count` cycles after `anchor`, counted from the anchor itself so that a short month leaves no trace.
    func time(_ count: Int, after anchor: LoanTime, _ endOfMonth: EndOfMonth) -> LoanTime {
        let date = anchor.date.advanced(byMonths: months * count).advanced(byDays: days * count)
        guard endOfMonth == .endOfMonth, days == 0, anchor.date.isLastOfMonth else {
            return LoanTime(date, second: anchor.second)
        }
        return LoanTime(date.startOfNextMonth.advanced(byDays: -1), second: anchor.second)
    }
}

extension CalendarDate {
    var isLastOfMonth: Bool { advanced(byDays: 1).civil.day == 1 }
}

/// Where a monthly schedule falls that begins on the last day of a month.
///
/// ACTUS technical specification, section "End Of Month Shift Convention".
public enum EndOfMonth: String, Hashable, Sendable, CaseIterable {
    /// On the same day of each month, if there is one.
    case sameDay = "SD"
    /// On the last day of each month.
    case endOfMonth = "EOM"
}

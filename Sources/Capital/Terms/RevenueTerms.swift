public import StargateQuantities

/// What the programme's own capacity earns, and how what is left is shared out.
public struct RevenueTerms: Hashable, Sendable {
    /// For a megawatt of facility power in service, a year, in micro-dollars, as it changes.
    public let tariff: Series
    /// On revenue less running costs, depreciation and interest.
    public let tax: Ratio
    /// Months of debt service kept aside for the lenders (debt service reserve).
    public let reserveMonths: Int
    /// Debt service cover below which nothing is paid out, in parts per million (lock-up).
    public let lockUp: Ratio
    /// First day on which anything may be paid out to funders; `nil` for never within the programme.
    public let distributionsFrom: CalendarDate?

    public init(
        tariff: Series, tax: Ratio = .zero, reserveMonths: Int = 6, lockUp: Ratio = Ratio(partsPerMillion: 1_150_000),
        distributionsFrom: CalendarDate? = nil
    ) {
        self.tariff = tariff
        self.tax = tax
        self.reserveMonths = reserveMonths
        self.lockUp = lockUp
        self.distributionsFrom = distributionsFrom
    }
}

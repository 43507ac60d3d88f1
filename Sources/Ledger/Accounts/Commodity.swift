/// What an account counts, in whole units of `10^-scale`.
public struct Commodity: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case money, compute, energy
        /// Power that a right or waiver is about.
        case capacity
        /// Permission to spend.
        case appropriation
    }

    /// A symbol that accounting programs take: capitals, digits, dots and dashes, such as `USD` or `GPU-S.GB200`.
    public let code: String
    /// Decimal places of one unit: 2 if the unit is the cent.
    public let scale: Int
    public let kind: Kind

    public init(code: String, scale: Int, kind: Kind) {
        self.code = code
        self.scale = scale
        self.kind = kind
    }

    /// US dollars in cents.
    public static let usd = Commodity(code: "USD", scale: 2, kind: .money)
    /// Permission to spend US dollars, in cents.
    public static let budget = Commodity(code: "BUDGET.USD", scale: 2, kind: .appropriation)
    /// Kilowatt-hours in watt-hours.
    public static let energy = Commodity(code: "KWH", scale: 3, kind: .energy)
    /// Megawatts that a waiver permits, in watts.
    public static let permittedPower = Commodity(code: "MW.PERMIT", scale: 6, kind: .capacity)

    /// Seconds of one accelerator of a class.
    public static func acceleratorSeconds(_ chip: String) -> Commodity {
        let symbol = chip.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return Commodity(code: "GPU-S.\(String(symbol))", scale: 0, kind: .compute)
    }
}

/// What a declared number measures: the unit it is held in and the units it may be written in.
public enum Dimension: String, CaseIterable, Sendable {
    /// Cents.
    case money
    /// Watts.
    case power
    /// Micro-dollars for one megawatt-hour.
    case energyPrice
    /// Micro-dollars for one accelerator-hour.
    case acceleratorHourPrice
    /// Micro-dollars for one megawatt.
    case pricePerMegawatt
    /// Micro-dollars for one megawatt over one year.
    case pricePerMegawattYear
    /// Parts per million.
    case ratio
    /// Things.
    case count
    /// Thousandths of a thing for one megawatt.
    case perMegawatt
    /// PetaFLOP.
    case compute
    /// GigaFLOP/s.
    case computeRate
    /// Tokens a day.
    case tokenRate
    /// FLOP for one token.
    case computePerToken
    /// Tokens.
    case tokens
    /// Milliseconds of an answer's time.
    case milliseconds
    /// Failures in a million node-days.
    case failureRate

    /// A unit as it may be written, and how many held units it is: `digits · 10^exponent`.
    public struct Unit: Sendable {
        public let name: String
        let factor: ExactDecimal

        init(_ name: String, _ digits: Int128, e exponent: Int = 0) {
            self.name = name
            factor = ExactDecimal(digits: digits, exponent: exponent)
        }
    }

    /// The units this may be written in, the usual ones first.
    public var units: [Unit] {
        switch self {
        case .money:
            [
                Unit("USD", 100), Unit("k USD", 1, e: 5), Unit("M USD", 1, e: 8), Unit("bn USD", 1, e: 11),
                Unit("T USD", 1, e: 14),
            ]
        case .power: [Unit("W", 1), Unit("kW", 1, e: 3), Unit("MW", 1, e: 6), Unit("GW", 1, e: 9)]
        case .energyPrice: [Unit("USD/MWh", 1, e: 6), Unit("USD/kWh", 1, e: 9), Unit("ct/kWh", 1, e: 7)]
        case .acceleratorHourPrice: [Unit("USD/GPU-hour", 1, e: 6), Unit("USD/GPU-h", 1, e: 6)]
        case .pricePerMegawatt: [Unit("M USD/MW", 1, e: 12), Unit("USD/MW", 1, e: 6), Unit("USD/W", 1, e: 12)]
        case .pricePerMegawattYear: [Unit("USD/MW-year", 1, e: 6), Unit("M USD/MW-year", 1, e: 12)]
        case .ratio: [Unit("%", 1, e: 4), Unit("bp", 100), Unit("", 1, e: 6)]
        case .count: [Unit("", 1), Unit("k", 1, e: 3), Unit("M", 1, e: 6)]
        case .perMegawatt: [Unit("per MW", 1, e: 3)]
        case .compute: [Unit("FLOP", 1, e: -15), Unit("PFLOP", 1), Unit("EFLOP", 1, e: 3), Unit("ZFLOP", 1, e: 6)]
        case .computeRate:
            [Unit("TFLOP/s", 1, e: 3), Unit("PFLOP/s", 1, e: 6), Unit("EFLOP/s", 1, e: 9), Unit("GFLOP/s", 1)]
        case .tokenRate:
            [
                Unit("tokens/day", 1), Unit("M tokens/day", 1, e: 6), Unit("bn tokens/day", 1, e: 9),
                Unit("T tokens/day", 1, e: 12),
            ]
        case .milliseconds: [Unit("ms", 1), Unit("s", 1, e: 3)]
        case .tokens:
            [
                Unit("tokens", 1), Unit("k tokens", 1, e: 3), Unit("M tokens", 1, e: 6), Unit("bn tokens", 1, e: 9),
                Unit("T tokens", 1, e: 12),
            ]
        case .computePerToken: [Unit("FLOP", 1), Unit("GFLOP", 1, e: 9), Unit("TFLOP", 1, e: 12)]
        case .failureRate: [Unit("per 1000 node-days", 1, e: 3), Unit("per node-day", 1, e: 6)]
        }
    }

    /// How a value of this kind is written, for error messages.
    public var example: String {
        switch self {
        case .money: "500 bn USD"
        case .power: "1.2 GW"
        case .energyPrice: "60 USD/MWh"
        case .acceleratorHourPrice: "2.10 USD/GPU-hour"
        case .pricePerMegawatt: "12.5 M USD/MW"
        case .pricePerMegawattYear: "300,000 USD/MW-year"
        case .ratio: "35 % or 250 bp"
        case .count: "400,000"
        case .perMegawatt: "5.3 per MW"
        case .compute: "2.1e25 FLOP"
        case .computeRate: "989 TFLOP/s"
        case .tokenRate: "8.64 T tokens/day"
        case .milliseconds: "50 ms"
        case .tokens: "15 T tokens"
        case .computePerToken: "2e11 FLOP"
        case .failureRate: "3.8 per 1000 node-days"
        }
    }
}

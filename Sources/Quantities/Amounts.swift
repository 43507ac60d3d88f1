/// A whole-number amount of one kind, so that watts are never added to dollars.
public protocol Amount: Hashable, Comparable, Sendable, Codable, AdditiveArithmetic {
    var units: Int64 { get }
    init(units: Int64)
}

extension Amount {
    @inlinable public static var zero: Self { Self(units: 0) }
    @inlinable public static func + (a: Self, b: Self) -> Self { Self(units: a.units + b.units) }
    @inlinable public static func - (a: Self, b: Self) -> Self { Self(units: a.units - b.units) }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.units < b.units }

    @inlinable public init(from decoder: any Decoder) throws {
        self.init(units: try decoder.singleValueContainer().decode(Int64.self))
    }

    @inlinable public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(units)
    }
}

extension Sequence where Element: Amount {
    public func sum() -> Element { reduce(.zero, +) }
}

/// US dollars in whole cents.
public struct Money: Amount {
    public let units: Int64
    public init(units: Int64) { self.units = units }
    public init(cents: Int64) { units = cents }
    public init(dollars: Int64) { units = dollars * 100 }
    public var cents: Int64 { units }
}

/// Electrical power in whole watts.
public struct Power: Amount {
    public let units: Int64
    public init(units: Int64) { self.units = units }
    public init(watts: Int64) { units = watts }
    public var watts: Int64 { units }
}

/// Electrical energy in whole watt-hours.
public struct Energy: Amount {
    public let units: Int64
    public init(units: Int64) { self.units = units }
    public init(wattHours: Int64) { units = wattHours }
    public var wattHours: Int64 { units }
}

/// A price in micro-dollars for one unit of what is bought: an accelerator-hour, a megawatt-hour, a megawatt.
public struct UnitPrice: Amount {
    public let units: Int64
    public init(units: Int64) { self.units = units }
    public init(microdollars: Int64) { units = microdollars }
    public var microdollars: Int64 { units }

    /// The cost of `quantity / per` units, rounded to the nearest cent.
    public func cost(of quantity: Int64, per: Int64 = 1) -> Money {
        Money(cents: quantity.scaled(units, over: per * 10_000, .nearest))
    }
}

/// A share in parts per million: 1,000,000 is the whole.
public struct Ratio: Amount {
    public let units: Int64
    public init(units: Int64) { self.units = units }
    public init(partsPerMillion: Int64) { units = partsPerMillion }
    public var partsPerMillion: Int64 { units }
    public static let one = Ratio(units: 1_000_000)

    /// This share of `amount`, rounded as asked.
    public func of<A: Amount>(_ amount: A, _ rounding: Rounding = .down) -> A {
        A(units: amount.units.scaled(units, over: 1_000_000, rounding))
    }

    public func of(_ count: Int64, _ rounding: Rounding = .down) -> Int64 {
        count.scaled(units, over: 1_000_000, rounding)
    }
}

/// An amount of arithmetic in whole petaFLOP (10¹⁵ operations).
public struct Compute: Amount {
    public let units: Int64
    public init(units: Int64) { self.units = units }
    public init(petaflop: Int64) { units = petaflop }
    public var petaflop: Int64 { units }
}

/// Speed of arithmetic in whole gigaFLOP/s.
public struct ComputeRate: Amount {
    public let units: Int64
    public init(units: Int64) { self.units = units }
    public init(gigaflops: Int64) { units = gigaflops }
    public var gigaflops: Int64 { units }
}

import StargateQuantities

/// The principal in the next of `instalments` equal monthly payments on `balance`: B·i / ((1 + i)ⁿ − 1), with i a twelfth
/// of the yearly rate, in fixed point with 15 decimals, to the nearest cent.
func levelPrincipal(of balance: Money, rate: Ratio, instalments: Int) -> Money {
    guard instalments > 1 else { return balance }
    guard rate > .zero else { return Money(cents: balance.cents.scaled(1, over: Int64(instalments), .nearest)) }
    let one: Int128 = 1_000_000_000_000_000
    let monthly = Int128(rate.partsPerMillion) * one / 12_000_000
    var growth = one
    for _ in 0..<instalments { growth = growth * (one + monthly) / one }
    let principal = (Int128(balance.cents) * monthly + (growth - one) / 2) / (growth - one)
    return Money(cents: min(Int64(principal), balance.cents))
}

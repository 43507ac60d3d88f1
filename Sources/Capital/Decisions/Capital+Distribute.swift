public import StargateQuantities

extension Capital {
    /// An amount paid out to funders, in proportion to what each contributed, to the cent by largest remainder.
    public func distribution(of amount: Money) -> [CallLine] {
        let funders = funding.keys.sorted()
        let parts = largestRemainder(max(amount, .zero).cents, by: funders.map { funding[$0]?.contributed.cents ?? 0 })
        return zip(funders, parts).filter { $0.1 > 0 }.map { CallLine(funder: $0.0, amount: Money(cents: $0.1)) }
    }
}

import StargateQuantities

extension WaterfallFlow {
    mutating func returnCapital() -> TierPayment {
        let due = balances.equity.capital
        let paid = take(due)
        balances.equity.capital = due - paid
        return TierPayment(.returnOfCapital, due: due, paid: paid)
    }

    mutating func payPreferred() -> TierPayment {
        let due = balances.equity.preferred
        let paid = take(due)
        balances.equity.preferred = due - paid
        balances.equity.preferredPaid = balances.equity.preferredPaid + paid
        return TierPayment(.preferredReturn, due: due, paid: paid)
    }

    /// The sponsor's part is rounded over all catch-up payments together, so that many small ones are as one.
    mutating func catchUp(_ terms: EquityTerms) -> TierPayment {
        let equity = balances.equity
        let due = max(.zero, terms.catchUp(on: equity.preferredPaid) - equity.caughtUp)
        let paid = take(due)
        balances.equity.caughtUp = equity.caughtUp + paid
        balances.equity.caughtUpToSponsor = terms.catchUp.of(balances.equity.caughtUp, .nearest)
        return TierPayment(
            .catchUp, due: due, paid: paid, toSponsor: balances.equity.caughtUpToSponsor - equity.caughtUpToSponsor)
    }

    mutating func promote(_ terms: EquityTerms) -> TierPayment {
        let all = cash
        let paid = take(all)
        return TierPayment(.promote, due: all, paid: paid, toSponsor: terms.promote.of(paid, .nearest))
    }
}

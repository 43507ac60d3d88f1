extension LoanModel {
    /// A(s, T, n, a, r) for the redemptions after a time.
    func annuityAmount(after time: LoanTime, _ state: LoanState) -> Double {
        annuityAmount(state, at: time) { $0 > time }
    }

    /// A(s, T, n, a, r) for the redemptions at a time and after it.
    func annuityAmount(from time: LoanTime, _ state: LoanState) -> Double {
        annuityAmount(state, at: time) { $0 >= time }
    }

    private func annuityAmount(_ state: LoanState, at time: LoanTime, _ isAhead: (LoanTime) -> Bool) -> Double {
        let times = LoanModel.times(
            terms.redemption, of: terms, to: terms.amortizationDate ?? maturity, includingEnd: true
        ).map(calculationTime).filter(isAhead)
        guard let first = times.first else { return abs(state.notional) }
        let accrued = state.accrued + years(time, first) * state.rate * state.base
        return LoanModel.annuityAmount(
            owed: abs(state.notional + accrued), rate: state.rate,
            fractions: zip(times, times.dropFirst()).map { years($0, $1) })
    }

    /// The equal amount that, paid at m times, repays what is owed at the first of them.
    ///
    /// ACTUS technical specification, section "Annuity Amount Function":
    /// (n + a) ∏ᵢ (1 + r Y(tᵢ, tᵢ₊₁)) / (1 + Σᵢ ∏ⱼ≥ᵢ (1 + r Y(tⱼ, tⱼ₊₁))).
    ///
    /// - Parameters:
    ///   - owed: n + a: the notional with the interest accrued up to the first payment.
    ///   - fractions: Y(tᵢ, tᵢ₊₁), one fewer than the payments.
    public static func annuityAmount(owed: Double, rate: Double, fractions: [Double]) -> Double {
        var product = 1.0
        var sum = 1.0
        for fraction in fractions.reversed() {
            product *= 1 + rate * fraction
            sum += product
        }
        return owed * product / sum
    }
}

public import StargateQuantities

/// One step of a waterfall: a function of cash and balances that pays, and leaves the rest to the next.
public enum WaterfallTier: Hashable, Sendable {
    /// What an earlier lock-up trapped, and what reserves hold beyond their targets, is cash again. Stands first.
    case release(debtServiceReserve: Money, maintenanceReserve: Money)
    case operatingCosts(due: Money)
    case tax(due: Money)
    /// Paid from cash, then from the debt service reserve.
    case seniorInterest(due: Money)
    /// Paid from cash, then from the debt service reserve.
    case seniorPrincipal(due: Money)
    case debtServiceReserve(target: Money)
    case maintenanceReserve(target: Money)
    /// Interest and principal of junior loans.
    case junior(due: Money)
    /// Traps all cash if the cover ratio of the period is below the minimum; `nil`, when nothing is due, passes.
    case lockUp(minimum: Ratio, dscr: Ratio?)
    /// All that is left, to the owners.
    case distributions
    /// What investors paid in, back to them.
    case returnOfCapital
    /// What investors' capital has earned, to them.
    case preferredReturn
    /// To the sponsor until it has its share of all profit paid.
    case catchUp(EquityTerms)
    /// What is left, shared between sponsor and investors.
    case promote(EquityTerms)

    /// What a tier is called, its amounts aside.
    public enum Name: String, Hashable, Sendable, CaseIterable {
        case release, operatingCosts, tax, seniorInterest, seniorPrincipal, debtServiceReserve, maintenanceReserve
        case junior, lockUp, distributions, returnOfCapital, preferredReturn, catchUp, promote
    }

    /// Takes what is due to this tier out of the flow.
    public func take(_ flow: inout WaterfallFlow) -> TierPayment {
        switch self {
        case .release(let debtService, let maintenance):
            WaterfallTier.release(&flow, debtService: debtService, maintenance: maintenance)
        case .operatingCosts(let due): TierPayment(.operatingCosts, due: due, paid: flow.take(due))
        case .tax(let due): TierPayment(.tax, due: due, paid: flow.take(due))
        case .seniorInterest(let due): WaterfallTier.cured(.seniorInterest, &flow, due)
        case .seniorPrincipal(let due): WaterfallTier.cured(.seniorPrincipal, &flow, due)
        case .debtServiceReserve(let target):
            WaterfallTier.fill(.debtServiceReserve, &flow, \.debtServiceReserve, to: target)
        case .maintenanceReserve(let target):
            WaterfallTier.fill(.maintenanceReserve, &flow, \.maintenanceReserve, to: target)
        case .junior(let due): TierPayment(.junior, due: due, paid: flow.take(due))
        case .lockUp(let minimum, let dscr): WaterfallTier.lockUp(&flow, if: dscr.map { $0 < minimum } ?? false)
        case .distributions: WaterfallTier.everything(.distributions, &flow)
        case .returnOfCapital: flow.returnCapital()
        case .preferredReturn: flow.payPreferred()
        case .catchUp(let terms): flow.catchUp(terms)
        case .promote(let terms): flow.promote(terms)
        }
    }

    private static func release(_ flow: inout WaterfallFlow, debtService: Money, maintenance: Money) -> TierPayment {
        let before = flow.balances.held
        flow.balances.debtServiceReserve = min(flow.balances.debtServiceReserve, debtService)
        flow.balances.maintenanceReserve = min(flow.balances.maintenanceReserve, maintenance)
        flow.balances.trapped = .zero
        let released = before - flow.balances.held
        flow.cash = flow.cash + released
        return TierPayment(.release, due: .zero, paid: .zero, fromReserves: released)
    }

    private static func cured(_ name: Name, _ flow: inout WaterfallFlow, _ due: Money) -> TierPayment {
        let fromCash = flow.take(due)
        let cure = min(due - fromCash, flow.balances.debtServiceReserve)
        flow.balances.debtServiceReserve = flow.balances.debtServiceReserve - cure
        return TierPayment(name, due: due, paid: fromCash + cure, fromReserves: cure)
    }

    private static func fill(
        _ name: Name, _ flow: inout WaterfallFlow, _ reserve: WritableKeyPath<WaterfallBalances, Money>,
        to target: Money
    ) -> TierPayment {
        let due = max(.zero, target - flow.balances[keyPath: reserve])
        let paid = flow.take(due)
        flow.balances[keyPath: reserve] = flow.balances[keyPath: reserve] + paid
        return TierPayment(name, due: due, paid: paid)
    }

    private static func lockUp(_ flow: inout WaterfallFlow, if isLocked: Bool) -> TierPayment {
        guard isLocked else { return TierPayment(.lockUp, due: .zero, paid: .zero) }
        let payment = everything(.lockUp, &flow)
        flow.balances.trapped = flow.balances.trapped + payment.paid
        return payment
    }

    private static func everything(_ name: Name, _ flow: inout WaterfallFlow) -> TierPayment {
        let all = flow.cash
        return TierPayment(name, due: all, paid: flow.take(all))
    }
}

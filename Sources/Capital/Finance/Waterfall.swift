public import StargateQuantities

/// An order in which cash is paid out: each tier takes what it is due from what the tiers above left.
///
/// A lower tier gets nothing while a higher one is short, for a short tier leaves no cash. Only reserves are kept from
/// this: they pay senior debt service that cash does not reach. Reference: capital and ledger, section A.
public struct Waterfall: Hashable, Sendable {
    /// Highest first.
    public let tiers: [WaterfallTier]

    public init(_ tiers: [WaterfallTier]) { self.tiers = tiers }

    /// Pays `cash` out, tier by tier.
    ///
    /// - Precondition: neither cash nor anything due is negative.
    public func pay(_ cash: Money, from balances: WaterfallBalances) -> WaterfallResult {
        var flow = WaterfallFlow(cash: cash, balances: balances)
        let payments = tiers.map { $0.take(&flow) }
        return WaterfallResult(payments: payments, cashLeft: flow.cash, balances: flow.balances)
    }
}

/// What is carried from one tier to the next.
public struct WaterfallFlow: Hashable, Sendable {
    /// Not paid yet.
    public internal(set) var cash: Money
    public internal(set) var balances: WaterfallBalances

    public init(cash: Money, balances: WaterfallBalances) {
        precondition(cash >= .zero, "a waterfall pays no negative cash")
        self.cash = cash
        self.balances = balances
    }

    /// Takes as much of `due` out of the cash as there is.
    mutating func take(_ due: Money) -> Money {
        precondition(due >= .zero, "nothing negative is due")
        let paid = min(due, cash)
        cash = cash - paid
        return paid
    }
}

/// What one tier was due and got.
public struct TierPayment: Hashable, Sendable {
    public let name: WaterfallTier.Name
    public let due: Money
    /// To whom it is due, or into the reserve.
    public let paid: Money
    /// Out of reserves and what was trapped: part of what was paid, or released to the tiers below.
    public let fromReserves: Money
    /// The part of `paid` that the sponsor gets; zero but in the tiers it shares in.
    public let toSponsor: Money

    init(
        _ name: WaterfallTier.Name, due: Money, paid: Money, fromReserves: Money = .zero, toSponsor: Money = .zero
    ) {
        self.name = name
        self.due = due
        self.paid = paid
        self.fromReserves = fromReserves
        self.toSponsor = toSponsor
    }

    public var short: Money { due - paid }
    public var toInvestors: Money { paid - toSponsor }
}

/// What a waterfall did: cash in and what came from reserves is what was paid and what is left (K6).
public struct WaterfallResult: Hashable, Sendable {
    /// One a tier, in its order.
    public let payments: [TierPayment]
    /// What no tier took.
    public let cashLeft: Money
    /// Afterwards.
    public let balances: WaterfallBalances

    /// The payments of one kind, together.
    public subscript(_ name: WaterfallTier.Name) -> TierPayment {
        let all = payments.filter { $0.name == name }
        return TierPayment(
            name, due: all.map(\.due).sum(), paid: all.map(\.paid).sum(), fromReserves: all.map(\.fromReserves).sum(),
            toSponsor: all.map(\.toSponsor).sum())
    }

    /// True if some tier did not get what it was due.
    public var isShort: Bool { payments.contains { $0.short > .zero } }
}

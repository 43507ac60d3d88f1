public import StargateQuantities

/// Spending promised to the holder, or taken or paid for (reference: agreements, section 5).
public struct CommitmentTerms: Hashable, Sendable {
    /// In cents, priced one to one, if the commitment is in money.
    public let takeOrPay: TakeOrPayTerms
    /// True if a shortfall is paid by the programme; false if the grantor settles it elsewhere.
    public let isBorneByProgramme: Bool

    public init(takeOrPay: TakeOrPayTerms, isBorneByProgramme: Bool) {
        self.takeOrPay = takeOrPay
        self.isBorneByProgramme = isBorneByProgramme
    }
}

/// The running account of one commitment.
public struct CommitmentAccount: Hashable, Sendable, Codable {
    /// Taken in the period that runs, by class.
    public private(set) var taken: [TakenClass] = []
    public private(set) var account = TakeOrPay()
    public private(set) var settlements: [PeriodSettlement] = []
    /// Paid for twice, as a shortfall and again when it was taken: the holder owes it back.
    public private(set) var credit = Money.zero

    public init() {}

    mutating func take(_ units: Int64, _ counting: String) {
        if let index = taken.firstIndex(where: { $0.class == counting }) {
            taken[index] = TakenClass(class: counting, units: taken[index].units + units)
        } else {
            taken.append(TakenClass(class: counting, units: units))
        }
    }

    mutating func use(_ amount: Money) { credit -= amount }

    mutating func settle(_ settlement: PeriodSettlement) {
        account.evolve(settlement)
        credit += settlement.relief
        settlements.append(settlement)
        taken = []
    }
}

extension Agreements {
    /// Settles the periods that have ended by `now`, in order.
    public func decideSettlement(of agreement: AgreementTerms, at now: Instant) -> AgreementEvent? {
        guard case .commitment(let terms) = agreement.kind, agreement.isInUse else { return nil }
        let account = commitments[agreement.id] ?? CommitmentAccount()
        let index = account.settlements.count
        guard index < terms.takeOrPay.periods.count, Instant(terms.takeOrPay.periods[index].until) <= now else {
            return nil
        }
        let settlement = account.account.settle(
            period: index, taken: account.taken, excused: 0, terms: terms.takeOrPay)
        return .commitmentSettled(agreement: agreement.id, settlement: settlement)
    }
}

/// A share of the grantor's revenue for the holder, and what that revenue is declared to be.
public struct RevenueSharing: Hashable, Sendable {
    public let terms: RevenueShareTerms
    /// Cents a year.
    public let yearlyRevenue: Series

    public init(terms: RevenueShareTerms, yearlyRevenue: Series) {
        self.terms = terms
        self.yearlyRevenue = yearlyRevenue
    }
}

import StargateCapital
import StargateQuantities

extension CapitalTerms {
    /// The same terms under other rules, or with a budget.
    func with(rules: CallRules = CallRules(), budgets: [BudgetTerms] = []) -> CapitalTerms {
        CapitalTerms(
            approver: approver, ceiling: ceiling, firstTranche: firstTranche, callNotice: callNotice,
            minimumCash: minimumCash, operatingReserve: operatingReserve, funders: funders, facilities: facilities,
            rules: rules, budgets: budgets)
    }
}

/// Start of operations of the phase most tests build.
let serving = Milestone("abilene.1", .serving)

/// A loan at 4 % and 2 % until a curve says otherwise.
func loan(
    _ id: FacilityID = "loan", limit: Money = billions(10), gearing: Ratio = percent(50),
    curve: BaseCurve = BaseCurve(constant: percent(4)), fee: Ratio = .zero, from: String = "2025-01-01",
    until: String? = nil, takesOver: Bool = false, capitalises: Bool = false, release: Milestone? = nil,
    completion: Milestone? = nil, profile: FacilityTerms.Profile = .bullet, months: Int = 0,
    maturity: String? = nil, extensions: Int64 = 0
) -> FacilityTerms {
    FacilityTerms(
        id: id, lender: "bank", limit: limit, gearing: gearing,
        accrual: InterestAccrual(curve: curve, margin: percent(2)), commitmentFee: fee, from: day(from),
        until: until.map(day), takesOver: takesOver, capitalisesInterest: capitalises, release: release,
        completion: completion, profile: profile, repaymentMonths: months, maturity: maturity.map(day),
        extensions: extensions)
}

extension Capital {
    /// Sets `cost` aside for `work`, on the day of signing.
    mutating func commit(
        _ work: Work, _ cost: Money, _ terms: CapitalTerms, isOrdered: Bool = true, at now: Instant = signing
    ) throws {
        for event in try decideEncumbrance(work, cost: cost, isOrdered: isOrdered, terms: terms, at: now) {
            evolve(event, at: now)
        }
    }

    /// Owes a part of what was set aside and pays it at once.
    @discardableResult
    mutating func pay(
        _ amount: Money, of work: Work, _ terms: CapitalTerms = lenient, at now: Instant = signing
    ) throws -> CapitalEvent {
        owe(work, amount, due: now)
        let obligation = obligations.last { $0.work == work && $0.due == now }
        guard let obligation else { preconditionFailure("what was just owed is there") }
        let event = try decidePayment(obligation, terms: terms, at: now)
        evolve(event, at: now)
        return event
    }

    /// Pays what was owed before.
    mutating func settle(_ obligation: Obligation, _ terms: CapitalTerms, at now: Instant) throws {
        evolve(try decidePayment(obligation, terms: terms, at: now), at: now)
    }

    /// Owes principal of a facility and pays it.
    mutating func repay(_ amount: Money, of facility: FacilityID, at now: Instant) throws {
        let work = Work(category: .principal, subject: facility.text, site: nil)
        owe(work, amount, due: now, setAside: false)
        guard let obligation = obligations.last(where: { $0.work == work }) else { return }
        try settle(obligation, lenient, at: now)
    }

    /// Money from users, to pay with.
    mutating func earn(_ amount: Money) { evolve(.earned(amount: amount)) }
}

import StargateCapital
import StargateQuantities

/// From the checked tree to the money's terms.
extension Decoding {
    static func capital(_ node: Declared, _ head: Declared) -> CapitalTerms {
        CapitalTerms(
            approver: node.name("approver"), ceiling: head.amount("ceiling"),
            firstTranche: head.optionalAmount("first_tranche"), callNotice: node.span("call_notice"),
            minimumCash: node.amount("minimum_cash"), operatingReserve: node.amount("operating_reserve"),
            funders: node["funders"].things(funder), facilities: node["facilities"].things(facility),
            rules: CallRules(
                cure: Int(node.number("cure_days")), defaultRate: node.amount("default_rate"),
                overCall: node.amount("over_call")),
            budgets: node["budgets"].things(budget), revenue: node["revenue"].map(revenue))
    }

    private static func funder(_ id: String, _ node: Declared) -> FunderTerms {
        FunderTerms(
            id: FunderID(id), party: node.name("party"), commitment: node.amount("commitment"),
            from: node.date("from"), release: node["release"].map(milestone),
            defaultsFrom: node.optionalDate("defaults_from"))
    }

    private static func facility(_ id: String, _ node: Declared) -> FacilityTerms {
        FacilityTerms(
            id: FacilityID(id), lender: node.name("lender"), limit: node.amount("limit"),
            gearing: node.amount("gearing"), accrual: accrual(node),
            upfrontFee: node.amount("upfront_fee"), commitmentFee: node.amount("commitment_fee"),
            from: node.date("from"), until: node.optionalDate("until"), sites: node.list("sites"),
            covers: FacilityTerms.Cover(rawValue: node.text("covers")) ?? .both,
            takesOver: node.text("begun_works") == "taken",
            capitalisesInterest: node.text("construction_interest") == "drawn",
            release: node["release"].map(milestone), completion: node["completion"].map(milestone),
            profile: FacilityTerms.Profile(rawValue: node.text("repayment")) ?? .bullet,
            repaymentMonths: Int(node.number("repayment_months")), maturity: node.optionalDate("maturity"),
            extensions: node.number("extensions"))
    }

    /// A rate of the curve holds until the next.
    private static func accrual(_ node: Declared) -> InterestAccrual {
        let steps = node.series("base_rate").points
            .map { BaseCurve.Step(from: $0.date, rate: Ratio(partsPerMillion: $0.value)) }
        let curve = BaseCurve(steps: steps) ?? BaseCurve(constant: .zero)
        return InterestAccrual(curve: curve, margin: node.amount("margin"))
    }

    private static func milestone(_ node: Declared) -> Milestone {
        Milestone(node.name("phase"), Milestone.Step(rawValue: node.text("step")) ?? .serving)
    }

    private static func budget(_ id: String, _ node: Declared) -> BudgetTerms {
        let works: [Identifier<BudgetSubject>] = node.list("works")
        return BudgetTerms(
            id: BudgetID(id), categories: works.compactMap { CostCategory(rawValue: $0.text) },
            sites: node.list("sites"), from: node.date("from"), until: node.optionalDate("until"),
            amount: node.amount("amount"))
    }

    private static func revenue(_ node: Declared) -> RevenueTerms {
        RevenueTerms(
            tariff: node.series("tariff"), tax: node.amount("tax"), reserveMonths: Int(node.number("reserve_months")),
            lockUp: node.amount("lock_up"), distributionsFrom: node.optionalDate("distributions_from"))
    }
}

import StargateCapital
import StargateQuantities

/// The money's keys.
extension Grammar {
    static let capital = Shape.object([
        .required("approver", .reference(.party), "Who approves calls, drawdowns and budgets; nobody else may."),
        .assumed("call_notice", .span, "10 business days", "From the notice of a call to its due date."),
        .assumed(
            "cure_days", .quantity(.count, 0...1000), "10", "Business days in which a late call may still be paid."),
        .assumed("default_rate", .rate, "12 %", "Interest a year on calls that are paid late."),
        .assumed(
            "over_call", .share, "0 %", "How much more than its own share a funder pays for one in default."),
        .required("minimum_cash", .money, "Cash that calls aim to keep in the account."),
        .assumed("operating_reserve", .money, "0 USD", "Equity kept free for running costs."),
        .required("funders", .named(nil, funder), "Commitments to contribute equity."),
        .optional("facilities", .named(nil, facility), "Loans, used in the order declared."),
        .optional("budgets", .named(nil, budget), "What may be committed, by work package and period."),
        .optional("revenue", revenue, "What own capacity earns, and how it is shared out."),
    ])

    static let milestone = Shape.object([
        .required("phase", .reference(.phase), "The phase, as site.phase."),
        .assumed("step", .choice(Milestone.Step.allCases.map(\.rawValue)), "serving", "What must be done."),
    ])

    static let funder = Shape.object([
        .required("party", .reference(.party), "Who gives it."),
        .required("commitment", .money, "How much in all."),
        .required("from", .date, "From when it may be called."),
        .optional("release", milestone, "Milestone before which it is not called."),
        .optional("defaults_from", .date, "Assume that it pays no call from this day on."),
    ])

    static let facility = Shape.object([
        .required("lender", .reference(.party), "Who lends."),
        .required("limit", .money, "How much may be drawn, interest during construction included."),
        .required("gearing", .positiveShare, "The share of each covered payment that the loan pays."),
        .required("base_rate", .series(.ratio, 0...1_000_000), "Reference interest rate a year, or its curve."),
        .required("margin", .rate, "Added to the reference rate."),
        .assumed("upfront_fee", .share, "0 %", "Of the limit, due when the facility opens."),
        .assumed("commitment_fee", .share, "0 %", "A year, on what is not drawn while it may be."),
        .required("from", .date, "First day it may be drawn."),
        .optional("until", .date, "First day it may no longer be promised."),
        .optional("sites", .references(.site), "Sites it finances; all if absent."),
        .assumed("covers", .choice(["construction", "chips", "both"]), "both", "What it finances."),
        .assumed(
            "begun_works", .choice(["left", "taken"]), "left",
            "Whether it bears its share of works begun before it was signed."),
        .optional("release", milestone, "Milestone before which it is not drawn."),
        .optional(
            "completion", milestone,
            "Start of operations, from which on it is repaid."),
        .assumed(
            "construction_interest", .choice(["paid", "drawn"]), "paid",
            "Whether interest before completion is paid, or drawn on the loan itself."),
        .assumed(
            "repayment", .choice(FacilityTerms.Profile.allCases.map(\.rawValue)), "bullet",
            "How it is repaid after completion."),
        .assumed("repayment_months", .quantity(.count, 0...600), "0", "Monthly instalments after completion."),
        .optional("maturity", .date, "The day what is left is due."),
        .assumed("extensions", .quantity(.count, 0...20), "0", "Times maturity may be moved by a year."),
    ])

    static let budget = Shape.object([
        .required("works", .choices(Grammar.works), "What it pays for."),
        .optional("sites", .references(.site), "Sites it is for; all, and what is at none, if absent."),
        .required("from", .date, "First day of the period."),
        .optional("until", .date, "First day after it."),
        .required("amount", .money, "What may be committed."),
    ])

    static let revenue = Shape.object([
        .required(
            "tariff", .series(.pricePerMegawattYear, 0...100_000_000_000_000),
            "Paid by the users for a megawatt of facility power in service, a year."),
        .assumed("tax", .share, "0 %", "On what is earned after running costs, depreciation and interest."),
        .assumed("reserve_months", .quantity(.count, 0...24), "6", "Months of debt service kept aside."),
        .assumed("lock_up", .quantity(.ratio, 0...10_000_000), "115 %", "Debt service cover for paying out."),
        .optional("distributions_from", .date, "First day of paying out to funders; never if absent."),
    ])

    /// What a budget may be for: all but repayment and tax, which nobody decides to spend.
    static let works = CostCategory.allCases.filter { $0 != .principal && $0 != .tax }.map(\.rawValue)
}

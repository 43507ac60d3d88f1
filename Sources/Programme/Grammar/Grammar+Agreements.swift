import StargateQuantities

/// The agreements of a programme file, key by key.
extension Grammar {
    static let agreement = Shape.object([
        .required("kind", .choice(AgreementKeys.kinds), "What sort of agreement it is."),
        .required("grantor", .reference(.party), "Who is bound; named in reports."),
        .required("holder", .reference(.party), "Who may rely on it; 'holders' names several."),
        .required("from", .date, "First day in force."),
        .optional(
            "until", .date,
            "First day no longer in force. Required, but for a waiver, which ends with what it waives if absent."),
        .optional("in_use", .choice(["yes", "no"]), "No: only written down, for a what-if that swaps it in."),
        .required("clause", .text, "The clause that decisions name."),
        .required("text", .text, "Its words."),
        .optional("clauses", clauses, "Clauses of their own for single rules; the main clause covers the rest."),
        .optional(
            "carve_outs", .choices(["own_build", "cloud", "own_build_for_research_and_training", "flat_renewal"]),
            "Ways of getting capacity left free."),
        // Waivers.
        .optional("of", .reference(.agreement), "Waiver: the exclusivity or right it waives."),
        .optional("party", .reference(.party), "Waiver: who may be used."),
        .optional("capacity", .power, "Waiver: how much, drawn down deal by deal."),
        .optional("use", .choice(["standing", "one_off"]), "Waiver: one_off ends with its first deal."),
        // Rights of first refusal.
        .assumed("notice_period", .span, "10 business days", "First refusal, first offer: time to answer."),
        .assumed(
            "answer", .choice(["accepts", "declines", "silent"]), "declines",
            "First refusal: assumed answer; one that accepts must be a supplier."),
        .optional("accepts_up_to", .count, "First refusal: the most accelerators the holder takes a case."),
        .optional("signs", .choice(["yes", "no"]), "First refusal: whether a holder that accepts signs; assumed."),
        .optional("holders", .named(nil, rightHolder), "First refusal: several holders in place of one."),
        .optional("mode", .choice(["ranked", "concurrent"]), "First refusal: asked by rank, or all at once."),
        .optional("reoffer_period", .span, "First refusal: time to answer changed terms; 5 business days if absent."),
        .optional("sign_period", .span, "First refusal: from acceptance to signature; 30 days if absent."),
        .optional("close_period", .span, "First refusal: from release to closing with others; 60 days if absent."),
        .optional("quantity_tolerance", .share, "First refusal: between release and closing; 5 % if absent."),
        .optional(
            "least_part", .power,
            "First refusal: the least part a holder may take; if absent all or nothing, unless one is assumed to take a part."
        ),
        .optional("de_minimis", .power, "First refusal: deals up to this need no notice; none if absent."),
        .optional("bundle", .choice(["allocate", "take_all"]), "First refusal: what a holder takes of a bundle."),
        .optional(
            "assignment", .choice(["none", "affiliates", "free"]), "First refusal: to whom it may be passed on."),
        .optional(
            "breach", .choice(["enforce", "record"]), "First refusal: refuse a forbidden closing, or record it."),
        // Rights of first offer.
        .optional("free_period", .span, "First offer: how long others may then be closed with; 90 days if absent."),
        .optional(
            "offered_price", .quantity(.acceleratorHourPrice, 0...1_000_000_000),
            "First offer: what the holder offers when asked; assumed."),
        // How times are counted.
        .optional("zone", .text, "Time zone of deadlines; America/Los_Angeles if absent."),
        .optional("cutoff", .text, "Close of business; 17:00 if absent."),
        .optional(
            "calendar", .choice(["us_federal", "england_and_wales", "target", "weekdays"]),
            "Holidays; us_federal if absent."),
        // Product-first rights.
        .optional("able", .choice(["yes", "no"]), "Product first: whether the holder can support products; assumed."),
        .optional("willing", .choice(["yes", "no"]), "Product first: whether it chooses to; assumed."),
        // Commitments.
        .optional("minimum", .series(.money, 0...1_000_000_000_000_000), "Commitment: least spending in a period."),
        .optional("period", .span, "Commitment: length of a period; 12 months if absent."),
        .optional("shortfall_rate", .share, "Commitment: share of a shortfall that is invoiced; 100 % if absent."),
        .optional("carry_forward", .money, "Commitment: the most that counts for the next period; nothing if absent."),
        .optional(
            "make_up_periods", .quantity(.count, 0...100), "Commitment: periods in which a paid shortfall can be used."),
        .optional(
            "borne_by", .choice(["programme", "grantor"]), "Commitment: who pays a shortfall; programme if absent."),
        // Revenue shares.
        .optional("share", .share, "Revenue share: of the grantor's revenue."),
        .optional("cap", .money, "Revenue share: the most in all."),
        .optional(
            "revenue", .series(.money, 0...1_000_000_000_000_000), "Revenue share: the grantor's revenue a year."),
    ])

    static let clauses = Shape.object(
        AgreementKeys.rules.map { name, meaning in .optional(name, clause, meaning) })

    static let clause = Shape.object([
        .required("id", .text, "Its number."),
        .required("text", .text, "Its words."),
    ])

    static let rightHolder = Shape.object([
        .required("party", .reference(.party), "Who it is."),
        .optional("rank", .quantity(.count, 1...100), "1 is asked first; 1 if absent."),
        .optional("weight", .quantity(.count, 1...1_000_000), "For sharing out; 1 if absent."),
        .optional("zone", .text, "Time zone it sits in; the agreement's if absent."),
        .optional("answer", .choice(["accepts", "declines", "silent"]), "Assumed answer; the agreement's if absent."),
        .optional("accepts_up_to", .count, "The most accelerators it takes a case."),
        .optional("signs", .choice(["yes", "no"]), "Whether it signs after accepting; assumed."),
    ])
}

/// Which keys belong to which kind of agreement.
enum AgreementKeys {
    static let kinds = [
        "exclusivity", "waiver", "right_of_first_refusal", "right_of_first_offer", "most_favoured_terms",
        "product_first", "commitment", "revenue_share",
    ]

    static let rules: [(name: String, meaning: String)] = [
        ("scope", "What is covered."), ("carve_outs", "What is left free."), ("de_minimis", "Small deals."),
        ("notice", "Notices and their deadlines."), ("matching", "What counts as taking an offer up."),
        ("signing", "Signature after acceptance."), ("closing", "Closing with others after release."),
        ("withdrawal", "Withdrawing an offer."), ("assignment", "Passing the right on."),
        ("suspension", "When the right sleeps."),
    ]

    private static let time = ["zone", "cutoff", "calendar"]
    private static let particular: [String: [String]] = [
        "waiver": ["of", "party", "capacity", "use"],
        "right_of_first_refusal": [
            "notice_period", "answer", "accepts_up_to", "signs", "holders", "mode", "reoffer_period", "sign_period",
            "close_period", "quantity_tolerance", "least_part", "de_minimis", "bundle", "assignment", "breach",
        ] + time,
        "right_of_first_offer": ["notice_period", "free_period", "offered_price"] + time,
        "product_first": ["able", "willing"],
        "commitment": [
            "minimum", "period", "shortfall_rate", "carry_forward", "make_up_periods", "borne_by",
        ],
        "revenue_share": ["share", "cap", "revenue"],
    ]
    static let needed: [String: [String]] = [
        "waiver": ["of", "party", "capacity"], "commitment": ["minimum", "until"],
        "revenue_share": ["share", "revenue"],
    ]

    /// Keys that mean something for some kinds, and nothing for `kind`.
    static func strange(to kind: String) -> [String] {
        let own = Set(particular[kind] ?? [])
        return Set(particular.values.joined()).subtracting(own).sorted()
    }
}

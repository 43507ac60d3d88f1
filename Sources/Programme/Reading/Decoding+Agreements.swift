import StargateAgreements
import StargateQuantities

extension Decoding {
    /// All agreements. A waiver without an end of its own ends with what it waives.
    ///
    /// - Parameter start: Periods of commitments that ended before it are none of the programme's.
    static func agreements(_ section: Declared?, start: CalendarDate) -> [AgreementTerms] {
        section.things { id, node in
            let waived = section?[node.text("of")]
            let until = node.optionalDate("until") ?? waived?.optionalDate("until") ?? CalendarDate.last
            return agreement(id, node, start: start, until: until)
        }
    }

    private static func agreement(
        _ id: String, _ node: Declared, start: CalendarDate, until: CalendarDate
    ) -> AgreementTerms {
        let carveOuts: [Identifier<Void>] = node.list("carve_outs")
        return AgreementTerms(
            id: AgreementID(id), kind: kind(node, start, until), grantor: node.name("grantor"),
            holder: node.name("holder"),
            from: Instant(node.date("from")), until: Instant(until), clauses: clauses(node),
            carveOuts: carveOuts.map { carveOut($0.text) }, isInUse: node.optionalText("in_use") != "no")
    }

    private static func kind(_ node: Declared, _ start: CalendarDate, _ until: CalendarDate) -> AgreementTerms.Kind {
        switch node.text("kind") {
        case "waiver":
            .waiver(
                WaiverTerms(
                    of: node.name("of"), party: node.name("party"), capacity: node.amount("capacity"),
                    isOneOff: node.optionalText("use") == "one_off"))
        case "right_of_first_refusal": .firstRefusal(firstRefusal(node))
        case "right_of_first_offer":
            .firstOffer(
                FirstOfferTerms(
                    time: time(node), answerPeriod: node.span("notice_period"),
                    freePeriod: node.optionalSpan("free_period") ?? .days(90),
                    offeredPrice: node.optionalAmount("offered_price")))
        case "most_favoured_terms": .mostFavoured
        case "product_first":
            .productFirst(
                ProductFirstTerms(
                    isAble: node.optionalText("able") != "no", isWilling: node.optionalText("willing") != "no"))
        case "commitment": .commitment(commitment(node, start, until))
        case "revenue_share":
            .revenueShare(
                RevenueSharing(
                    terms: RevenueShareTerms(share: node.amount("share"), cap: node.optionalAmount("cap")),
                    yearlyRevenue: node.series("revenue")))
        default: .exclusivity
        }
    }

    private static func firstRefusal(_ node: Declared) -> FirstRefusalTerms {
        let time = time(node)
        let standard = conduct(node, HolderConduct(answer: HolderAnswer(rawValue: node.text("answer")) ?? .declines))
        let several = node["holders"].things { _, holder in
            HolderTerms(
                party: holder.name("party"), rank: Int(holder.optionalNumber("rank") ?? 1),
                weight: holder.optionalNumber("weight") ?? 1,
                zone: holder.optionalText("zone").flatMap { Zone($0) } ?? time.zone,
                conduct: conduct(holder, standard))
        }
        // A holder that is assumed to take a part may take one.
        let takesParts = (several.isEmpty ? [standard] : several.map(\.conduct)).contains { $0.acceptsUpTo != nil }
        let one = [HolderTerms(party: node.name("holder"), zone: time.zone, conduct: standard)]
        return FirstRefusalTerms(
            holders: several.isEmpty ? one : several, mode: choice(node, "mode") ?? .ranked, time: time,
            offerPeriod: node.span("notice_period"),
            reofferPeriod: node.optionalSpan("reoffer_period") ?? .businessDays(5),
            signPeriod: node.optionalSpan("sign_period") ?? .days(30),
            closePeriod: node.optionalSpan("close_period") ?? .days(60),
            quantityTolerance: node.optionalAmount("quantity_tolerance") ?? Ratio(partsPerMillion: 50_000),
            leastPart: node.optionalAmount("least_part") ?? (takesParts ? Power(watts: 1) : nil),
            bundle: choice(node, "bundle") ?? .allocate,
            deMinimis: node.optionalAmount("de_minimis") ?? .zero, assignment: choice(node, "assignment") ?? .none,
            breach: choice(node, "breach") ?? .enforce)
    }

    private static func conduct(_ node: Declared, _ standard: HolderConduct) -> HolderConduct {
        HolderConduct(
            answer: node.optionalText("answer").flatMap { HolderAnswer(rawValue: $0) } ?? standard.answer,
            acceptsUpTo: node.optionalNumber("accepts_up_to") ?? standard.acceptsUpTo,
            signs: node.optionalText("signs").map { $0 == "yes" } ?? standard.signs)
    }

    private static func choice<Choice: RawRepresentable>(
        _ node: Declared, _ key: String
    ) -> Choice? where Choice.RawValue == String {
        node.optionalText(key).flatMap { Choice(rawValue: $0) }
    }

    private static func time(_ node: Declared) -> ContractTime {
        ContractTime(
            zone: node.optionalText("zone").flatMap { Zone($0) } ?? Zone("America/Los_Angeles") ?? .utc,
            cutoff: node.optionalText("cutoff").flatMap { LocalTime.milliseconds($0) } ?? 17 * 3_600_000,
            calendar: HolidayCalendar(node.optionalText("calendar").flatMap { .named($0) } ?? .usFederal))
    }

    /// Periods one after the other; each one's minimum is that of its first day.
    private static func commitment(
        _ node: Declared, _ programmeStart: CalendarDate, _ until: CalendarDate
    ) -> CommitmentTerms {
        let length = node.optionalSpan("period") ?? .months(12)
        var periods: [TakeOrPayTerms.Period] = []
        var start = node.date("from")
        while start < until && periods.count < 1000 {
            let end = min(length.after(Instant(start)).date, until)
            if end > programmeStart {
                periods.append(
                    .init(
                        from: start, until: end, minimum: node.series("minimum").value(on: start),
                        price: UnitPrice(microdollars: 10_000)))
            }
            guard end > start else { break }
            start = end
        }
        return CommitmentTerms(
            takeOrPay: TakeOrPayTerms(
                periods: periods, shortfallRate: node.optionalAmount("shortfall_rate") ?? .one,
                makeUpPeriods: Int(node.optionalNumber("make_up_periods") ?? 0),
                carryForwardCap: node.optionalNumber("carry_forward") ?? 0, counting: []),
            isBorneByProgramme: node.optionalText("borne_by") != "grantor")
    }

    private static func clauses(_ node: Declared) -> ClauseBook {
        var special: [ClauseRule: Clause] = [:]
        for rule in ClauseRule.allCases {
            guard let clause = node["clauses"]?[rule.rawValue] else { continue }
            special[rule] = Clause(id: clause.text("id"), text: clause.text("text"))
        }
        return ClauseBook(main: Clause(id: node.text("clause"), text: node.text("text")), special: special)
    }

    private static func carveOut(_ name: String) -> CarveOut {
        let ground: CarveOut.Ground =
            switch name {
            case "cloud": .kind(.cloud, purposes: [])
            case "own_build_for_research_and_training": .kind(.ownBuild, purposes: [.research, .training])
            case "flat_renewal": .flatRenewal
            default: .kind(.ownBuild, purposes: [])
            }
        return CarveOut(id: name, ground: ground)
    }
}

import StargateAgreements
import StargateQuantities

/// The right that timelines vary (reference: agreements, section 2): assumptions, since no public text gives the terms
/// of the right of January 2025.
struct BaseAgreement {
    let node: JSONNode?

    /// Keys a timeline may set.
    static let keys = [
        "grantor", "holders", "mode", "side", "tz", "cutoff", "holidayCalendar", "effectiveFrom", "effectiveUntil",
        "offerBusinessDays", "reofferBusinessDays", "signCalendarDays", "closeCalendarDays", "qtyTolerancePct",
        "partial", "minPartial", "minPartialMW", "bundle", "deMinimis", "deMinimisMW", "carveOuts", "waivers",
        "requiredNoticeFields", "assignment",
        "breachMode",
    ]

    static let clauses: [ClauseRule: Clause] = [
        .carveOuts: Clause(id: "1.2", text: "What needs no notice: the listed carve-outs."),
        .deMinimis: Clause(id: "1.3", text: "Deals up to the de minimis quantity need no notice; small ones add up."),
        .notice: Clause(id: "2.1", text: "The holder is told all material terms and has the offer period to answer."),
        .matching: Clause(id: "2.2", text: "Acceptance matches every term, for all and not less than all."),
        .signing: Clause(id: "2.3", text: "Who accepts signs within the signing period, or defaults."),
        .closing: Clause(
            id: "2.4", text: "A released deal is closed within the window, on terms no better for the other side."),
        .withdrawal: Clause(id: "2.5", text: "The grantor may withdraw until an acceptance binds it."),
        .assignment: Clause(id: "3.1", text: "To whom the right may be passed on."),
        .suspension: Clause(id: "3.2", text: "The right sleeps while its holder is in default."),
    ]

    func book() throws(CasebookRefusal) -> AgreementBook {
        let keys = Set(BaseAgreement.keys)
        if let stray = node?.keys.first(where: { !keys.contains($0) }) {
            throw node?[stray]?.refusal(
                "'\(stray)' is no parameter of a right; allowed: \(BaseAgreement.keys.joined(separator: ", "))")
                ?? CasebookRefusal(line: 0, column: 0, problem: "'\(stray)' is null")
        }
        let zone = try self.zone(node?["tz"]) ?? Zone("America/Los_Angeles") ?? .utc
        let time = ContractTime(zone: zone, cutoff: try cutoff(), calendar: try calendar())
        let holders = try self.holders(zone)
        let terms = FirstRefusalTerms(
            holders: holders, mode: try choice("mode", .ranked), side: try choice("side", .buyer), time: time,
            offerPeriod: .businessDays(try count("offerBusinessDays", 10)),
            reofferPeriod: .businessDays(try count("reofferBusinessDays", 5)),
            signPeriod: .days(try count("signCalendarDays", 30)),
            closePeriod: .days(try count("closeCalendarDays", 60)),
            quantityTolerance: Ratio(partsPerMillion: try scaled("qtyTolerancePct", 4, 50_000, most: 1_000_000)),
            leastPart: try leastPart(), bundle: try bundle(),
            deMinimis: Power(
                watts: try scaled(node?["deMinimisMW"] == nil ? "deMinimis" : "deMinimisMW", 6, 5_000_000)),
            requiredFields: try fields(),
            assignment: try choice("assignment", .none), breach: try choice("breachMode", .enforce))
        let from = try moment(node?["effectiveFrom"], "2025-01-21", zone)
        let until = try end(node?["effectiveUntil"], "2030-12-31T17:00:00", zone)
        guard from < until else {
            throw node?["effectiveUntil"]?.refusal("the right ends before it begins")
                ?? CasebookRefusal(line: 0, column: 0, problem: "the right ends before it begins")
        }
        let right = AgreementTerms(
            id: Scenario.right, kind: .firstRefusal(terms), grantor: PartyID(node?["grantor"]?.text ?? "G"),
            holder: holders[0].party, from: from, until: until,
            clauses: ClauseBook(
                main: Clause(id: "1.1", text: "New capacity is offered to the holder first."),
                special: BaseAgreement.clauses),
            carveOuts: try carveOuts())
        return AgreementBook([right] + (try waivers(of: right, zone)))
    }

    private func holders(_ zone: Zone) throws(CasebookRefusal) -> [HolderTerms] {
        guard let list = node?["holders"] else { return [HolderTerms(party: "H", zone: zone)] }
        guard let elements = list.elements, !elements.isEmpty else { throw list.refusal("'holders' is a list") }
        var holders: [HolderTerms] = []
        for element in elements {
            guard let id = element["id"]?.text ?? element.text else { throw element.refusal("a holder has an 'id'") }
            guard !holders.contains(where: { $0.party.text == id }) else {
                throw element.refusal("'\(id)' is a holder already")
            }
            let own = try self.zone(element["tz"])
            holders.append(
                HolderTerms(
                    party: PartyID(id), rank: Int(try small(element["rank"], "rank", 1)),
                    weight: try small(element["weight"], "weight", 0), zone: own ?? zone))
        }
        return holders
    }

    /// A small whole number; 1 if absent.
    private func small(_ node: JSONNode?, _ key: String, _ least: Int64) throws(CasebookRefusal) -> Int64 {
        guard let node else { return 1 }
        guard let number = node.number(scale: 0), (least...1_000_000).contains(number) else {
            throw node.refusal("'\(key)' is a whole number from \(least) to 1,000,000")
        }
        return number
    }

    /// The elements of a list; none if it is absent.
    private func list(_ key: String) throws(CasebookRefusal) -> [JSONNode] {
        guard let node = node?[key] else { return [] }
        guard let elements = node.elements else { throw node.refusal("'\(key)' is a list") }
        return elements
    }

    private func zone(_ node: JSONNode?) throws(CasebookRefusal) -> Zone? {
        guard let node else { return nil }
        guard let zone = node.text.flatMap({ Zone($0) }) else {
            throw node.refusal("'\(node.text ?? "")' is no time zone; write America/Los_Angeles")
        }
        return zone
    }

    private func cutoff() throws(CasebookRefusal) -> Int64 {
        guard let node = node?["cutoff"] else { return 17 * 3_600_000 }
        guard let time = node.text.flatMap({ LocalTime.milliseconds($0) }) else {
            throw node.refusal("'cutoff' is a time of day; write 17:00")
        }
        return time
    }

    private func calendar() throws(CasebookRefusal) -> HolidayCalendar {
        guard let node = node?["holidayCalendar"] else { return HolidayCalendar(.usFederal) }
        let name = node["id"] ?? node
        // An edition may follow the name: 'us-federal@2025'.
        let text = String((name.text ?? "").prefix { $0 != "@" && $0 != "(" })
        guard let base = BusinessCalendar.named(text) else {
            throw name.refusal("'\(text)' is no holiday calendar; us_federal, england_and_wales, target, weekdays are")
        }
        let added = try dates(node["closed"] ?? node["add"])
        let removed = try dates(node["open"] ?? node["remove"])
        guard !added.isEmpty || !removed.isEmpty || node["version"] != nil else { return HolidayCalendar(base) }
        return HolidayCalendar(
            base, closed: added, open: removed, version: node["version"]?.text ?? "\(text), changed here")
    }

    private func dates(_ node: JSONNode?) throws(CasebookRefusal) -> [CalendarDate] {
        var dates: [CalendarDate] = []
        for element in node?.elements ?? [] {
            guard let date = element.text.flatMap({ CalendarDate($0) }) else { throw element.refusal("not a date") }
            dates.append(date)
        }
        return dates
    }

    private func moment(
        _ node: JSONNode?, _ standard: String, _ zone: Zone
    ) throws(CasebookRefusal) -> Instant {
        do throws(MomentText.Flaw) {
            return try MomentText.instant(node?.text ?? standard, in: zone)
        } catch {
            throw node?.refusal(error.reason) ?? CasebookRefusal(line: 0, column: 0, problem: error.reason)
        }
    }

    /// The first instant after: the last instant is in force, too, and so is all of a last day.
    private func end(_ node: JSONNode?, _ standard: String, _ zone: Zone) throws(CasebookRefusal) -> Instant {
        let last = try moment(node, standard, zone)
        guard let day = CalendarDate(node?.text ?? standard) else { return last.advanced(byMilliseconds: 1) }
        return zone.instant(LocalTime(date: day.advanced(byDays: 1), millisecondOfDay: 0))
    }

    private func count(_ key: String, _ standard: Int) throws(CasebookRefusal) -> Int {
        guard let node = node?[key] else { return standard }
        guard let count = node.integer, (0...10_000).contains(count) else {
            throw node.refusal("'\(key)' is a whole number of days")
        }
        return count
    }

    private func scaled(
        _ key: String, _ scale: Int, _ standard: Int64, most: Int64 = 1_000_000_000_000_000
    ) throws(CasebookRefusal) -> Int64 {
        guard let node = node?[key] else { return standard }
        guard let number = node.number(scale: scale), (0...most).contains(number) else {
            throw node.refusal("'\(key)' is a number, not below nothing and not beyond all bounds")
        }
        return number
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ standard: Choice
    ) throws(CasebookRefusal) -> Choice where Choice.RawValue == String {
        guard let node = node?[key] else { return standard }
        guard let choice = node.text.flatMap({ Choice(rawValue: $0) }) else {
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.refusal("'\(node.text ?? "")' is not allowed for '\(key)'; allowed are \(allowed)")
        }
        return choice
    }

    private func leastPart() throws(CasebookRefusal) -> Power? {
        switch node?["partial"]?.text {
        case nil, "none": return nil
        case "allowed":
            return Power(watts: max(1, try scaled(node?["minPartialMW"] == nil ? "minPartial" : "minPartialMW", 6, 1)))
        default:
            throw node?["partial"]?.refusal("'partial' is none or allowed")
                ?? CasebookRefusal(line: 0, column: 0, problem: "'partial' is none or allowed")
        }
    }

    private func bundle() throws(CasebookRefusal) -> FirstRefusalTerms.Bundle {
        if node?["bundle"]?.text == "takeAll" { return .takeAll }
        return try choice("bundle", .allocate)
    }

    private func fields() throws(CasebookRefusal) -> [NoticeField] {
        guard node?["requiredNoticeFields"] != nil else { return NoticeField.material }
        var fields: [NoticeField] = []
        for element in try list("requiredNoticeFields") {
            guard let field = element.text.flatMap({ NoticeField(rawValue: $0) }) else {
                let allowed = NoticeField.allCases.map(\.rawValue).joined(separator: ", ")
                throw element.refusal("'\(element.text ?? "")' is no notice field; allowed are \(allowed)")
            }
            fields.append(field)
        }
        return fields
    }

    /// C1: own-built capacity for research and training, after Microsoft's words of January 2025. C2: flat renewal.
    private func carveOuts() throws(CasebookRefusal) -> [CarveOut] {
        let known = [
            CarveOut(id: "C1", ground: .kind(.ownBuild, purposes: [.research, .training])),
            CarveOut(id: "C2", ground: .flatRenewal),
        ]
        guard node?["carveOuts"] != nil else { return known }
        var chosen: [CarveOut] = []
        for element in try list("carveOuts") {
            let id = element["id"]?.text ?? element.text ?? ""
            let ground = element["kind"]?.text ?? id
            if let carveOut = known.first(where: { $0.id == id }) {
                chosen.append(carveOut)
            } else if ground.lowercased().hasPrefix("affiliate") {
                chosen.append(CarveOut(id: id, ground: .affiliate))
            } else {
                throw element.refusal("'\(id)' is no carve-out; C1, C2 and affiliate are")
            }
        }
        return chosen
    }

    private func waivers(of right: AgreementTerms, _ zone: Zone) throws(CasebookRefusal) -> [AgreementTerms] {
        var waivers: [AgreementTerms] = []
        for (index, element) in try list("waivers").enumerated() {
            guard let party = element["party"]?.text, let cap = (element["cap"] ?? element["capMW"])?.number(scale: 6),
                (0...1_000_000_000_000_000).contains(cap)
            else { throw element.refusal("a waiver has 'party' and 'cap'") }
            let until = element["until"] == nil ? right.until : try end(element["until"], "", zone)
            waivers.append(
                AgreementTerms(
                    id: AgreementID("waiver-\(index + 1)"),
                    kind: .waiver(
                        WaiverTerms(
                            of: right.id, party: PartyID(party), capacity: Power(watts: cap),
                            isOneOff: element["oneOff"]?.isTrue ?? false)),
                    grantor: right.holder, holder: right.grantor, from: right.from, until: until,
                    clauses: ClauseBook(main: Clause(id: "W\(index + 1)", text: "Permission for \(party)."))))
        }
        return waivers
    }
}

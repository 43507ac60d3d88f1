import StargateAgreements
import StargateQuantities

/// Reads one event of a timeline. What cannot be read becomes an event that will be refused, with the reason.
struct EventReader {
    let node: JSONNode
    let zone: Zone
    /// Where an event without a readable time is placed.
    let after: Instant

    /// What is wrong with an event as written.
    private struct Flaw: Error {
        let code: String
        let reason: String
    }

    func event() throws(CasebookRefusal) -> ScenarioEvent {
        guard node.isObject else { throw node.refusal("an event is an object with 't' and 'ev'") }
        var at = after
        var action: ScenarioEvent.Action
        do throws(Flaw) {
            at = try time()
            action = try self.action()
        } catch {
            action = .unreadable(code: error.code, reason: error.reason)
        }
        let kind = node["ev"]?.text ?? "?"
        var deadlines: [(holder: PartyID, instant: Instant)] = []
        if let deadline = node["deadline"], !deadline.isObject {
            throw deadline.refusal("'deadline' is an object of holders and times")
        }
        for holder in node["deadline"]?.keys ?? [] {
            let text = node["deadline"]?[holder]?.text ?? ""
            guard let instant = try? MomentText.instant(text, in: zone) else {
                throw node.refusal("the deadline '\(text)' of \(holder) is no time")
            }
            deadlines.append((PartyID(holder), instant))
        }
        return ScenarioEvent(
            at: at, action: action, label: "\(kind) \(node["offer"]?.text ?? "")", refusal: node["expect"]?.text,
            deadlines: deadlines, line: node.line)
    }

    private func time() throws(Flaw) -> Instant {
        guard let text = node["t"]?.text else { throw Flaw(code: "missing:t", reason: "the event has no time 't'") }
        do throws(MomentText.Flaw) { return try MomentText.instant(text, in: zone) } catch {
            throw Flaw(code: error.code, reason: error.reason)
        }
    }

    private func action() throws(Flaw) -> ScenarioEvent.Action {
        let kind = try text("ev")
        guard EventReader.known.contains(kind) else {
            let known = EventReader.known.joined(separator: ", ")
            throw Flaw(code: "unknownEvent:\(kind)", reason: "no event is called '\(kind)'; there are \(known)")
        }
        switch kind {
        case "tick": return .tick
        case "suspend", "holderDefault": return .suspend(try holder("holder"))
        case "resume", "cure": return .resume(try holder("holder"))
        case "end", "terminate": return .end
        case "assign":
            return .assign(
                from: try holder("holder"), to: try holder("to"), isAffiliate: node["affiliate"]?.isTrue ?? false)
        default: break
        }
        let id = DealID(try text("offer"))
        switch kind {
        case "offer": return .offer(try deal(id))
        case "notice": return .step(id, .notice(try content(), terms: try changes(node["terms"])))
        case "supplement": return .step(id, .supplement(try content()))
        case "amend":
            guard let terms = node["terms"] ?? node["content"] else {
                throw Flaw(code: "missing:terms", reason: "the amendment has no 'terms'")
            }
            return .step(id, .amend(try changes(terms)))
        case "accept":
            return .step(id, .accept(try holder("holder"), quantity: try quantity(node), terms: try stated()))
        case "decline": return .step(id, .decline(try holder("holder")))
        case "waive": return .step(id, .waive(try holder("holder")))
        case "sign": return .step(id, .sign(try holder("holder")))
        case "close": return .step(id, .close(quantity: try quantity(node), terms: try stated()))
        default: return .step(id, .withdraw)
        }
    }

    private static let known = [
        "offer", "notice", "supplement", "amend", "accept", "decline", "waive", "sign", "close", "withdraw", "assign",
        "suspend", "holderDefault", "resume", "cure", "end", "terminate", "tick",
    ]

    /// The terms of an acceptance or a closing, in `terms` or beside it.
    private func stated() throws(Flaw) -> TermChanges {
        var terms = try changes(node["terms"])
        let beside = try changes(node, keepsOthers: false)
        terms.price = terms.price ?? beside.price
        terms.start = terms.start ?? beside.start
        terms.termMonths = terms.termMonths ?? beside.termMonths
        terms.minimumTake = terms.minimumTake ?? beside.minimumTake
        terms.location = terms.location ?? beside.location
        return terms
    }
    private func deal(_ id: DealID) throws(Flaw) -> Deal {
        guard let quantity = try quantity(node) else {
            throw Flaw(code: "missing:qtyMW", reason: "the offer has no 'qtyMW'")
        }
        guard quantity > .zero else {
            throw Flaw(code: "wrongUnit:qtyMW", reason: "an offer of nothing is none")
        }
        let changes = try changes(node, keepsOthers: false)
        guard let price = changes.price else { throw Flaw(code: "missing:price", reason: "the offer has no 'price'") }
        guard let start = changes.start else { throw Flaw(code: "missing:start", reason: "the offer has no 'start'") }
        guard let months = changes.termMonths else {
            throw Flaw(code: "missing:termMonths", reason: "the offer has no 'termMonths'")
        }
        var purpose: Purpose?
        if let text = node["purpose"]?.text {
            purpose = Purpose(rawValue: text)
            guard purpose != nil else {
                throw Flaw(
                    code: "unknownPurpose:\(text)", reason: "'\(text)' is no purpose; training, research, inference are"
                )
            }
        }
        return Deal(
            id: id, counterparty: PartyID(try text("counterparty")),
            kind: node["ownBuild"]?.isTrue ?? false ? .ownBuild : .cloud,
            terms: DealTerms(
                quantity: quantity, price: price, start: start, termMonths: months, minimumTake: changes.minimumTake,
                location: changes.location),
            purpose: purpose, isRenewal: node["renewal"]?.isTrue ?? false,
            isAffiliate: node["affiliate"]?.isTrue ?? false, isBundle: node["bundle"]?.isTrue ?? false,
            isNonCash: node["nonCash"]?.isTrue ?? (node["consideration"].map { $0.text != "cash" } ?? false),
            site: node["site"]?.text ?? changes.location, need: node["need"]?.text)
    }

    private func content() throws(Flaw) -> NoticeContent {
        guard let content = node["content"] else { return NoticeContent() }
        guard content.isObject else { throw Flaw(code: "badContent", reason: "'content' is an object") }
        let cash = content["cashEquivalent"]
        if cash != nil && cash?.number(scale: 2) == nil {
            throw Flaw(code: "wrongUnit:cashEquivalent", reason: "'cashEquivalent' is a number of dollars")
        }
        if let quantity = try quantity(content), quantity == .zero {
            throw Flaw(code: "wrongUnit:qtyMW", reason: "a notice of nothing is none")
        }
        return NoticeContent(
            counterparty: content["counterparty"]?.text.map { PartyID($0) }, terms: try changes(content),
            allocatedPrice: try price(content["allocatedPrice"], "allocatedPrice"),
            cashEquivalent: cash?.number(scale: 2).map { Money(cents: $0) })
    }

    /// Words that are terms or say what a notice is about; any others are kept as they are.
    private static let knownTerms: Set<String> = [
        "counterparty", "qtyMW", "price", "start", "termMonths", "minimumTake", "location", "allocatedPrice",
        "cashEquivalent",
    ]

    private func changes(_ node: JSONNode?, keepsOthers: Bool = true) throws(Flaw) -> TermChanges {
        guard let node else { return TermChanges() }
        guard node.isObject else { throw Flaw(code: "badTerms", reason: "terms are an object") }
        var changes = TermChanges(
            quantity: try quantity(node), price: try price(node["price"], "price"), location: node["location"]?.text)
        if let start = node["start"] {
            guard let date = start.text.flatMap({ CalendarDate($0) }) else {
                throw Flaw(code: "badDate:start", reason: "'\(start.text ?? "")' is no day; write 2026-01-01")
            }
            changes.start = date
        }
        if let months = node["termMonths"] {
            guard let count = months.integer, (1...1200).contains(count) else {
                throw Flaw(code: "wrongUnit:termMonths", reason: "'termMonths' is a whole number of months")
            }
            changes.termMonths = count
        }
        if let minimum = node["minimumTake"] {
            guard let share = minimum.number(scale: 6), (0...1_000_000).contains(share) else {
                throw Flaw(code: "wrongUnit:minimumTake", reason: "'minimumTake' is a share from 0 to 1")
            }
            changes.minimumTake = Ratio(partsPerMillion: share)
        }
        for key in node.keys where keepsOthers && !EventReader.knownTerms.contains(key) {
            changes.others[key] = node[key]?.text ?? ""
        }
        return changes
    }

    /// Megawatts, as `qtyMW`; any other unit is refused.
    private func quantity(_ node: JSONNode) throws(Flaw) -> Power? {
        if let stray = node.keys.first(where: { $0.hasPrefix("qty") && $0 != "qtyMW" }) {
            throw Flaw(code: "wrongUnit:\(stray)", reason: "'\(stray)' is not the unit of this right; write 'qtyMW'")
        }
        guard let quantity = node["qtyMW"] else { return nil }
        guard let watts = quantity.number(scale: 6), (0...1_000_000_000_000_000).contains(watts) else {
            throw Flaw(
                code: "wrongUnit:qtyMW", reason: "'\(quantity.text ?? "")' is no number of megawatts")
        }
        return Power(watts: watts)
    }

    private func price(_ node: JSONNode?, _ key: String) throws(Flaw) -> UnitPrice? {
        guard let node else { return nil }
        guard let price = node.number(scale: 6), (0...1_000_000_000_000_000).contains(price) else {
            throw Flaw(code: "wrongUnit:\(key)", reason: "'\(node.text ?? "")' is no price; write dollars as a number")
        }
        return UnitPrice(microdollars: price)
    }

    private func holder(_ key: String) throws(Flaw) -> PartyID { PartyID(try text(key)) }

    private func text(_ key: String) throws(Flaw) -> String {
        guard let text = node[key]?.text, !text.isEmpty else {
            throw Flaw(code: "missing:\(key)", reason: "the event has no '\(key)'")
        }
        return text
    }
}

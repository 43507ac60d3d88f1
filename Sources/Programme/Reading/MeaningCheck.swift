import StargateCapital
import StargateQuantities

/// Rules that take more than one value: orders of dates, cycles, what belongs to which kind, sizes that multiply.
struct MeaningCheck {
    let tree: Declared
    private(set) var issues: [ProgrammeRefusal.Issue] = []

    init(tree: Declared) { self.tree = tree }

    mutating func run() {
        horizon()
        periods()
        agreements()
        chips()
        models()
        inference()
        slips()
        sizes()
        places()
        lengths()
        cycles("models", of: names(in: tree["models"], prefix: nil))
        cycles("sites", of: phases())
    }

    mutating func note(_ leaf: Declared.Leaf?, _ path: String, _ problem: String, _ help: String) {
        issues.append(
            .init(line: leaf?.line ?? 0, column: leaf?.column ?? 0, path: path, problem: problem, help: help))
    }

    private mutating func horizon() {
        guard let head = tree["programme"], let start = head.optionalDate("start"), let end = head.optionalDate("until")
        else { return }
        if start >= end {
            note(head.leaf("until"), "programme.until", "the programme ends before it starts", "a day after \(start)")
        } else if end > start.advanced(byMonths: 360) || start.civil.year < 1990 {
            note(head.leaf("until"), "programme.until", "the programme is out of range", "at most 30 years, after 1990")
        }
    }

    /// `from` comes before `until`, wherever both are declared.
    private mutating func periods() {
        let facilities = (tree["capital"]?["facilities"]?.entries ?? []).map { ("capital.facilities", $0) }
        let budgets = (tree["capital"]?["budgets"]?.entries ?? []).map { ("capital.budgets", $0) }
        let agreements = (tree["agreements"]?.entries ?? []).map { ("agreements", $0) }
        let rentals = (tree["suppliers"]?.entries ?? []).flatMap { supplier in
            (supplier.content["contracted"]?.entries ?? []).map { ("suppliers.\(supplier.name).contracted", $0) }
        }
        for (section, entry) in facilities + budgets + agreements + rentals {
            guard let from = entry.content.optionalDate("from"), let until = entry.content.optionalDate("until"),
                from >= until
            else { continue }
            note(
                entry.content.leaf("until"), "\(section).\(entry.name).until", "it ends before it begins",
                "a day after \(from)")
        }
    }

    private mutating func agreements() {
        for entry in tree["agreements"]?.entries ?? [] {
            let (kind, path) = (entry.content.text("kind"), "agreements.\(entry.name)")
            for key in AgreementKeys.needed[kind] ?? [] where entry.content[key] == nil {
                note(
                    entry.content.leaf("kind"), path, "a \(kind) needs '\(key)'",
                    Grammar.agreement.meaning(of: key) ?? "")
            }
            for key in AgreementKeys.strange(to: kind) {
                // What is only a default was not written.
                guard let leaf = entry.content.anyLeaf(key), leaf.source != "default" else { continue }
                note(leaf, "\(path).\(key)", "'\(key)' means nothing for a \(kind)", "leave it out")
            }
            if kind != "waiver" && kind != "commitment" && entry.content["until"] == nil {
                note(entry.content.leaf("kind"), path, "'until' is missing", "First day no longer in force.")
            }
            let waived = entry.content.text("of")
            if kind == "waiver", let target = tree["agreements"]?[waived],
                !["exclusivity", "right_of_first_refusal"].contains(target.text("kind"))
            {
                note(
                    entry.content.leaf("of"), "\(path).of", "'\(waived)' is no exclusivity and no first refusal",
                    "a waiver lifts one of these")
            }
            clock(entry.content, path)
            var parties: Set<String> = []
            for holder in entry.content["holders"]?.entries ?? [] {
                if !parties.insert(holder.content.text("party")).inserted {
                    note(
                        holder.content.leaf("party"), "\(path).holders.\(holder.name).party",
                        "'\(holder.content.text("party"))' holds this right already", "name each holder once")
                }
                clock(holder.content, "\(path).holders.\(holder.name)")
            }
        }
    }

    private mutating func clock(_ node: Declared, _ path: String) {
        if let zone = node.optionalText("zone"), Zone(zone) == nil {
            note(node.leaf("zone"), "\(path).zone", "'\(zone)' is no time zone", "such as America/Los_Angeles")
        }
        if let cutoff = node.optionalText("cutoff"), LocalTime.milliseconds(cutoff) == nil {
            note(node.leaf("cutoff"), "\(path).cutoff", "'\(cutoff)' is no time of day", "such as 17:00")
        }
    }

    /// Times that divide or bound something must not be nothing.
    private mutating func lengths() {
        func check(_ leaf: Declared.Leaf?, _ path: String) {
            guard let leaf, case .span(let span) = leaf.value, span.milliseconds(from: Instant(milliseconds: 0)) <= 0
            else { return }
            note(leaf, path, "it must last longer than nothing", "such as '30 days'")
        }
        check(tree["policy"]?.leaf("training_window"), "policy.training_window")
        if let spend = tree["policy"]?.optionalText("construction_spend"), SpendProfile(spend) == nil {
            note(
                tree["policy"]?.leaf("construction_spend"), "policy.construction_spend",
                "'\(spend)' is no spend profile", "linear, s-curve(2,2), or milestones(40 % at 25 %, 60 % at 100 %)")
        }
        check(tree["risks"]?.leaf("checkpoint_interval"), "risks.checkpoint_interval")
        for supplier in tree["suppliers"]?.entries ?? [] {
            for offer in supplier.content["offers"]?.entries ?? [] {
                check(offer.content.leaf("term"), "suppliers.\(supplier.name).offers.\(offer.name).term")
            }
        }
        for chip in tree["chips"]?.entries ?? [] { check(chip.content.leaf("life"), "chips.\(chip.name).life") }
    }

    /// A place is a site or a supplier; a run must fit into one of them some day.
    private mutating func places() {
        let suppliers = tree["suppliers"]?.entries ?? []
        for site in tree["sites"]?.entries ?? [] where suppliers.contains(where: { $0.name == site.name }) {
            note(
                site.content.leaf("name"), "sites.\(site.name)", "a supplier is called '\(site.name)', too",
                "places need different names")
        }
        let providers = Set(suppliers.map { $0.content.text("party") })
        for entry in tree["agreements"]?.entries ?? [] where entry.content.text("kind") == "right_of_first_refusal" {
            let path = "agreements.\(entry.name)"
            let several = (entry.content["holders"]?.entries ?? []).map {
                ("\(path).holders.\($0.name).party", $0.content, "party")
            }
            for (place, node, key) in several.isEmpty ? [("\(path).holder", entry.content, "holder")] : several {
                guard (node.optionalText("answer") ?? entry.content.text("answer")) == "accepts",
                    !providers.contains(node.text(key))
                else { continue }
                note(
                    node.leaf(key), place, "'\(node.text(key))' is no supplier's party",
                    "who accepts must be able to provide the capacity")
            }
        }
        let places = placesWithNodes()
        for model in tree["models"]?.entries ?? [] {
            guard let least = model.content.optionalNumber("least"),
                !places.contains(where: { ($0.node + Int128(least) - 1) / $0.node <= $0.accelerators / $0.node })
            else { continue }
            let largest = places.map { $0.accelerators / $0.node * $0.node }.max() ?? 0
            note(
                model.content.leaf("least"), "models.\(model.name).least", "no place ever holds \(least) accelerators",
                "the largest site or supplier comes to \(largest); a run takes whole nodes of one class in one place")
        }
    }

    /// The most accelerators of each class that every site and supplier can come to have, and the class's node.
    private func placesWithNodes() -> [(accelerators: Int128, node: Int128)] {
        var places: [String: (accelerators: Int128, node: Int128)] = [:]
        func add(_ count: Int128, of chip: String, at place: String) {
            let node = Int128(max(1, tree["chips"]?[chip]?.number("node") ?? 1))
            places["\(place)/\(chip)", default: (0, node)].accelerators += count
        }
        for site in tree["sites"]?.entries ?? [] {
            for phase in site.content["phases"]?.entries ?? [] {
                let chip = phase.content.text("chip")
                let each = max(1, tree["chips"]?[chip]?.number("facility_power") ?? 1)
                add(Int128(phase.content.number("power") / each), of: chip, at: site.name)
            }
        }
        let from = tree["programme"]?.date("start") ?? CalendarDate(dayNumber: 0)
        let quarters = Int128(max(1, ((tree["programme"]?.date("until") ?? from).months(since: from) + 5) / 3))
        for supplier in tree["suppliers"]?.entries ?? [] {
            for offer in supplier.content["offers"]?.entries ?? [] {
                let most = offer.content.series("capacity").points.map(\.value).max() ?? 0
                add(Int128(most) * quarters, of: offer.content.text("chip"), at: supplier.name)
            }
            for rental in supplier.content["contracted"]?.entries ?? [] {
                let count = Int128(rental.content.number("accelerators"))
                add(count, of: rental.content.text("chip"), at: supplier.name)
            }
        }
        return Array(places.values)
    }

    private mutating func slips() {
        for name in ["construction_slip", "delivery_slip"] {
            guard let slip = tree["risks"]?[name], let p10 = slip.optionalNumber("p10"),
                let p50 = slip.optionalNumber("p50"), let p90 = slip.optionalNumber("p90"), p10 > p50 || p50 > p90
            else { continue }
            note(slip.leaf("p50"), "risks.\(name)", "quantiles must not fall", "p10 ≤ p50 ≤ p90")
        }
    }

    /// Nothing may cost or count so much that sums leave 64 bits.
    private mutating func sizes() {
        let limit: Int128 = 100_000_000_000_000_000
        for site in tree["sites"]?.entries ?? [] {
            if site.content.number("pue") > site.content.number("peak_overhead") {
                note(
                    site.content.leaf("pue"), "sites.\(site.name).pue", "the mean is above 'peak_overhead'",
                    "mean power usage cannot exceed its peak")
            }
            for phase in site.content["phases"]?.entries ?? [] {
                let path = "sites.\(site.name).phases.\(phase.name)"
                guard let power = phase.content.optionalNumber("power"),
                    let chip = tree["chips"]?[phase.content.text("chip")],
                    let each = chip.optionalNumber("facility_power"), each > 0, let node = chip.optionalNumber("node"),
                    let price = chip.optionalNumber("price")
                else { continue }
                let count = power / each / node * node
                if count == 0 {
                    note(phase.content.leaf("power"), "\(path).power", "it feeds not even one node", "more power")
                }
                if count > 1_000_000_000 || Int128(count) * Int128(price) > limit {
                    note(phase.content.leaf("power"), "\(path).power", "the phase is implausibly large", "less power")
                }
            }
        }
        for supplier in tree["suppliers"]?.entries ?? [] {
            for rental in supplier.content["contracted"]?.entries ?? [] {
                let (count, price) = (rental.content.number("accelerators"), rental.content.number("price"))
                guard let from = rental.content.optionalDate("from"), let until = rental.content.optionalDate("until")
                else { continue }
                let hours = Int128(until.dayNumber - from.dayNumber) * 24
                if Int128(count) * Int128(price) / 10_000 * hours > limit {
                    note(
                        rental.content.leaf("accelerators"), "suppliers.\(supplier.name).contracted.\(rental.name)",
                        "the rental is implausibly large", "fewer accelerators")
                }
            }
        }
    }

    private typealias Things = [(name: String, path: String, content: Declared, prefix: String?)]

    private func names(in section: Declared?, prefix: String?) -> Things {
        (section?.entries ?? []).map { ($0.name, $0.name, $0.content, prefix) }
    }

    private func phases() -> Things {
        (tree["sites"]?.entries ?? []).flatMap { site in
            (site.content["phases"]?.entries ?? []).map {
                ("\(site.name).\($0.name)", "\(site.name).phases.\($0.name)", $0.content, site.name)
            }
        }
    }

    /// Refuses things that, through `after`, wait for themselves.
    private mutating func cycles(_ section: String, of things: Things) {
        var predecessors: [String: [String]] = [:]
        for thing in things {
            let after: [Identifier<Void>] = thing.content.list("after")
            predecessors[thing.name] = after.map { name in
                guard let prefix = thing.prefix, !name.text.contains(".") else { return name.text }
                return "\(prefix).\(name.text)"
            }
        }
        var finished: Set<String> = []
        for thing in things {
            guard let cycle = cycle(from: thing.name, predecessors, &finished) else { continue }
            finished.formUnion(cycle)
            note(
                thing.content.leaf("after"), "\(section).\(thing.path).after",
                "it waits for itself: \(cycle.joined(separator: " → "))", "remove one of these")
        }
    }

    private func cycle(
        from start: String, _ predecessors: [String: [String]], _ finished: inout Set<String>
    ) -> [String]? {
        var trail: [(name: String, next: Int)] = [(start, 0)]
        while let (name, next) = trail.last {
            let others = predecessors[name] ?? []
            guard next < others.count, !finished.contains(name) else {
                finished.insert(name)
                trail.removeLast()
                continue
            }
            trail[trail.count - 1].next += 1
            if let back = trail.firstIndex(where: { $0.name == others[next] }) {
                return trail[back...].map(\.name) + [others[next]]
            }
            trail.append((others[next], 0))
        }
        return nil
    }
}

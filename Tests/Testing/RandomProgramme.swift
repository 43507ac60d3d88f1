/// Small programmes of every sort, as files: few or many funders, poor or rich, slow grids, strict agreements, late
/// payers, unreliable nodes.
public enum RandomProgramme {
    public static func text(seed: UInt64) -> String {
        var dice = Dice(seed: seed)
        let chips = dice.number(1...3)
        let sites = dice.number(0...3)
        let months = dice.number(9...30)
        var lines = head(&dice, months: months)
        lines += capital(&dice, sites: sites)
        lines += self.chips(&dice, chips)
        lines += self.sites(&dice, sites, chips)
        lines += clouds(&dice, chips)
        lines += work(&dice)
        lines += rules(&dice)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func day(_ dice: inout Dice, _ years: ClosedRange<Int>) -> String {
        let month = dice.number(1...12)
        let day = dice.number(1...28)
        return "\(dice.number(years))-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    private static func head(_ dice: inout Dice, months: Int) -> [String] {
        let year = 2026 + months / 12
        let month = months % 12 + 1
        return [
            "programme:", "  name: Random \(dice.seed)", "  start: 2026-01-\(dice.number(10...28))",
            "  until: \(year)-\(month < 10 ? "0" : "")\(month)-\(dice.number(10...28))",
            "  ceiling: \(dice.number(1...2000)) M USD", "parties:", "  a: { name: A }", "  b: { name: B }",
            "  c: { name: C }", "  d: { name: D }",
        ]
    }

    private static func capital(_ dice: inout Dice, sites: Int) -> [String] {
        var lines = [
            "capital:", "  approver: a", "  call_notice: \(dice.number(0...30)) business days",
            "  minimum_cash: \(dice.number(0...3_000_000)) USD", "  operating_reserve: \(dice.number(0...5)) M USD",
            "  funders:",
        ]
        for index in 1...dice.number(1...4) {
            let amount = dice.number(1...900_000_000_00)
            lines.append(
                "    f\(index): { party: \(dice.pick(["a", "b"])), commitment: \(amount / 100).\(amount % 100 / 10) USD, from: \(day(&dice, 2025...2027)) }"
            )
        }
        guard dice.chance(70) else { return lines }
        lines.append("  facilities:")
        for index in 1...dice.number(1...3) {
            let cover = dice.pick(["construction", "chips", "both"])
            let site = sites > 0 && dice.chance(50) ? ", sites: [s\(dice.number(1...sites))]" : ""
            lines.append(
                "    l\(index): { lender: c, limit: \(dice.number(0...400)) M USD, gearing: \(dice.number(1...100)) %, base_rate: 4.3 %, margin: \(dice.number(0...500)) bp, upfront_fee: \(dice.number(0...3)) %, from: \(day(&dice, 2025...2026)), covers: \(cover)\(site) }"
            )
        }
        return lines
    }

    private static func chips(_ dice: inout Dice, _ count: Int) -> [String] {
        var lines = ["chips:"]
        for index in 1...count {
            lines += [
                "  x\(index):", "    name: X\(index)", "    vendor: b", "    peak: \(dice.number(100...5000)) TFLOP/s",
                "    facility_power: \(dice.number(500...4000)) W", "    node: \(dice.pick([1, 4, 8, 72]))",
                "    price: \(dice.number(0...200_000)) USD", "    available: \(day(&dice, 2025...2026))",
                "    lead: \(dice.number(0...9)) months", "    supply_per_month: \(dice.number(0...3000))",
                "    life: \(dice.number(1...7)) years",
            ]
        }
        return lines
    }

    private static func sites(_ dice: inout Dice, _ count: Int, _ chips: Int) -> [String] {
        guard count > 0 else { return [] }
        var lines = ["sites:"]
        for site in 1...count {
            lines += [
                "  s\(site):", "    name: Site \(site)", "    owner: \(dice.pick(["a", "b", "c"]))", "    operator: b",
                "    energy_price: \(dice.number(0...200)) USD/MWh", "    pue: 1.\(dice.number(0...4))",
                "    peak_overhead: 1.\(dice.number(4...9))",
                "    operating_cost: \(dice.number(0...2_000_000)) USD/MW-year",
                "    phases:",
            ]
            for phase in 1...dice.number(1...4) {
                let after = phase > 1 && dice.chance(40) ? ", after: [p\(phase - 1)]" : ""
                lines.append(
                    "      p\(phase): { power: \(dice.number(300...20_000)) kW, not_before: \(day(&dice, 2025...2027)), construction: \(dice.number(0...14)) months, energisation: \(day(&dice, 2025...2027)), construction_cost: \(dice.number(0...20)) M USD/MW, chip: x\(dice.number(1...chips)), already_paid: \(dice.number(0...100)) %\(after) }"
                )
            }
        }
        return lines
    }

    private static func clouds(_ dice: inout Dice, _ chips: Int) -> [String] {
        var lines = ["suppliers:"]
        for (supplier, party) in [("u", "c"), ("v", "d")] {
            lines += ["  \(supplier):", "    party: \(party)", "    offers:"]
            lines.append(
                "      o: { chip: x\(dice.number(1...chips)), price: \(dice.number(0...20)).5 USD/GPU-hour, capacity: \(dice.number(0...2000)), lead: \(dice.number(0...60)) days, term: \(dice.number(1...9)) months }"
            )
            guard dice.chance(60) else { continue }
            lines += [
                "    contracted:",
                "      k: { chip: x\(dice.number(1...chips)), price: 2 USD/GPU-hour, accelerators: \(dice.number(1...3000)), from: 2025-06-01, until: \(day(&dice, 2026...2028)) }",
            ]
        }
        guard dice.chance(70) else { return lines }
        lines += [
            "agreements:",
            "  excl: { kind: exclusivity, grantor: a, holder: c, from: 2025-01-01, until: \(day(&dice, 2026...2027)), clause: '1', text: t }",
            "  waiv: { kind: waiver, of: excl, party: d, capacity: \(dice.number(1...5)) MW, grantor: c, holder: a, from: 2025-01-01, until: 2030-01-01, clause: '2', text: t }",
        ]
        return lines + rights(&dice)
    }

    /// Rights of every sort, alone and together.
    private static func rights(_ dice: inout Dice) -> [String] {
        let free = dice.chance(50) ? ", carve_outs: [own_build]" : ""
        let answers = ["accepts", "declines", "silent"]
        var extras = ""
        if dice.chance(30) { extras += ", de_minimis: \(dice.number(1...900)) kW" }
        if dice.chance(30) { extras += ", least_part: \(dice.number(1...400)) kW" }
        if dice.chance(30) { extras += ", signs: \(dice.pick(["yes", "no"]))" }
        if dice.chance(30) { extras += ", close_period: \(dice.number(1...40)) days" }
        if dice.chance(30) { extras += ", sign_period: \(dice.number(1...40)) days" }
        if dice.chance(30) {
            extras +=
                ", mode: \(dice.pick(["ranked", "concurrent"])), holders: { one: { party: c, rank: \(dice.number(1...2)), answer: \(dice.pick(answers)) }, two: { party: d, rank: 2, weight: 3, zone: Asia/Tokyo, answer: \(dice.pick(answers)) } }"
        } else {
            extras += ", accepts_up_to: \(dice.number(1...800))"
        }
        var lines = [
            "  rofr: { kind: right_of_first_refusal, grantor: a, holder: c, from: \(day(&dice, 2026...2026)), until: \(day(&dice, 2027...2030)), notice_period: \(dice.number(0...20)) business days, answer: \(dice.pick(answers)), clause: '3', text: t\(free)\(extras) }"
        ]
        if dice.chance(30) {
            lines.append(
                "  second: { kind: right_of_first_refusal, grantor: a, holder: d, from: 2025-01-01, until: 2030-01-01, notice_period: \(dice.number(1...90)) days, answer: \(dice.pick(answers)), zone: Europe/London, calendar: england_and_wales, clause: '4', text: t, carve_outs: [own_build] }"
            )
        }
        if dice.chance(30) {
            lines.append(
                "  pass: { kind: waiver, of: rofr, party: d, use: \(dice.pick(["standing", "one_off"])), capacity: \(dice.number(10...2000)) kW, grantor: c, holder: a, from: 2025-01-01, clause: '5', text: t }"
            )
        }
        if dice.chance(25) {
            lines.append(
                "  offer: { kind: right_of_first_offer, grantor: a, holder: c, from: 2026-03-01, until: 2030-01-01, free_period: \(dice.number(5...60)) days, clause: '6', text: t, carve_outs: [own_build]\(dice.chance(50) ? ", offered_price: \(dice.number(0...20)) USD/GPU-hour" : "") }"
            )
        }
        if dice.chance(30) {
            lines.append(
                "  favoured: { kind: most_favoured_terms, grantor: a, holder: \(dice.pick(["c", "d"])), from: 2025-01-01, until: 2030-01-01, clause: '7', text: t }"
            )
        }
        if dice.chance(30) {
            lines.append(
                "  promise: { kind: commitment, grantor: a, holder: c, from: 2026-01-01, until: 2029-01-01, minimum: \(dice.number(0...40)) M USD, period: \(dice.number(1...12)) months, carry_forward: \(dice.number(0...20)) M USD, make_up_periods: \(dice.number(0...3)), shortfall_rate: \(dice.number(0...100)) %, borne_by: \(dice.pick(["programme", "grantor"])), clause: '8', text: t }"
            )
        }
        if dice.chance(30) {
            lines += [
                "  first: { kind: product_first, grantor: a, holder: c, from: 2025-01-01, until: 2030-01-01, able: \(dice.pick(["yes", "no"])), willing: \(dice.pick(["yes", "no"])), clause: '9', text: t }",
                "  share: { kind: revenue_share, grantor: a, holder: c, from: 2025-01-01, until: 2030-01-01, share: 20 %, cap: \(dice.number(0...9)) M USD, revenue: 10 M USD, clause: '10', text: t }",
            ]
        }
        return lines
    }

    private static func work(_ dice: inout Dice) -> [String] {
        var lines = ["models:"]
        for model in 1...dice.number(1...3) {
            let least = dice.number(1...2000)
            let after = model > 1 && dice.chance(50) ? ", after: [m\(model - 1)]" : ""
            lines.append(
                "  m\(model): { name: M\(model), flop: \(dice.number(1...900))e\(dice.number(19...22)) FLOP, utilisation: \(dice.number(5...60)) %, least: \(least), most: \(least + dice.number(0...4000)), not_before: \(day(&dice, 2025...2027)), data_ready: \(day(&dice, 2025...2027))\(after) }"
            )
        }
        lines.append("demand:")
        if dice.chance(70) {
            lines.append(
                "  research: { experiments_per_month: \(dice.number(0...25)), flop: \(dice.number(1...90))e19 FLOP, accelerators: \(dice.number(1...300)), utilisation: 30 % }"
            )
        }
        lines.append(
            "  inference: { tokens_per_day: { 2026-01-01: \(dice.number(0...900)) M tokens/day, 2027-06-01: \(dice.number(0...90)) bn tokens/day }, flop_per_token: 2e11 FLOP, utilisation: 15 % }"
        )
        lines.append(
            "  efficiency: { e: { name: E, from: \(day(&dice, 2025...2027)), training: 70 %, inference: 60 % } }")
        return lines
    }

    private static func rules(_ dice: inout Dice) -> [String] {
        [
            "policy:", "  inference_floor: \(dice.number(0...100)) %",
            "  construction_workers: \(dice.number(0...300))",
            "  construction_deposit: \(dice.number(0...100)) %", "  chip_deposit: \(dice.number(0...100)) %",
            "  idle_power: \(dice.number(0...100)) %", "risks:",
            "  construction_slip: { p10: -20 %, p50: 10 %, p90: 80 % }",
            "  delivery_slip: { p10: -5 %, p50: 5 %, p90: 100 % }",
            "  node_failures: \(dice.number(0...60)) per 1000 node-days",
            "  repair: \(dice.number(0...100)) hours", "  checkpoint_time: \(dice.number(0...300)) seconds",
            "  restart: \(dice.number(0...40)) minutes",
            "  late_payment: { share: \(dice.number(0...60)) %, delay: \(dice.number(0...90)) days }",
        ]
    }
}

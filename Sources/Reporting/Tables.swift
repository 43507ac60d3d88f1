public import StargateProgramme

/// The run's tables as CSV (RFC 4180).
public enum Tables {
    public struct Table: Sendable {
        public let name: String
        public let text: String
    }

    /// Every table of a run.
    public static func all(_ summary: Summary, _ programme: Programme) -> [Table] {
        [
            quarters(summary), capacity(summary), held(summary), models(summary), phases(summary), calls(summary),
            cash(summary), flows(summary), values(programme),
        ]
    }

    private static func table(_ name: String, _ header: [String], _ rows: [[String]]) -> Table {
        Table(name: "\(name).csv", text: csv(header, rows))
    }

    static func csv(_ header: [String], _ rows: [[String]]) -> String {
        ([header] + rows).map { $0.map(quoted).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func quarters(_ summary: Summary) -> Table {
        let header = [
            "quarter", "ended", "committed_usd", "called_usd", "contributed_usd", "drawn_usd", "earned_usd",
            "spent_usd", "cash_usd",
            "overdue_usd", "promised_usd", "contracted_mw", "construction_mw", "energised_mw", "serving_mw",
            "accelerators", "pflops",
            "demand_inference_pflops", "demand_research_pflops", "demand_training_pflops", "tokens_asked",
            "tokens_served", "energy_mwh", "own_usd_per_hour", "cloud_usd_per_hour", "construction_jobs",
            "permanent_jobs",
        ]
        let rows = summary.quarters.map { q in
            [
                q.quarter, q.ended, cents(q.committedUsd), cents(q.calledUsd), cents(q.contributedUsd),
                cents(q.drawnUsd), cents(q.earnedUsd), cents(q.spentUsd), cents(q.cashUsd), cents(q.overdueUsd),
                cents(q.promisedUsd),
                "\(q.contractedMw)",
                "\(q.constructionMw)", "\(q.energisedMw)", "\(q.servingMw)", "\(q.accelerators)", "\(q.pflops)",
                "\(q.demandInferencePflops)", "\(q.demandResearchPflops)", "\(q.demandTrainingPflops)",
                "\(q.tokensAsked)", "\(q.tokensServed)", "\(q.energyMwh)", text(q.ownUsdPerHour),
                text(q.cloudUsdPerHour), "\(q.constructionJobs)", "\(q.permanentJobs)",
            ]
        }
        return table("quarters", header, rows)
    }

    private static func capacity(_ summary: Summary) -> Table {
        table(
            "capacity", ["quarter", "place", "name", "own", "chip", "accelerators", "pflops"],
            summary.quarters.flatMap { quarter in
                quarter.sources.map {
                    [quarter.quarter, $0.place, $0.name, "\($0.own)", $0.chip, "\($0.accelerators)", "\($0.pflops)"]
                }
            })
    }

    private static func held(_ summary: Summary) -> Table {
        table(
            "held_back", ["quarter", "cause", "mean_mw"],
            summary.quarters.flatMap { quarter in quarter.held.map { [quarter.quarter, $0.cause, "\($0.mw)"] } })
    }

    private static func models(_ summary: Summary) -> Table {
        table(
            "models",
            [
                "id", "name", "flop", "not_before", "data_ready", "ready_to_train", "started", "trained", "place",
                "accelerators", "interruptions", "lost_hours",
            ],
            summary.models.map { m in
                [
                    m.id, m.name, "\(m.flop)", m.notBefore, m.dataReady ?? "", m.readyToTrain ?? "", m.started ?? "",
                    m.trained ?? "", m.place ?? "", "\(m.accelerators)", "\(m.interruptions)", "\(m.lostHours)",
                ]
            })
    }

    private static func phases(_ summary: Summary) -> Table {
        table(
            "phases",
            [
                "id", "site", "mw", "chip", "stage", "blocked", "wanted", "planned_shell", "planned_power",
                "contracted",
                "shell_ready", "power_live", "energised", "chips_ordered", "first_online", "full", "accelerators",
                "online",
            ],
            summary.phases.map { p in
                [
                    p.id, p.siteName, "\(p.mw)", p.chip, p.stage, p.blocked ?? "", p.wanted, p.plannedShell,
                    p.plannedPower, p.contracted ?? "", p.shellReady ?? "", p.powerLive ?? "", p.energised ?? "",
                    p.chipsOrdered ?? "", p.firstOnline ?? "", p.full ?? "", "\(p.accelerators)", "\(p.online)",
                ]
            })
    }

    private static func calls(_ summary: Summary) -> Table {
        table(
            "calls", ["call", "noticed", "due", "funder", "amount_usd"],
            summary.calls.flatMap { call in
                call.lines.map { ["\(call.call)", call.noticed, call.due, $0.funder, cents($0.amountUsd)] }
            })
    }

    private static func cash(_ summary: Summary) -> Table {
        table(
            "cash", ["month", "called_usd", "contributed_usd", "drawn_usd", "spent_usd", "promised_usd"],
            summary.cash.map {
                [
                    $0.month, cents($0.calledUsd), cents($0.contributedUsd), cents($0.drawnUsd), cents($0.spentUsd),
                    cents($0.promisedUsd),
                ]
            })
    }

    private static func flows(_ summary: Summary) -> Table {
        table("money_flow", ["from", "to", "usd"], summary.flows.map { [$0.from, $0.to, cents($0.usd)] })
    }

    private static func values(_ programme: Programme) -> Table {
        table(
            "declared_values", ["path", "value", "confidence", "source"],
            programme.declaredValues.map { [$0.path, $0.text, $0.confidence.rawValue, $0.source ?? ""] })
    }

    /// Dollars with cents, no thousands.
    private static func cents(_ usd: Double) -> String { Words.plain(usd) }

    private static func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }
}

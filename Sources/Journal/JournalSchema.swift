/// The journal's tables, and views that answer common questions in SQL.
enum JournalSchema {
    static let format = "stargate-journal-3"

    static let tables = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
        INSERT INTO meta VALUES ('format', '\(format)');
        CREATE TABLE batch (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, hash TEXT NOT NULL);
        CREATE TABLE event (
            number INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch, at INTEGER NOT NULL,
            kind TEXT NOT NULL, body TEXT NOT NULL);
        CREATE INDEX event_by_batch ON event (batch);
        CREATE INDEX event_by_kind ON event (kind);
        CREATE TABLE snapshot (batch INTEGER PRIMARY KEY REFERENCES batch, at INTEGER NOT NULL, state TEXT NOT NULL);
        CREATE TABLE view_help (view TEXT PRIMARY KEY, answers TEXT NOT NULL);

        """

    /// Every view with what it answers.
    static let documented: [(name: String, answers: String, select: String)] = [
        (
            "events", "Every event with its UTC time.",
            "SELECT number, datetime(at / 1000, 'unixepoch') AS utc, kind, body FROM event"
        ),
        (
            "quarters", "Money so far in USD, facility power in MW, and tokens, at the end of each quarter.",
            """
            SELECT q.value ->> 'quarter' AS quarter, date((q.value ->> 'at') / 1000, 'unixepoch') AS ended,
                (q.value ->> 'called') / 100.0 AS called_usd, (q.value ->> 'contributed') / 100.0 AS contributed_usd,
                (q.value ->> 'drawn') / 100.0 AS drawn_usd, (q.value ->> 'earned') / 100.0 AS earned_usd,
                (q.value ->> 'spent') / 100.0 AS spent_usd, (q.value ->> 'distributed') / 100.0 AS distributed_usd,
                (q.value ->> 'reserve') / 100.0 AS reserve_usd,
                (q.value ->> 'cash') / 100.0 AS cash_usd,
                (q.value ->> 'overdue') / 100.0 AS overdue_usd, (q.value ->> 'promised') / 100.0 AS promised_usd,
                (q.value ->> 'powerContracted') / 1e6 AS contracted_mw,
                (q.value ->> 'powerInConstruction') / 1e6 AS construction_mw,
                (q.value ->> 'powerEnergised') / 1e6 AS energised_mw, (q.value ->> 'powerServing') / 1e6 AS serving_mw,
                q.value ->> 'tokensAsked' AS tokens_asked, q.value ->> 'tokensServed' AS tokens_served,
                (q.value ->> 'energy') / 1e6 AS energy_mwh
            FROM event, json_each(event.body) AS q WHERE event.kind = 'quarterClosed'
            """
        ),
        (
            "capacity_by_quarter",
            "Accelerators and peak PFLOP/s online at the end of each quarter, by place and chip.",
            """
            SELECT event.body ->> '$.quarterClosed.quarter' AS quarter, p.value ->> 'place' AS place,
                p.value ->> 'chip' AS chip, p.value ->> 'isOwn' AS own, p.value ->> 'online' AS accelerators,
                p.value ->> 'failed' AS failed, (p.value ->> 'rate') / 1e6 AS pflops
            FROM event, json_each(event.body, '$.quarterClosed.pools') AS p WHERE event.kind = 'quarterClosed'
            """
        ),
        (
            "held_back", "Mean facility power in MW that each cause held back, by quarter.",
            """
            SELECT event.body ->> '$.quarterClosed.quarter' AS quarter, h.value ->> 'cause' AS cause,
                (h.value ->> 'power') / 1e6 AS megawatts
            FROM event, json_each(event.body, '$.quarterClosed.held') AS h WHERE event.kind = 'quarterClosed'
            """
        ),
        (
            "capital_calls", "Every call line: noticed, due, paid, amount in USD.",
            """
            SELECT c.body ->> '$.capital.called.call' AS call, l.value ->> 'funder' AS funder,
                date(c.at / 1000, 'unixepoch') AS noticed,
                date((c.body ->> '$.capital.called.due') / 1000, 'unixepoch') AS due,
                (SELECT date(p.at / 1000, 'unixepoch') FROM event AS p WHERE p.kind = 'capital.contributed'
                    AND p.body ->> '$.capital.contributed.call' = c.body ->> '$.capital.called.call'
                    AND p.body ->> '$.capital.contributed.funder' = l.value ->> 'funder') AS paid,
                (l.value ->> 'amount') / 100.0 AS amount_usd
            FROM event AS c, json_each(c.body, '$.capital.called.lines') AS l WHERE c.kind = 'capital.called'
            """
        ),
        (
            "payments", "Every payment in USD, what for, and how much of it lenders paid.",
            """
            SELECT date(at / 1000, 'unixepoch') AS paid, body ->> '$.capital.paid.work.category' AS category,
                body ->> '$.capital.paid.work.subject' AS subject, body ->> '$.capital.paid.work.site' AS site,
                (body ->> '$.capital.paid.amount') / 100.0 AS amount_usd,
                (SELECT coalesce(sum(d.value ->> 'amount'), 0) / 100.0
                    FROM json_each(event.body, '$.capital.paid.draws') AS d) AS from_debt_usd
            FROM event WHERE kind = 'capital.paid'
            """
        ),
        (
            "phases", "Each phase's dates on its way to service.",
            """
            SELECT body ->> '$.buildOut.contracted.phase' AS phase,
                (body ->> '$.buildOut.contracted.power') / 1e6 AS megawatts,
                body ->> '$.buildOut.contracted.accelerators' AS accelerators,
                date(at / 1000, 'unixepoch') AS contracted,
                (SELECT date(e.at / 1000, 'unixepoch') FROM event AS e WHERE e.kind = 'buildOut.shellReady'
                    AND e.body ->> '$.buildOut.shellReady.phase' = c.body ->> '$.buildOut.contracted.phase') AS shell,
                (SELECT date(e.at / 1000, 'unixepoch') FROM event AS e WHERE e.kind = 'buildOut.energised'
                    AND e.body ->> '$.buildOut.energised.phase' = c.body ->> '$.buildOut.contracted.phase') AS energised,
                (SELECT date(min(e.at) / 1000, 'unixepoch') FROM event AS e WHERE e.kind = 'buildOut.online'
                    AND e.body ->> '$.buildOut.online.phase' = c.body ->> '$.buildOut.contracted.phase') AS first_online
            FROM event AS c WHERE c.kind = 'buildOut.contracted'
            """
        ),
        (
            "obstacles", "What stood in the way, each time the cause changed: of phases, of rentals, of paying bills.",
            """
            SELECT date(at / 1000, 'unixepoch') AS day, body ->> '$.buildOut.phaseBlocked.phase' AS subject,
                body ->> '$.buildOut.phaseBlocked.cause' AS cause, body ->> '$.buildOut.phaseBlocked.reason' AS reason
            FROM event WHERE kind = 'buildOut.phaseBlocked'
            UNION ALL SELECT date(at / 1000, 'unixepoch'), 'clouds', 'contract',
                coalesce(body ->> '$.sourcing.reviewed.clause', 'a holder''s notice is running')
            FROM event WHERE kind = 'sourcing.reviewed' AND body ->> '$.sourcing.reviewed.heldByContract' > 0
            UNION ALL SELECT date(at / 1000, 'unixepoch'), 'clouds', 'capital',
                'equity for the rent is not committed'
            FROM event WHERE kind = 'sourcing.reviewed' AND body ->> '$.sourcing.reviewed.heldByCapital' > 0
            UNION ALL SELECT date(at / 1000, 'unixepoch'), 'bills', 'capital',
                printf('%.2f USD fell due and cannot be paid', (body ->> '$.quarterClosed.overdue') / 100.0)
            FROM event WHERE kind = 'quarterClosed' AND body ->> '$.quarterClosed.overdue' > 0
            """
        ),
        (
            "model_timeline", "When each model joined the queue, started (first time), and was trained.",
            """
            SELECT body ->> '$.training.wanted.model' AS model, date(at / 1000, 'unixepoch') AS ready_to_train,
                (SELECT date(min(s.at) / 1000, 'unixepoch') FROM event AS s WHERE s.kind = 'scheduling.started'
                    AND s.body ->> '$.scheduling.started.job' = 'train/' || (w.body ->> '$.training.wanted.model'))
                    AS started,
                (SELECT date(t.at / 1000, 'unixepoch') FROM event AS t WHERE t.kind = 'training.trained'
                    AND t.body ->> '$.training.trained.model' = w.body ->> '$.training.wanted.model') AS trained
            FROM event AS w WHERE w.kind = 'training.wanted'
            """
        ),
        (
            "metering", "Accelerator-hours by reading, pool and use, with energy and cost.",
            """
            SELECT date(at / 1000, 'unixepoch') AS read, body ->> '$.usage.metered.pool' AS pool,
                (body ->> '$.usage.metered.training') / 3600.0 AS training_hours,
                (body ->> '$.usage.metered.research') / 3600.0 AS research_hours,
                (body ->> '$.usage.metered.inference') / 3600.0 AS inference_hours,
                (body ->> '$.usage.metered.online') / 3600.0 AS online_hours,
                (body ->> '$.usage.metered.energy') / 1e6 AS energy_mwh,
                (body ->> '$.usage.metered.cost') / 100.0 AS cost_usd
            FROM event WHERE kind = 'usage.metered'
            """
        ),
        (
            "rofr_cases",
            "Every deal put before a right of first refusal: when, until when, and the last that happened.",
            """
            SELECT o.body ->> '$.agreements.opened.number' AS number,
                o.body ->> '$.agreements.opened.agreement' AS agreement, o.body ->> '$.agreements.opened.deal.id' AS deal,
                o.body ->> '$.agreements.opened.deal.counterparty' AS counterparty,
                (o.body ->> '$.agreements.opened.deal.terms.quantity') / 1e6 AS megawatts,
                date(o.at / 1000, 'unixepoch') AS opened,
                (SELECT datetime((p.body ->> '$.agreements.progressed.step.noticed.asks[0].answerBy.instant') / 1000,
                    'unixepoch') FROM event AS p WHERE p.kind = 'agreements.progressed'
                    AND p.body ->> '$.agreements.progressed.number' = o.body ->> '$.agreements.opened.number'
                    AND p.body ->> '$.agreements.progressed.step.noticed' IS NOT NULL ORDER BY p.number LIMIT 1)
                    AS answer_by_utc,
                (SELECT k.key FROM event AS p, json_each(p.body, '$.agreements.progressed.step') AS k
                    WHERE p.kind = 'agreements.progressed'
                    AND p.body ->> '$.agreements.progressed.number' = o.body ->> '$.agreements.opened.number'
                    ORDER BY p.number DESC LIMIT 1) AS last_step
            FROM event AS o WHERE o.kind = 'agreements.opened'
            """
        ),
    ]

    static let views = documented.map { view in
        "CREATE VIEW \(view.name) AS \(view.select);\n"
            + "INSERT INTO view_help VALUES ('\(view.name)', '\(view.answers.split(separator: "'").joined(separator: "''"))');\n"
    }.joined()
}

/// The ledger in PostgreSQL: its tables, and a function for each way of taking transfers.
enum PostgresLedger {
    /// `post` takes one transfer, `post_staged` what lies in the session's table `staged`, all by the same rules.
    static let schema = """
        CREATE TABLE account (
            id integer PRIMARY KEY, debits_pending bigint NOT NULL DEFAULT 0, debits_posted bigint NOT NULL DEFAULT 0,
            credits_pending bigint NOT NULL DEFAULT 0, credits_posted bigint NOT NULL DEFAULT 0,
            limited boolean NOT NULL
        ) WITH (fillfactor = 50);
        CREATE TABLE transfer (
            id_high bigint NOT NULL, id_low bigint NOT NULL, debit integer NOT NULL, credit integer NOT NULL,
            amount bigint NOT NULL, pending boolean NOT NULL, code integer NOT NULL, effective_date date NOT NULL,
            PRIMARY KEY (id_high, id_low)
        );
        \(single)
        \(batch)
        """

    /// The session's staging table; it is not logged, and emptied at every commit.
    static let staging = """
        CREATE TEMPORARY TABLE staged (
            ordinal integer, id_high bigint, id_low bigint, debit integer, credit integer, amount bigint,
            pending boolean, code integer, effective_date date
        ) ON COMMIT DELETE ROWS;
        """

    /// Locks both accounts in the order of their ids, so that concurrent clients never wait for one another in a ring.
    private static let single = """
        CREATE FUNCTION post(
            high bigint, low bigint, debitor integer, creditor integer, sum bigint, is_pending boolean, kind integer,
            day date
        ) RETURNS boolean LANGUAGE plpgsql AS $$
        DECLARE
            found_accounts integer := 0;
            held record;
        BEGIN
            IF debitor = creditor OR sum <= 0 THEN RETURN false; END IF;
            FOR held IN SELECT * FROM account WHERE id IN (debitor, creditor) ORDER BY id FOR NO KEY UPDATE LOOP
                found_accounts := found_accounts + 1;
                IF held.id = debitor AND held.limited
                    AND held.debits_pending + held.debits_posted + sum > held.credits_posted
                THEN RETURN false; END IF;
            END LOOP;
            IF found_accounts < 2 THEN RETURN false; END IF;
            INSERT INTO transfer VALUES (high, low, debitor, creditor, sum, is_pending, kind, day)
                ON CONFLICT DO NOTHING;
            IF NOT FOUND THEN RETURN false; END IF;
            UPDATE account SET
                debits_pending = debits_pending + CASE WHEN id = debitor AND is_pending THEN sum ELSE 0 END,
                debits_posted = debits_posted + CASE WHEN id = debitor AND NOT is_pending THEN sum ELSE 0 END,
                credits_pending = credits_pending + CASE WHEN id = creditor AND is_pending THEN sum ELSE 0 END,
                credits_posted = credits_posted + CASE WHEN id = creditor AND NOT is_pending THEN sum ELSE 0 END
                WHERE id IN (debitor, creditor);
            RETURN true;
        END $$;
        """

    /// Sets at a time where no limited account could be overdrawn in any order, else one by one in order.
    private static let batch = """
        CREATE FUNCTION post_staged() RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE taken bigint;
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT debit, sum(amount)::bigint AS out FROM staged WHERE amount > 0 GROUP BY debit) s
                    JOIN account ON account.id = s.debit
                WHERE limited AND debits_pending + debits_posted + s.out > credits_posted
            ) THEN
                SELECT count(*) FILTER (WHERE
                        post(id_high, id_low, debit, credit, amount, pending, code, effective_date)) INTO taken
                    FROM (SELECT * FROM staged ORDER BY ordinal) ordered;
                RETURN taken;
            END IF;
            WITH inserted AS (
                INSERT INTO transfer
                    SELECT id_high, id_low, debit, credit, amount, pending, code, effective_date FROM staged
                    WHERE amount > 0 AND debit <> credit AND EXISTS (SELECT FROM account WHERE id = debit)
                        AND EXISTS (SELECT FROM account WHERE id = credit)
                    ORDER BY ordinal
                    ON CONFLICT DO NOTHING RETURNING debit, credit, amount, pending
            ), moved AS (
                UPDATE account SET
                    debits_pending = debits_pending + dp, debits_posted = debits_posted + d,
                    credits_pending = credits_pending + cp, credits_posted = credits_posted + c
                FROM (
                    SELECT id AS number, sum(dp)::bigint AS dp, sum(d)::bigint AS d, sum(cp)::bigint AS cp,
                        sum(c)::bigint AS c
                    FROM (
                        SELECT debit AS id, CASE WHEN pending THEN amount ELSE 0 END AS dp,
                            CASE WHEN pending THEN 0 ELSE amount END AS d, 0 AS cp, 0 AS c FROM inserted
                        UNION ALL
                        SELECT credit, 0, 0, CASE WHEN pending THEN amount ELSE 0 END,
                            CASE WHEN pending THEN 0 ELSE amount END FROM inserted
                    ) sides GROUP BY id
                ) sums WHERE account.id = sums.number
            )
            SELECT count(*) INTO taken FROM inserted;
            RETURN taken;
        END $$;
        """
}

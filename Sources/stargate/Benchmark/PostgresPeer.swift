import Foundation

/// PostgreSQL in a private server on this machine: sets at a time through `psql`, single transfers through `pgbench`.
struct PostgresPeer: LedgerPeer {
    static let name = "PostgreSQL"

    func measure(_ load: PeerLoad, in directory: URL) throws -> PeerFigures {
        let programs: PostgresPrograms
        do { programs = try PostgresPrograms.find() } catch {
            return PeerFigures(name: Self.name, note: error.localizedDescription)
        }
        let cluster = try PostgresCluster(programs, in: directory)
        defer { cluster.stop() }
        return try PostgresRun(load: load, cluster: cluster).measure()
    }
}

/// One measurement against a running server; scripts lie in the server's folder, which goes with it.
private struct PostgresRun {
    let load: PeerLoad
    let cluster: PostgresCluster

    func measure() throws -> PeerFigures {
        var figures = PeerFigures(name: PostgresPeer.name)
        let opening = load.workload.opening
        try prepare(opening)
        var total = opening.reduce(0) { $0 + $1.amount }
        if load.transfers > 0 {
            figures.batchedPerSecond = try postBatches()
            total += load.workload.total(0..<load.transfers)
            try check(count: opening.count + load.transfers, total: total)
        }
        if load.unbatchedTransfers > 0 {
            let (done, perSecond) = try postSingly()
            figures.unbatchedPerSecond = perSecond
            try check(count: opening.count + load.transfers + done, total: nil)
        }
        return figures
    }

    /// Makes the accounts, funds them, and lets the planner know them.
    private func prepare(_ opening: [LedgerWorkload.Transfer]) throws {
        var script = PostgresLedger.schema + PostgresLedger.staging
        script += "COPY account (id, limited) FROM STDIN;\n"
        for id in 1...load.workload.accounts { script += "\(id)\t\(load.workload.isLimited(id))\n" }
        script += "\\.\n" + Self.batch(opening) + "VACUUM ANALYZE account;\nCHECKPOINT;\n"
        _ = try psql([script])
    }

    /// All batches through one session; the server's own clock says how long from the first to the last commit.
    private func postBatches() throws -> Double {
        let now = "SELECT extract(epoch FROM clock_timestamp());\n"
        let lines = try psql(
            load.batches.lazy.map { range in
                let staging = range.lowerBound == 0 ? PostgresLedger.staging : ""
                return staging + now + Self.batch(range.map(load.workload.transfer)) + now
            })
        guard let start = lines.first.flatMap(Double.init), let end = lines.last.flatMap(Double.init), end > start
        else {
            throw PeerFault(peer: PostgresPeer.name, problem: "psql said \(lines.suffix(3))")
        }
        return Double(load.transfers) / (end - start)
    }

    private static func batch(_ transfers: [LedgerWorkload.Transfer]) -> String {
        var text = "BEGIN;\nCOPY staged FROM STDIN;\n"
        for (ordinal, transfer) in transfers.enumerated() {
            text += "\(ordinal)\t\(transfer.idHigh)\t\(transfer.idLow)\t\(transfer.debit)\t\(transfer.credit)\t"
            text += "\(transfer.amount)\tf\t\(LedgerWorkload.code)\t2026-01-02\n"
        }
        return text + "\\.\nSELECT post_staged();\nCOMMIT;\n"
    }

    /// pgbench draws transfers of the same kind by itself; their ids are the client's number and a count.
    private func postSingly() throws -> (done: Int, perSecond: Double) {
        let accounts = load.workload.accounts
        let script = """
            \\set count :count + 1
            \\set debit random(1, \(accounts))
            \\set credit (:debit - 1 + random(1, \(accounts - 1))) % \(accounts) + 1
            \\set amount random(1, \(LedgerWorkload.largestAmount))
            SELECT post(-1 - :client_id, :count, :debit::int, :credit::int, :amount, false, \(LedgerWorkload.code), \
            '2026-01-02');
            """
        let file = cluster.folder.appendingPathComponent("transfer.pgbench")
        try script.write(to: file, atomically: true, encoding: .utf8)
        let each = max(1, load.unbatchedTransfers / load.clients)
        let said = try cluster.run(
            "pgbench",
            [
                "-n", "-M", "prepared", "-c", "\(load.clients)", "-j", "\(min(2, load.clients))", "-t", "\(each)",
                "-D", "count=0", "--random-seed", "\(load.workload.seed)", "-f", file.path,
            ])
        let rate = said.split(separator: "\n").first { $0.hasPrefix("tps = ") }?.split(separator: " ")
        guard let rate, rate.count > 2, let perSecond = Double(rate[2]) else {
            throw PeerFault(peer: PostgresPeer.name, problem: "pgbench said: \(said.suffix(400))")
        }
        return (each * load.clients, perSecond)
    }

    private func check(count: Int, total: Int64?) throws {
        let fields = try psql([PeerBooks.query + ";\n"]).last?.split(separator: "|").compactMap { Int64($0) } ?? []
        guard fields.count == 5 else { throw PeerFault(peer: PostgresPeer.name, problem: "no answer") }
        let books = PeerBooks(
            transfers: fields[0], amounts: fields[1], debits: fields[2], credits: fields[3], overdrawn: fields[4])
        try books.check(PostgresPeer.name, count: count, total: total)
    }

    /// Runs a script, which goes to a file first, part by part; the lines of its answers, without headings.
    private func psql(_ parts: some Sequence<String>) throws -> [String] {
        let file = cluster.folder.appendingPathComponent("script.sql")
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        for part in parts { try handle.write(contentsOf: Data(part.utf8)) }
        try handle.close()
        return try cluster.run("psql", ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d"], input: file)
            .split(separator: "\n").map(String.init)
    }
}

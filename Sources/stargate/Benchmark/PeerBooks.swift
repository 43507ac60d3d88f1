/// What a peer's books say after a run, and whether that is right.
struct PeerBooks {
    /// One row with these five columns, in both dialects.
    static let query = """
        SELECT (SELECT count(*) FROM transfer), (SELECT sum(amount) FROM transfer),
            sum(debits_pending + debits_posted), sum(credits_pending + credits_posted),
            sum(CASE WHEN limited AND debits_pending + debits_posted > credits_posted THEN 1 ELSE 0 END) FROM account
        """

    let transfers: Int64
    let amounts: Int64
    let debits: Int64
    let credits: Int64
    let overdrawn: Int64

    /// - Throws: `PeerFault` unless there are `count` transfers and both sides of the books sum to their amounts.
    /// - Parameter total: what the amounts must sum to, if known.
    func check(_ peer: String, count: Int, total: Int64?) throws {
        guard transfers == count else { throw PeerFault(peer: peer, problem: "\(transfers) transfers, not \(count)") }
        guard debits == amounts, credits == amounts, total ?? amounts == amounts else {
            let sought = total.map { ", to be \($0)" } ?? ""
            throw PeerFault(peer: peer, problem: "debits \(debits), credits \(credits), amounts \(amounts)\(sought)")
        }
        guard overdrawn == 0 else { throw PeerFault(peer: peer, problem: "\(overdrawn) limited accounts overdrawn") }
    }
}

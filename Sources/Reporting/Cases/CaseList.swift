import StargateAgreements
public import StargateEngine
import StargateProgramme
public import StargateQuantities

/// Cases of rights with what is being waited for and the time left.
public struct CaseList: Sendable, Codable {
    public struct Row: Sendable, Codable {
        public let number: Int
        public let agreement: String
        public let deal: String
        public let counterparty: String
        public let megawatts: Double
        public let state: String
        /// Who must do something, and what: `microsoft answers`.
        public let waitingFor: String?
        /// UTC, always with its time.
        public let deadline: String?
        /// By the agreement's clock: `Mon 2025-04-14 17:00`.
        public let localDeadline: String?
        public let daysLeft: Double?
    }

    /// The instant the list is of.
    public let asOf: String
    /// True if settled cases are listed, too.
    public let isAll: Bool
    public let cases: [Row]

    /// - Parameter all: true lists settled cases, too.
    public init(_ state: EngineState, at instant: Instant, all: Bool) {
        asOf = "\(instant)"
        isAll = all
        let listed =
            all
            ? state.agreements.cases
            : state.agreements.cases.filter {
                $0.state == .breach || (!$0.isSettled && $0.state != .outOfScope)
            }
        cases = listed.map { matter in
            let deadline = matter.nextDeadline
            return Row(
                number: matter.number, agreement: matter.agreement.text, deal: matter.deal.id.text,
                counterparty: matter.deal.counterparty.text, megawatts: Double(matter.deal.quantity.watts) / 1e6,
                state: CaseWords.state(matter), waitingFor: CaseList.waiting(matter),
                deadline: deadline.map { CaseWords.utc($0) },
                localDeadline: deadline.map {
                    let zone = state.programme.agreements[matter.agreement]?.firstRefusal?.time.zone ?? .utc
                    return "\(CaseWords.local($0, in: zone)) \(zone)"
                },
                daysLeft: deadline.map { Double($0.since(instant)) / Double(Instant.millisecondsPerDay) })
        }
    }

    private static func waiting(_ matter: RightCase) -> String? {
        let answering = matter.holders.filter { $0.status == .pending }.map(\.party.text)
        if matter.state == .open && !answering.isEmpty { return "\(answering.joined(separator: ", ")) to answer" }
        let signing = matter.holders.filter { $0.signBy != nil }.map(\.party.text)
        if !signing.isEmpty { return "\(signing.joined(separator: ", ")) to sign" }
        if matter.state == .breach { return "a remedy for the breach" }
        if matter.state == .released { return "closing with \(matter.deal.counterparty)" }
        return nil
    }

    public func text(isColoured: Bool) -> String {
        let ink = Ink(isColoured: isColoured)
        guard !cases.isEmpty else { return "No case is \(isAll ? "known" : "open") on \(asOf).\n" }
        var table = TextTable([
            "case", "agreement", "deal", "with", ">MW", "state", "waits for", "until", ">days left",
        ])
        for row in cases {
            table.add([
                "\(row.number)", row.agreement, row.deal, row.counterparty,
                Words.fixed(row.megawatts, row.megawatts < 1 ? 3 : 1), row.state,
                row.waitingFor ?? "", row.localDeadline ?? "", row.daysLeft.map { Words.fixed($0, 1) } ?? "",
            ])
        }
        return (["Cases on \(asOf)"] + table.lines(ink)).joined(separator: "\n") + "\n"
    }
}

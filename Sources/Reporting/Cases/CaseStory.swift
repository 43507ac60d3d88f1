/// One case told as a dated story: what happened, when by the holder's clock, under which clause, and how each deadline
/// was counted.
public struct CaseStory: Sendable, Codable {
    public struct Line: Sendable, Codable {
        /// By the agreement's clock: `Mon 2025-03-17 17:00`.
        public let local: String
        public let utc: String
        public let what: String
        public let clause: String?
        public let clauseText: String?
        /// How the deadline in it was counted.
        public let counted: String?
    }

    public let number: Int
    public let agreement: String
    public let deal: String
    public let counterparty: String
    public let subject: String
    public let zone: String
    public let state: String
    public let lines: [Line]

    /// The story as text.
    ///
    /// - Parameter isColoured: for a terminal.
    public func text(isColoured: Bool) -> String {
        let ink = Ink(isColoured: isColoured)
        var text = ink.bold("Case \(number): \(subject)") + "\n"
        text += ink.dim("under \(agreement), deal \(deal), times in \(zone); now \(state)") + "\n"
        var quoted: Set<String> = []
        for line in lines {
            text += "\n\(ink.bold(line.local))  \(line.what)\n"
            if let counted = line.counted { text += ink.dim("    counted: \(counted)") + "\n" }
            guard let clause = line.clause else { continue }
            // A clause's words are given once.
            let words = quoted.insert(clause).inserted ? line.clauseText.map { ": \($0)" } ?? "" : ""
            text += ink.dim("    \(clause)\(words)") + "\n"
        }
        return text
    }
}

public import StargateAgreements
public import StargateEngine
import StargateProgramme
public import StargateQuantities
import StargateSourcing

/// What the agreements say to getting capacity from each supplier: the question "may we buy it there?".
public struct GateAnswers: Sendable, Codable {
    public struct Row: Sendable, Codable {
        public let offer: String
        public let party: String
        public let chip: String
        public let usdPerHour: Double
        public let accelerators: Int64
        /// `allowed`, `after a step` or `refused`.
        public let answer: String
        public let clauses: [String]
        /// What has to be done first and until when, or why not and what would cure it.
        public let words: String
        /// When the last step would be over if it were taken now.
        public let until: String?
    }

    public let asOf: String
    public let megawatts: Double
    public let purpose: String?
    public let answers: [Row]

    /// - Parameters:
    ///   - power: How much is needed.
    ///   - purpose: What for; `nil` if that is open.
    public init(_ state: EngineState, power: Power, purpose: Purpose?, at instant: Instant) {
        asOf = "\(instant)"
        megawatts = Double(power.watts) / 1e6
        self.purpose = purpose?.rawValue
        let book = state.programme.agreements
        // Questions whose time is over by then are over, though nobody has looked at the clock.
        var agreements = state.agreements
        for event in agreements.decideLapsedOffers(in: book, at: instant) { agreements.evolve(event, at: instant) }
        answers = state.offersByPrice.map { offer, chip in
            let count = chip.accelerators(fedBy: power)
            let deal = state.deal(for: offer, count, of: chip, purpose: purpose, instant)
            let verdict = agreements.verdict(on: deal, in: book, at: instant)
            let said = GateAnswers.say(verdict, book)
            return Row(
                offer: offer.id.text, party: offer.party.text, chip: chip.id.text,
                usdPerHour: Double(offer.price.units) / 1e6, accelerators: count, answer: said.answer,
                clauses: said.clauses, words: said.words, until: said.until)
        }
    }

    private static func say(
        _ verdict: Verdict, _ book: AgreementBook
    ) -> (answer: String, clauses: [String], words: String, until: String?) {
        switch verdict {
        case .allowed(let waivers):
            let drawn = waivers.isEmpty ? "nothing stands in the way" : "drawing on \(names(waivers))"
            return ("allowed", waivers.map { book[$0].map { "\($0.reference())" } ?? $0.text }, drawn, nil)
        case .afterSteps(let steps, let waivers):
            let words = steps.map { step in
                let holders = step.asks.map { "\($0.holder) by \(CaseWords.close($0.answerBy))" }
                let what = step.kind == .notice ? "notice, to be answered first by" : "its own offer asked of"
                return "\(what) \(holders.joined(separator: ", "))"
            }
            let last = steps.flatMap(\.asks).map(\.answerBy.instant).max()
            let drawn = waivers.isEmpty ? "" : "; drawing on \(names(waivers))"
            return (
                "after a step", steps.map { "\($0.clause)" }, words.joined(separator: "; ") + drawn,
                last.map { CaseWords.utc($0) }
            )
        case .refused(let objection):
            return ("refused", ["\(objection.clause)"], "\(objection.reason); \(objection.cure)", nil)
        }
    }

    private static func names(_ waivers: [AgreementID]) -> String {
        waivers.map(\.text).joined(separator: ", ")
    }

    public func text(isColoured: Bool) -> String {
        let ink = Ink(isColoured: isColoured)
        let forWhat = purpose.map { " for \($0)" } ?? ""
        var text =
            ink.bold(
                "\(Power(watts: Int64(megawatts * 1e6)))\(forWhat) on \(asOf): what the contracts say, cheapest arithmetic first"
            ) + "\n"
        guard !answers.isEmpty else { return text + "  no supplier is declared\n" }
        for row in answers {
            let answer =
                switch row.answer {
                case "allowed": ink.green(row.answer)
                case "refused": ink.red(row.answer)
                default: ink.blue(row.answer)
                }
            text += "\n\(ink.bold(row.offer))  \(Words.count(row.accelerators)) \(row.chip) from \(row.party) at "
            text += "\(Words.price(row.usdPerHour)) an hour: \(answer)\n    \(row.words)\n"
            if !row.clauses.isEmpty { text += ink.dim("    \(row.clauses.joined(separator: ", "))") + "\n" }
        }
        return text
    }
}

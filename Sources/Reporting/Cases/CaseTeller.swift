import StargateAgreements
public import StargateEngine
import StargateProgramme
import StargateQuantities
import StargateSourcing

/// Picks one case out of a journal: a fold over its batches.
public struct CaseTeller: Sendable {
    private let number: Int
    private var programme: Programme?
    private var agreements = Agreements()
    private var lines: [CaseStory.Line] = []

    public init(number: Int) { self.number = number }

    public mutating func note(_ batch: Batch) {
        var signed: SourcingEvent?
        for event in batch.events {
            switch event {
            case .began(let programme, _), .amended(let programme): self.programme = programme
            case .agreements(let event):
                agreements.evolve(event, at: batch.at)
                tell(event, at: batch.at)
            case .sourcing(.rentalSigned): if case .sourcing(let event) = event { signed = event }
            case .sourcing(.pursuitRented(let deal, _, _)) where deal == agreements.matter(number)?.deal.id:
                if let signed { tell(signed, at: batch.at) }
            default: break
            }
        }
    }

    /// The story so far; `nil` if no case has this number.
    public var story: CaseStory? {
        guard let matter = agreements.matter(number) else { return nil }
        return CaseStory(
            number: number, agreement: matter.agreement.text, deal: matter.deal.id.text,
            counterparty: matter.deal.counterparty.text, subject: CaseWords.subject(of: matter.deal),
            zone: zone.name, state: CaseWords.state(matter), lines: lines)
    }

    private var agreement: AgreementTerms? {
        agreements.matter(number).flatMap { programme?.agreements[$0.agreement] }
    }

    private var zone: Zone { agreement?.firstRefusal?.time.zone ?? .utc }

    private mutating func tell(_ event: AgreementEvent, at now: Instant) {
        switch event {
        case .opened(number, _, let deal, let scope):
            switch scope {
            case .inScope(let holders):
                let names = holders.map(\.party.text).joined(separator: ", ")
                add(now, "\(CaseWords.subject(of: deal)). The right reaches it; holders: \(names).", .scope)
            case .outOfScope(let freedom):
                add(now, "\(CaseWords.subject(of: deal)). Free: \(CaseWords.ground(freedom)).", freedom.clause)
            }
        case .progressed(number, let step): tell(step, at: now)
        case .waiverPosted(let waiver, let deal, let power) where deal == agreements.matter(number)?.deal.id:
            add(now, "\(power) drawn of \(waiver).", programme?.agreements[waiver]?.reference())
        default: break
        }
    }

    private mutating func tell(_ step: CaseStep, at now: Instant) {
        let words = CaseWords.step(step)
        let at = words.on ?? now
        let counted = words.deadlines.map { CaseWords.counted($0) }
        add(at, words.text, agreement?.reference(words.rule), counted.isEmpty ? nil : counted.joined(separator: "; "))
    }

    private mutating func tell(_ event: SourcingEvent, at now: Instant) {
        guard
            case .rentalSigned(let rental, let supplier, _, let chip, let price, let count, let from, let until) = event
        else { return }
        add(
            now,
            "\(supplier) rents out \(Format.count(count)) \(chip) at \(price) an hour, \(from.date) to \(until.date) (\(rental)).",
            nil as ClauseReference?)
    }

    private mutating func add(_ at: Instant, _ what: String, _ rule: ClauseRule) {
        add(at, what, agreement?.reference(rule))
    }

    private mutating func add(
        _ at: Instant, _ what: String, _ clause: ClauseReference?, _ counted: String? = nil
    ) {
        let text = clause.flatMap { reference in
            programme?.agreements[reference.agreement]?.clauses.all.first { $0.id == reference.clause }?.text
        }
        lines.append(
            CaseStory.Line(
                local: CaseWords.local(at, in: zone), utc: CaseWords.utc(at), what: what,
                clause: clause.map { "\($0)" },
                clauseText: text, counted: counted))
    }
}

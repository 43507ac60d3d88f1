import ArgumentParser
import StargateAgreements
import StargateQuantities

struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark",
        abstract: "Measure the product's own parts on this machine.",
        subcommands: [
            AgreementsBenchmark.self, EstimateBenchmark.self, LedgerBenchmark.self, ReplayBenchmark.self,
            LedgerWriterCommand.self, LedgerCheckCommand.self,
        ])
}

struct AgreementsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreements",
        abstract: "Open many cases under one right, then decide and fold them one by one.")

    @Option(help: "Cases that are open at once.")
    var cases = 100_000
    @Flag(help: "Print JSON.")
    var json = false

    private struct Figures: Encodable {
        let cases: Int
        let openedMicroseconds: Double
        let answeredMicroseconds: Double
        let closedMicroseconds: Double
        let lapsedMicroseconds: Double
        let judgedMicroseconds: Double
    }

    func run() throws {
        guard cases > 0, cases <= 10_000_000 else {
            throw Failure.usage("\(cases) is no number of cases", help: "from 1 to 10,000,000")
        }
        let figures = measure()
        if json { return try RunOutput.show(try RunOutput.json(figures)) }
        let rows: [(String, Double)] = [
            ("offer and notice (two decisions)", figures.openedMicroseconds),
            ("a holder's decline, up to release", figures.answeredMicroseconds),
            ("closing with the third party", figures.closedMicroseconds),
            ("a deadline that passes", figures.lapsedMicroseconds),
            ("the gate's verdict on one offer", figures.judgedMicroseconds),
        ]
        var text = "\(Format.count(Int64(cases))) cases open; microseconds each, decided and folded (mean)\n"
        for (name, microseconds) in rows {
            let padded = name + String(repeating: " ", count: 40 - name.count)
            text += "  \(padded)\(Format.fixed(Int64(microseconds * 100), scale: 2, decimals: 2))\n"
        }
        try RunOutput.show(text)
    }

    private func measure() -> Figures {
        let start = Instant(milliseconds: 1_741_000_000_000)
        let book = AgreementsBenchmark.book(from: start)
        var agreements = Agreements()
        let clock = ContinuousClock()
        func each(_ count: Int, _ body: () -> Void) -> Double {
            let time = clock.measure(body).components
            return (Double(time.seconds) * 1e6 + Double(time.attoseconds) / 1e12) / Double(max(1, count))
        }
        func instruct(_ command: CaseCommand, _ number: Int, _ now: Instant) {
            for event in (try? agreements.decide(command, in: number, of: book, at: now)) ?? [] {
                agreements.evolve(event, at: now)
            }
        }
        let opened = each(cases) {
            for index in 0..<cases {
                let now = start.advanced(byMilliseconds: Int64(index))
                let deal = AgreementsBenchmark.deal(index)
                guard let right = book["right"] else { return }
                for event in agreements.decideOffer(deal, under: right, in: book, at: now) {
                    agreements.evolve(event, at: now)
                }
                instruct(.notice(NoticeContent(of: deal, at: deal.terms, location: "TX")), index + 1, now)
            }
        }
        let later = start.advanced(byDays: 1)
        let judged = each(10_000) {
            for index in 0..<10_000 { _ = agreements.verdict(on: AgreementsBenchmark.deal(index), in: book, at: later) }
        }
        // Every other case is declined and closed while all the others stay open; the rest lapse.
        let answered = each(cases / 2) {
            for index in stride(from: 0, to: cases - 1, by: 2) { instruct(.decline("H"), index + 1, later) }
        }
        let closed = each(cases / 2) {
            for index in stride(from: 0, to: cases - 1, by: 2) { instruct(.close(), index + 1, later) }
        }
        let lapse = start.advanced(byDays: 30)
        var lapsed = 0
        let time = each(1) {
            while let number = agreements.overdueCase(at: lapse) {
                instruct(.tick, number, lapse)
                lapsed += 1
            }
        }
        return Figures(
            cases: cases, openedMicroseconds: opened, answeredMicroseconds: answered, closedMicroseconds: closed,
            lapsedMicroseconds: time / Double(max(1, lapsed)), judgedMicroseconds: judged)
    }

    private static func book(from start: Instant) -> AgreementBook {
        let zone = Zone("America/Los_Angeles") ?? .utc
        let terms = FirstRefusalTerms(
            holders: [HolderTerms(party: "H", zone: zone)],
            time: ContractTime(zone: zone, calendar: HolidayCalendar(.usFederal)))
        return AgreementBook([
            AgreementTerms(
                id: "right", kind: .firstRefusal(terms), grantor: "G", holder: "H", from: start,
                until: start.advanced(byDays: 3650), clauses: ClauseBook(main: Clause(id: "1", text: "")))
        ])
    }

    private static func deal(_ index: Int) -> Deal {
        Deal(
            id: DealID("deal-\(index)"), counterparty: "T", kind: .cloud,
            terms: DealTerms(
                quantity: Power(watts: 100_000_000), price: UnitPrice(microdollars: 2_000_000),
                start: CalendarDate.last, termMonths: 60))
    }
}

import Foundation
import StargateAgreements
import StargateQuantities
import StargateTesting
import Testing

/// Plays moves from the beginning; refused ones pass.
private func replay(_ play: Play, _ moves: [(at: Instant, move: Move)]) -> Play {
    var play = play
    for (at, move) in moves { _ = try? play.play(move, at) }
    return play
}

/// What a case came to, without the bookkeeping of how.
private struct Outcome: Equatable {
    let state: RightCase.State
    let contracted: [Power]
    let closed: Power
    let statuses: [HolderStanding.Status]

    init(_ matter: RightCase) {
        state = matter.state
        contracted = matter.holders.map(\.contracted)
        closed = matter.closed
        statuses = matter.holders.map(\.status)
    }
}

@Suite("Two runs of one timeline")
struct PairedTimelineTests {
    static let seeds = Array(UInt64(1)...60)

    private func timeline(_ seed: UInt64, plain: Bool = false) -> (
        start: Play, moves: [(at: Instant, move: Move)], end: Play
    ) {
        var timeline = Timeline(seed: seed, plain: plain)
        let start = timeline.play
        timeline.run(50)
        return (start, timeline.moves, timeline.play)
    }

    @Test("come out alike however often the clock is looked at between moves (A5)", arguments: seeds)
    func ticks(seed: UInt64) {
        let (start, moves, end) = timeline(seed)
        var dice = Dice(seed: seed)
        var ticked: [(at: Instant, move: Move)] = []
        for (place, entry) in moves.enumerated() {
            ticked.append(entry)
            guard place + 1 < moves.count else { continue }
            for _ in 0..<dice.number(0...3) {
                let last = ticked[ticked.count - 1].at
                ticked.append(
                    (last.advanced(byMilliseconds: dice.number(0...max(0, moves[place + 1].at.since(last)))), .tick))
            }
        }
        let final = moves[moves.count - 1].at
        let other = replay(start, ticked + [(final, .tick)])
        let same = replay(start, moves + [(final, .tick)])
        #expect(other.agreements.cases == same.agreements.cases, "seed \(seed)")
        #expect(end.agreements.cases.count == other.agreements.cases.count)
    }

    @Test("come out alike whatever the order of different cases at one instant (A6)", arguments: seeds)
    func order(seed: UInt64) throws {
        // Cases without a waiver, a need or a small size, which tie them together.
        let base = Timeline(seed: seed).play
        var dice = Dice(seed: seed)
        var play = Play(base.right)
        let start = at("2025-03-03 12:00")
        for index in 1...6 { _ = try play.open(deal(DealID("O\(index)"), megawatts(100)), start) }
        for _ in 0..<6 {
            let now = start.advanced(byMilliseconds: dice.number(Int64(0)...30 * Instant.millisecondsPerDay))
            var moves: [(at: Instant, move: Move)] = (1...6).map { index in
                let id = DealID("O\(index)")
                let party = dice.pick(Timeline.parties)
                let commands: [CaseCommand] = [
                    .accept(party), .decline(party), .sign(party), .close(), .withdraw, .tick,
                ]
                return (now, .step(id, dice.pick(commands)))
            }
            let forward = replay(play, moves)
            for place in moves.indices.dropFirst().reversed() { moves.swapAt(place, dice.number(0...place)) }
            let shuffled = replay(play, moves)
            #expect(forward.agreements.cases == shuffled.agreements.cases, "seed \(seed)")
        }
    }

    @Test("come out alike whole weeks later where no holiday and no clock change lies between (A7)", arguments: seeds)
    func weeks(seed: UInt64) {
        let (start, moves, end) = timeline(seed, plain: true)
        guard case .firstRefusal(let terms) = start.right.kind,
            ![terms.offerPeriod, terms.reofferPeriod, terms.signPeriod, terms.closePeriod].contains(where: \.isInMonths)
        else { return }
        let later = replay(start, moves.map { ($0.at.advanced(byDays: 7 * 53), $0.move) })
        #expect(later.agreements.cases.map(Outcome.init) == end.agreements.cases.map(Outcome.init), "seed \(seed)")
        for (a, b) in zip(end.agreements.cases, later.agreements.cases) {
            #expect(b.nextDeadline == a.nextDeadline?.advanced(byDays: 7 * 53), "seed \(seed)")
        }
    }

    @Test("never serve a holder worse for having accepted earlier (A8)", arguments: seeds)
    func earlier(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let base = Timeline(seed: seed).play
        var play = Play(base.right)
        let start = at("2025-03-03 12:00")
        let matter = try play.open(deal("O1", megawatts(200)), start)
        guard matter.state == .open, let mine = matter.holders.first(where: { $0.status == .pending }),
            let deadline = mine.answerBy?.instant
        else { return }
        let others = matter.holders.filter { $0.party != mine.party && $0.status == .pending }.map(\.party)
        let answers = others.map { party -> (at: Instant, move: Move) in
            let when = start.advanced(byMilliseconds: dice.number(0...max(0, deadline.since(start))))
            return (when, .step("O1", dice.chance(50) ? .accept(party) : .decline(party)))
        }
        func result(acceptingAt moment: Instant) -> Power {
            let moves = (answers + [(moment, .step("O1", .accept(mine.party)))]).enumerated()
                .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
            // It signs as soon as it can; by one millisecond past the deadline all have answered.
            let all = moves + [(deadline.advanced(byMilliseconds: 1), .tick)]
            let end = replay(play, all.flatMap { [$0, ($0.at, .step("O1", .sign(mine.party)))] })
            return end["O1"].holders.first { $0.party == mine.party }?.contracted ?? .zero
        }
        let times = (0..<5).map { _ in start.advanced(byMilliseconds: dice.number(0...max(0, deadline.since(start)))) }
            .sorted()
        for (early, late) in zip(times, times.dropFirst()) {
            #expect(result(acceptingAt: early) >= result(acceptingAt: late), "seed \(seed)")
        }
    }

    @Test("come out alike if one goes on from a stored middle of the other (A11)", arguments: seeds)
    func fork(seed: UInt64) throws {
        let (start, moves, end) = timeline(seed)
        let middle = moves.count / 2
        var fork = replay(start, Array(moves[..<middle]))
        let stored = try JSONEncoder().encode(fork.agreements)
        let read = try JSONDecoder().decode(Agreements.self, from: stored)
        #expect(read == fork.agreements, "seed \(seed)")
        fork.agreements = read
        #expect(replay(fork, Array(moves[middle...])).agreements == end.agreements, "seed \(seed)")
    }
}

extension Span {
    fileprivate var isInMonths: Bool {
        if case .months = self { return true }
        return false
    }
}

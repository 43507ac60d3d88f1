import Foundation
import StargateLedger
import StargateTesting
import Testing

@Suite("Transfers as bytes")
struct CodingTests {
    @Test("come back as they were written", arguments: seeds)
    func roundTrip(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<60 {
            let transfers = (0..<dice.number(0...12)).map { _ in transfer(&dice) }
            var reader = TransferReader(bytes(of: transfers))
            var read: [Transfer] = []
            while let next = reader.next() { read.append(next) }
            #expect(read == transfers && !reader.isFaulty, "seed \(seed)")
            #expect(reader.next() == nil && !reader.isFaulty, "seed \(seed)")
        }
    }

    @Test("cut off anywhere give whole transfers only, the first ones, and a fault unless cut between two")
    func truncation() {
        var dice = Dice(seed: 4)
        let transfers = (0..<20).map { _ in transfer(&dice) }
        let all = bytes(of: transfers)
        let ends = Set((0...20).map { bytes(of: Array(transfers.prefix($0))).count })
        for length in 0...all.count {
            var reader = TransferReader(Array(all.prefix(length)))
            var read: [Transfer] = []
            while let next = reader.next() { read.append(next) }
            #expect(read == Array(transfers.prefix(read.count)), "cut to \(length)")
            #expect(reader.isFaulty != ends.contains(length), "cut to \(length)")
            #expect(reader.next() == nil)
        }
    }

    @Test("that chance has changed are read without harm", arguments: seeds)
    func corruption(seed: UInt64) {
        var dice = Dice(seed: seed)
        var faults = 0
        for _ in 0..<600 {
            var bytes = bytes(of: (0..<dice.number(1...5)).map { _ in transfer(&dice) })
            for _ in 0..<dice.number(1...4) {
                bytes[dice.number(0...bytes.count - 1)] = UInt8(dice.pick([0, 0x7F, 0x80, 0xFF, dice.number(0...255)]))
            }
            var reader = TransferReader(bytes)
            var count = 0
            while reader.next() != nil { count += 1 }
            #expect(count <= bytes.count / 19, "seed \(seed)")
            faults += reader.isFaulty ? 1 : 0
        }
        #expect(faults > 50 && faults < 600, "seed \(seed)")
    }

    @Test("of pure chance are read without harm", arguments: seeds)
    func noise(seed: UInt64) {
        var dice = Dice(seed: seed)
        for _ in 0..<600 {
            let bytes = (0..<dice.number(0...90)).map { _ in UInt8(dice.chance(40) ? 0xFF : dice.number(0...255)) }
            var reader = TransferReader(bytes)
            while reader.next() != nil {}
            #expect(reader.next() == nil)
        }
    }

    @Test("take about thirty bytes each")
    func size() {
        let transfers = (0..<100).map {
            Transfer(
                id: TransferID(high: 1_700_000_000_000, low: UInt64($0) << 32), debit: AccountNumber(200),
                credit: AccountNumber(3), amount: 1_000_000, effectiveDay: 20_000, cause: 12)
        }
        #expect(bytes(of: transfers).count < 100 * 30)
    }

    private func bytes(of transfers: [Transfer]) -> [UInt8] {
        var writer = TransferWriter()
        for transfer in transfers { writer.append(transfer) }
        return writer.bytes
    }

    private func transfer(_ dice: inout Dice) -> Transfer {
        func any() -> UInt64 {
            let bits = dice.number(0...62)
            let value = UInt64(dice.number(0...(Int64.max >> bits)))
            return dice.chance(30) ? ~value : value
        }
        return Transfer(
            id: TransferID(high: any(), low: any()), dice.pick(Transfer.Kind.allCases),
            debit: AccountNumber(UInt32(truncatingIfNeeded: any())),
            credit: dice.chance(20) ? .ofPending : AccountNumber(UInt32(truncatingIfNeeded: any())),
            amount: Int64(bitPattern: any()), pending: dice.chance(50) ? .none : TransferID(high: any(), low: any()),
            timeout: dice.chance(50) ? 0 : UInt32(truncatingIfNeeded: any()), isLinked: dice.chance(30),
            code: dice.chance(50) ? 0 : UInt16(truncatingIfNeeded: any()),
            effectiveDay: Int32(truncatingIfNeeded: Int64(bitPattern: any())), cause: any())
    }
}

@Suite("A snapshot of the books")
struct SnapshotTests {
    @Test("that chance has changed is refused, or gives books that balance", arguments: seeds)
    func corruption(seed: UInt64) throws {
        var walk = Walk(seed: seed)
        for _ in 0..<12 {
            walk.besides()
            _ = walk.step()
        }
        let whole = [UInt8](try JSONEncoder().encode(walk.ledger))
        var dice = Dice(seed: seed)
        var refused = 0
        for _ in 0..<150 {
            var bytes = whole
            if dice.chance(15) { bytes.removeLast(dice.number(1...bytes.count)) }
            for _ in 0..<dice.number(1...3) where !bytes.isEmpty {
                bytes[dice.number(0...bytes.count - 1)] = dice.pick(Array("0123456789ABCxyz+/=\",[]{}".utf8))
            }
            guard bytes != whole, let books = try? JSONDecoder().decode(Ledger.self, from: Data(bytes)) else {
                refused += 1
                continue
            }
            var sums: [Commodity: Int128] = [:]
            for account in books.accounts {
                sums[account.commodity, default: 0] += Int128(account.sums.posted(.debit))
            }
            #expect(sums.values.allSatisfy { $0 == 0 }, "seed \(seed)")
            _ = (books.digest, books.sealsHold)
        }
        #expect(refused > 50, "seed \(seed)")
    }
}

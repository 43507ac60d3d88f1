import StargateProgramme
import StargateTesting
import Testing

@Suite("Text that is damaged at random")
struct HostileTextTests {
    @Test("is accepted or refused with issues, never a crash", arguments: UInt64(1)...300)
    func damaged(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        var bytes = Array(try Examples.text("campus").utf8)
        for _ in 0..<dice.number(1...12) {
            let place = dice.number(0...bytes.count - 1)
            switch dice.number(1...4) {
            case 1: bytes[place] = UInt8(dice.number(32...126))
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(contentsOf: "\(dice.number(-9_999_999_999...9_999_999_999))".utf8, at: place)
            default: bytes.insert(UInt8(dice.pick([10, 32, 45, 58, 91, 93, 123, 125, 44])), at: place)
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        do throws(ProgrammeRefusal) {
            let programme = try Programme(reading: text)
            // What is accepted can also be run.
            guard programme.until.dayNumber - programme.start.dayNumber < 1500 else { return }
            do { _ = try Rehearsal(text) } catch { Issue.record("seed \(seed): accepted, then \(error)") }
        } catch {
            #expect(!error.issues.isEmpty, "seed \(seed)")
            #expect(error.issues.allSatisfy { !$0.problem.isEmpty }, "seed \(seed)")
        }
    }
}

import Foundation
import StargateTesting
import Testing

@Suite("A broken programme file")
struct BrokenProgrammeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Makes the broken file's bytes out of the campus example's text; `nil` makes no file.
        let bytes: @Sendable (String) -> Data?
        let code: Int32
        /// Words the error must hold.
        let says: [String]

        var testDescription: String { name }

        /// The campus example with one piece of text replaced.
        static func replacing(_ old: String, _ new: String, _ name: String, says: [String]) -> Case {
            Case(
                name: name,
                bytes: { text in
                    precondition(text.contains(old), "the example no longer holds '\(old)'")
                    return Data(text.replacingOccurrences(of: old, with: new).utf8)
                }, code: 1, says: says)
        }
    }

    static let cases: [Case] = [
        .replacing(
            "power: 1 MW", "power: 1 MWh", "wrong unit", says: ["unknown unit 'MWh'", "did you mean 'MW'", "1.2 GW"]),
        .replacing(
            "energisation:", "energization:", "unknown key",
            says: ["unknown key 'energization'", "did you mean 'energisation'"]),
        .replacing(
            "chip: h200, price", "chip: h20, price", "dangling reference",
            says: ["no chip is called 'h20'", "did you mean 'h200'"]),
        .replacing(
            "not_before: 2026-02-01", "not_before: 2026-02-30", "impossible date", says: ["'2026-02-30' is not a date"]),
        .replacing(
            "commitment: 15 M USD", "commitment: -15 M USD", "negative amount", says: ["'-15 M USD' is negative"]),
        .replacing(
            "  foundation: { name: Example", "  university: { name: Example", "duplicate name",
            says: ["'university' is declared twice", ":13:3:"]),
        .replacing(
            "        chip: h200\n", "        chip: h200\n        after: [hall-a]\n", "cyclic dependency",
            says: ["it waits for itself: north.hall-a → north.hall-a"]),
        Case(name: "not YAML", bytes: { _ in Data("programme: [1, 2\nparties: }".utf8) }, code: 1, says: ["not YAML"]),
        Case(name: "empty file", bytes: { _ in Data() }, code: 1, says: ["the file is empty", "programme:"]),
        Case(
            name: "binary file", bytes: { _ in Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }) }, code: 1,
            says: ["is not text in UTF-8"]),
        Case(
            name: "100 MB file", bytes: { text in Data(repeating: 0x23, count: 100 << 20) }, code: 1,
            says: ["too large: 100 MiB", "at most 4 MiB"]),
        Case(name: "missing file", bytes: { _ in nil }, code: 2, says: ["there is no file", "examples/campus"]),
        // Beyond the twelve.
        Case(name: "zero bytes in text", bytes: { _ in Data("programme:\u{0}".utf8) }, code: 1, says: ["binary file"]),
        Case(
            name: "deep nesting", bytes: { _ in Data(String(repeating: "[", count: 100_000).utf8) }, code: 1,
            says: ["nested too deeply"]),
        Case(
            name: "aliases that explode",
            bytes: { _ in
                let lines = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
                return Data((["a0: &a0 [x]"] + lines).joined(separator: "\n").utf8)
            }, code: 1, says: ["error:"]),
        Case(name: "a list", bytes: { _ in Data("- one\n- two\n".utf8) }, code: 1, says: ["expected a mapping"]),
        .replacing("p50: 8 %", "p50: 80 %", "falling quantiles", says: ["quantiles must not fall"]),
        .replacing("least: 256", "least: 512", "least above most", says: ["'most' is smaller than 'least'"]),
        .replacing("until: 2028-01-01", "until: 2025-01-01", "end before start", says: ["ends before it starts"]),
        .replacing(
            "  coreweave:\n    party", "  north:\n    party", "a site and a cloud of one name",
            says: ["a supplier is called 'north', too"]),
        .replacing(
            "least: 256\n    most: 448", "least: 99999\n    most: 99999", "a run no place can hold",
            says: ["no place ever holds 99999"]),
        .replacing(
            "call_notice: 10 business days", "call_notice: 9000 years", "nine thousand years",
            says: ["'9000 years' is too large"]),
        .replacing("power: 1 MW", "power: 1 kW", "no node fits", says: ["feeds not even one node"]),
        .replacing("power: 1 MW", "power: 5000 GW", "a phase too large", says: ["'5000 GW' is too large"]),
    ]

    @Test("is refused with its place and a cure, and nothing is left behind", arguments: cases)
    func refused(example: Case) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let file = scratch.path("programme.yaml")
        if let bytes = example.bytes(try Examples.text("campus")) { try bytes.write(to: URL(fileURLWithPath: file)) }
        let before = try scratch.contents()
        let run = try Command(["run", file, "--out", scratch.path("out")])
        #expect(run.code == example.code)
        #expect(run.output.isEmpty)
        for words in example.says { #expect(run.errors.contains(words), "\(run.errors)") }
        #expect(try scratch.contents() == before, "no partial output directory")
    }

    @Test("has all its errors reported at once, each with line and column")
    func allAtOnce() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let text = try Examples.text("campus")
            .replacingOccurrences(of: "price: 38,000 USD", with: "price: 38,000 EUR")
            .replacingOccurrences(of: "owner: university", with: "owner: universty")
            .replacingOccurrences(of: "life: 5 years", with: "lief: 5 years")
            .replacingOccurrences(of: "not_before: 2026-06-01", with: "not_before: 2026-13-01")
        let file = try scratch.write(text, to: "programme.yaml")
        let run = try Command(["run", file])
        #expect(run.code == 1)
        #expect(run.errors.contains("4 errors"))
        let places = run.errors.split(separator: "\n").filter { $0.hasPrefix("\(file):") && $0.contains(": error:") }
        #expect(places.count == 4)
        #expect(
            places.allSatisfy { $0.dropFirst(file.count).split(separator: ":").prefix(2).allSatisfy { Int($0) != nil } }
        )
    }
}

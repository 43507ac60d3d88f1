import Foundation
import StargateCapital
import StargateCasebook
import StargateTesting
import Testing

@Suite("Loans of the ACTUS standard")
struct LoanCaseTests {
    @Test("come out as published, every event of every case", arguments: [("pam", 25), ("lam", 31), ("ann", 31)])
    func published(type: String, count: Int) throws {
        let file = Examples.data("actus/actus-tests-\(type).json")
        let entries = try LoanCaseReader.entries(try String(contentsOf: file, encoding: .utf8))
        #expect(entries.count == count)
        for entry in entries {
            let difference = entry.firstDifference()
            #expect(difference == nil, "\(entry.id): \(String(describing: difference))")
        }
    }

    static let contract = #"""
        "contractType": "PAM", "contractRole": "RPA", "currency": "USD", "statusDate": "2012-12-30",
        "initialExchangeDate": "2013-01-01T00:00:00", "maturityDate": "2013-02-01T00:00", "notionalPrincipal": " 1000",
        "dayCountConvention": "A360"
        """#

    static func file(_ terms: String = contract, payoff: String = "1000") -> String {
        """
        {"one": {"identifier": "one",
         "terms": {\(terms)},
         "results": [
          {"eventDate": "2013-01-01T00:00:00", "eventType": "IED", "payoff": -1000, "currency": "USD"},
          {"eventDate": "2013-02-01T00:00:00", "eventType": "MD", "payoff": "\(payoff)", "notionalPrincipal": 0}]}}
        """
    }

    @Test("may have numbers as texts with blanks, and results that leave fields out")
    func lenient() throws {
        #expect(try LoanCaseReader.entries(LoanCaseTests.file()).first?.firstDifference() == nil)
    }

    @Test("that come out otherwise show the first event that differs")
    func difference() throws {
        let entry = try #require(try LoanCaseReader.entries(LoanCaseTests.file(payoff: "1000.00001")).first)
        let difference = try #require(entry.firstDifference())
        #expect(difference.event == 2)
        #expect(difference.reason == "payoff differs")
        #expect(difference.expected?.contains("MD - payoff 1000.00001") == true)
        #expect(difference.computed?.contains("MD USD payoff 1000.0") == true)
    }

    @Test(
        "are refused with the reason, each for itself",
        arguments: [
            ("\"PAM\"", "\"SWAPS\"", "contract type 'SWAPS'"), ("\"PAM\"", "\"LAM\"", "'cycleOfPrincipalRedemption'"),
            ("\"A360\"", "\"A361\"", "'A361' is not known"), ("\" 1000\"", "\"1e999\"", "is no number"),
            ("2012-12-30", "2012-02-30", "is no time"), ("\"currency\": \"USD\",", "", "'currency' is missing"),
            ("\"A360\"", "\"A360\", \"cycleOfInterestPayment\": \"P0ML0\"", "is no cycle"),
            ("\"maturityDate\": \"2013-02-01T00:00\",", "", "'maturityDate' is missing"),
        ])
    func refused(old: String, new: String, reason: String) throws {
        let terms = LoanCaseTests.contract.replacing(old, with: new)
        let difference = try #require(try LoanCaseReader.entries(LoanCaseTests.file(terms)).first?.firstDifference())
        #expect(difference.reason?.contains(reason) == true, "\(difference)")
        #expect(difference.line > 0)
    }

    @Test("in a file that is no JSON are refused with line and column")
    func broken() {
        #expect(throws: CasebookRefusal.self) { try LoanCaseReader.entries("{\"one\": ") }
        #expect(throws: CasebookRefusal.self) { try LoanCaseReader.entries("[1, 2]") }
        #expect(throws: CasebookRefusal.self) { try LoanCaseReader.entries("") }
    }
}

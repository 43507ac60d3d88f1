import ArgumentParser
import StargateQuantities
import StargateReporting

extension LedgerCommand {
    struct Debt: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "debt", abstract: "Every loan: limit, drawn, repaid, owed, and its rate.")
        @OptionGroup var books: BookOptions
        @OptionGroup var format: StatementFormat

        func run() throws { try LedgerCommand.show(format) { try books.view().debt() } }
    }

    struct Returns: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "returns",
            abstract: "What funders paid in and got out: NPV, and every IRR or that there is none.",
            discussion: """
                Payments count on their own days, ACT/365. A run often ends long before a site has earned its cost:
                --residual book-value counts what is left as paid out on the last day.
                """)
        enum Residual: String, ExpressibleByArgument, CaseIterable {
            case nothing
            case bookValue = "book-value"
        }

        @OptionGroup var books: BookOptions
        @Option(help: "The discount rate a year, in per cent.")
        var rate: Double = 8
        @Option(help: "What is left on the last day: nothing, or book-value.")
        var residual = Residual.nothing
        @OptionGroup var format: StatementFormat

        func validate() throws {
            guard rate > -99, rate < 10_000 else {
                throw ValidationError("--rate is above -99 and below 10,000 per cent")
            }
        }

        func run() throws {
            try LedgerCommand.show(format) {
                try books.view().returns(
                    rate: Ratio(partsPerMillion: Int64((rate * 10_000).rounded())),
                    residual: residual == .bookValue ? .bookValue : .nothing)
            }
        }
    }
}

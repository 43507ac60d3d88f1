import ArgumentParser
import StargateEngine
import StargateJournal
import StargateProgramme
import StargateQuantities
import StargateReporting

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "The books of a run: statements, registers, and exports to other accounting programs.",
        discussion: """
            Every dollar, accelerator-second, watt-hour and permitted megawatt is in double entry. Each statement can be
            had as of any day, as it was known on any later day, and as text, CSV or JSON.

              stargate ledger balance-sheet out/stargate --as-of 2026-12-31
              stargate ledger cash-flow out/stargate --from 2026-01-01 --as-of 2026-12-31 --csv
              stargate ledger register out/stargate --account liabilities:debt:frontier
              stargate ledger export out/stargate --to hledger > books.journal && hledger -f books.journal check -s
            """,
        subcommands: [
            BalanceSheet.self, IncomeStatement.self, CashFlow.self, SourcesAndUses.self, Budget.self, CapTable.self,
            Debt.self,
            Returns.self,
            Balances.self, Register.self, Periods.self, Export.self,
        ])
}

/// What every statement is asked with.
struct BookOptions: ParsableArguments {
    @Argument(help: "A run directory or a journal.")
    var directory: String
    @Option(help: ArgumentHelp("The last day that counts; the run's end if absent.", valueName: "date"))
    var asOf: Day?
    @Option(
        help: ArgumentHelp(
            "Only what was known at the end of this day; all that is known if absent.", valueName: "date"))
    var knownAt: Day?
    @Flag(help: "Count late entries under the day they are about, not the one they were booked under.")
    var effective = false

    func view() throws -> BookView {
        let state = try RunFiles.open(directory).replay()
        let start = state.programme.start
        for day in [asOf, knownAt].compactMap(\.?.date) where day < start {
            throw Failure.usage("\(day) is before the programme begins", help: "a day from \(start) on")
        }
        return BookView(state, asOf: asOf?.date, knownAt: knownAt?.date, byEffectiveDay: effective)
    }
}

/// How a statement is shown.
struct StatementFormat: ParsableArguments {
    @Flag(help: "Print CSV.")
    var csv = false
    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if csv && json { throw ValidationError("--csv and --json exclude each other") }
    }

    func show(_ statement: Statement) throws {
        try RunOutput.show(
            json
                ? try RunOutput.json(statement)
                : csv ? statement.csv : statement.text(isColoured: RunOutput.isColoured))
        if let fault = statement.faults.first { throw Failure.broken(fault) }
    }
}

/// A period up to `--as-of`.
struct PeriodStart: ParsableArguments {
    @Option(help: ArgumentHelp("The first day that counts; the programme's first if absent.", valueName: "date"))
    var from: Day?

    func day(_ view: BookView) throws -> CalendarDate {
        let day = from?.date ?? view.start
        guard day <= view.day else {
            throw Failure.usage("the period begins on \(day) and ends on \(view.day)", help: "an earlier --from")
        }
        return day
    }
}

/// How deep the tree of accounts is shown.
struct TreeDepth: ParsableArguments {
    @Option(help: "Levels of the tree of accounts.")
    var depth = 2

    func validate() throws {
        guard (1...10).contains(depth) else { throw ValidationError("--depth is from 1 to 10") }
    }
}

extension LedgerCommand {
    struct BalanceSheet: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "balance-sheet", abstract: "What the venture owns, owes, and is worth to its owners.")
        @OptionGroup var books: BookOptions
        @OptionGroup var tree: TreeDepth
        @OptionGroup var format: StatementFormat

        func run() throws { try LedgerCommand.show(format) { try books.view().balanceSheet(depth: tree.depth + 1) } }
    }

    struct IncomeStatement: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "income-statement", abstract: "What was earned, and what it cost, in a period.")
        @OptionGroup var books: BookOptions
        @OptionGroup var period: PeriodStart
        @OptionGroup var tree: TreeDepth
        @OptionGroup var format: StatementFormat

        func run() throws {
            try LedgerCommand.show(format) {
                let view = try books.view()
                return view.incomeStatement(from: try period.day(view), depth: tree.depth + 1)
            }
        }
    }

    struct CashFlow: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cash-flow",
            abstract: "What came into the account and left it: operating, investing, financing.")
        @OptionGroup var books: BookOptions
        @OptionGroup var period: PeriodStart
        @OptionGroup var format: StatementFormat

        func run() throws {
            try LedgerCommand.show(format) {
                let view = try books.view()
                return view.cashFlow(from: try period.day(view))
            }
        }
    }

    struct SourcesAndUses: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sources-and-uses", abstract: "Where the money came from, and what it went into.")
        @OptionGroup var books: BookOptions
        @OptionGroup var period: PeriodStart
        @OptionGroup var format: StatementFormat

        func run() throws {
            try LedgerCommand.show(format) {
                let view = try books.view()
                return view.sourcesAndUses(from: try period.day(view))
            }
        }
    }

    struct Budget: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "budget",
            abstract: "Budget against actual: commitments, obligations, expenditures, funds available.")
        @OptionGroup var books: BookOptions
        @OptionGroup var format: StatementFormat

        func run() throws { try LedgerCommand.show(format) { try books.view().budget() } }
    }

    struct CapTable: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cap-table",
            abstract: "Who owns the venture: committed, called, paid in, uncalled, and shares.")
        @OptionGroup var books: BookOptions
        @OptionGroup var format: StatementFormat

        func run() throws { try LedgerCommand.show(format) { try books.view().capTable() } }
    }

    struct Balances: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "balances", abstract: "Balances of the tree of accounts, in every commodity.")
        @OptionGroup var books: BookOptions
        @Option(help: "Only accounts whose name begins like this, such as compute:used.")
        var account = ""
        @OptionGroup var tree: TreeDepth
        @OptionGroup var format: StatementFormat

        func run() throws {
            try LedgerCommand.show(format) { try books.view().trialBalance(under: account, depth: tree.depth) }
        }
    }

    struct Register: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "register",
            abstract: "Every entry of an account, or of all below it, with the balance after each.")
        @OptionGroup var books: BookOptions
        @OptionGroup var period: PeriodStart
        @Option(help: "An account, or how the names of several begin: assets:cash, liabilities:debt.")
        var account: String
        @Flag(help: "Show what was set aside and given back, too.")
        var pending = false
        @OptionGroup var format: StatementFormat

        func run() throws {
            try LedgerCommand.show(format) {
                let view = try books.view()
                guard view.hasAccount(under: account) else {
                    throw Failure.usage(
                        "no account begins with '\(account)'",
                        help: "stargate ledger balances \(books.directory) lists them")
                }
                return view.register(of: account, from: try period.day(view), withReservations: pending)
            }
        }
    }

    struct Periods: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "periods", abstract: "Closed periods and their seals, checked against the entries.")
        @OptionGroup var books: BookOptions
        @OptionGroup var format: StatementFormat

        func run() throws { try LedgerCommand.show(format) { try books.view().closedPeriods() } }
    }

    struct Export: ParsableCommand {
        enum Target: String, ExpressibleByArgument, CaseIterable {
            case hledger, beancount
        }

        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "All entries for hledger or beancount, with balances asserted at the end.")
        @OptionGroup var books: BookOptions
        @Option(help: "hledger or beancount.")
        var to: Target

        func run() throws {
            do {
                let view = try books.view()
                let text = to == .hledger ? HledgerExport.text(view) : BeancountExport.text(view)
                try RunOutput.show(text)
            } catch { throw Failure.from(error) }
        }
    }

    static func show(_ format: StatementFormat, _ make: () throws -> Statement) throws {
        do { try format.show(try make()) } catch { throw Failure.from(error) }
    }
}

import ArgumentParser
import StargateReporting

/// A policy by the name users give it.
protocol ReplayPolicy: CaseIterable, Hashable, Sendable {
    var name: String { get }
}

/// What every replay may be asked.
struct ReplayOptions: ParsableArguments {
    @Option(help: "The policy.")
    var policy: String?
    @Option(help: ArgumentHelp("Run several policies side by side.", valueName: "policy,policy,…"))
    var compare: String?
    @Flag(help: "Print JSON.")
    var json = false
    @Option(help: ArgumentHelp("Write a report, one file that opens offline.", valueName: "file"))
    var html: String?
    @Flag(help: "Time every decision: figures of this machine, different from run to run.")
    var latency = false

    /// The policies to run, in the order asked for.
    ///
    /// - Throws: `Failure` where one does not exist.
    func policies<Policy: ReplayPolicy>(otherwise usual: Policy) throws -> [Policy] {
        guard policy == nil || compare == nil else {
            throw Failure.usage("--policy and --compare exclude each other", help: "name all policies in --compare")
        }
        guard let asked = compare ?? policy else { return [usual] }
        let words =
            compare == nil ? [asked] : asked.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var chosen: [Policy] = []
        for word in words {
            guard let known = Policy.allCases.first(where: { Self.plain($0.name) == Self.plain(word) }) else {
                let names = Policy.allCases.map(\.name).joined(separator: ", ")
                throw Failure.usage("there is no policy '\(word)' here", help: "one of \(names)")
            }
            guard !chosen.contains(known) else {
                throw Failure.usage("--compare names '\(known.name)' twice", help: "name every policy once")
            }
            chosen.append(known)
        }
        return chosen
    }

    /// `best-fit`, `BestFit` and `bestfit` are one policy.
    private static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter } }

    /// Refuses, before anything is run, files that cannot be written, and tables of one policy where several run.
    func check(_ table: (option: String, path: String?), policies: Int, reading inputs: [String] = []) throws {
        if table.path != nil, policies > 1 {
            throw Failure.usage(
                "\(table.option) holds what one policy decided, and \(policies) are compared",
                help: "give one --policy, or leave \(table.option) out")
        }
        try OutputFile.check([table.path, html].compactMap { $0 }, reading: inputs)
    }

    /// Writes the files, all or none, and prints the figures.
    func finish(_ document: ReplayDocument, table: (path: String?, text: () -> String)) throws {
        var files: [OutputFile] = []
        if let path = table.path { files.append(OutputFile(path: path, text: table.text())) }
        if let html { files.append(OutputFile(path: html, text: ReplayReport(document).text())) }
        let shown =
            json
            ? try RunOutput.json(document) : ReplayText(document, isColoured: RunOutput.isColoured).text()
        try OutputFile.write(files)
        try RunOutput.show(shown)
    }

    /// The clock for decisions, where they are to be timed.
    var clock: (@Sendable () -> Int64)? {
        guard latency else { return nil }
        return { @Sendable in Stopwatch.nanoseconds }
    }
}

import Foundation

/// The lines of one file and the problems found on the way.
struct OpenbLines {
    let file: String
    let mode: OpenbReadingMode
    private(set) var problems: [OpenbProblem] = []
    private let text: String

    /// - Throws: When the file cannot be read, in either mode.
    init(path: String, mode: OpenbReadingMode) throws(OpenbRefusal) {
        file = path
        self.mode = mode
        guard let data = FileManager.default.contents(atPath: path) else {
            throw OpenbRefusal(problems: [
                OpenbProblem(
                    file: path, line: 0, wrong: "the file cannot be read",
                    remedy: "give the path of a file that exists and that you may read")
            ])
        }
        text = String(decoding: data, as: UTF8.self)
    }

    /// The lines that are not empty, with their numbers from 1; a carriage return at the end does not count.
    func lines() -> [(number: Int, text: Substring)] {
        var result: [(number: Int, text: Substring)] = []
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let bytes = line.last == 13 ? line.dropLast() : line
            if !bytes.isEmpty { result.append((index + 1, Substring(bytes))) }
        }
        return result
    }

    mutating func note(_ line: Int, _ wrong: String, _ remedy: String) {
        problems.append(OpenbProblem(file: file, line: line, wrong: wrong, remedy: remedy))
    }

    /// The value, unless the file is read strictly and something was wrong.
    func finish<Value: Sendable>(_ value: Value) throws(OpenbRefusal) -> OpenbReading<Value> {
        guard mode == .lenient || problems.isEmpty else { throw OpenbRefusal(problems: problems) }
        return OpenbReading(value: value, problems: problems)
    }
}

extension Substring {
    /// The fields between commas; the files of this trace quote nothing.
    func fields() -> [Substring] { utf8.split(separator: 44, omittingEmptySubsequences: false).map(Substring.init) }
}

extension TrainingLog {
    /// The step times of `text`, in seconds, whatever its form.
    static func steps(_ text: String, file: String) throws(CatalogueRefusal) -> [Double] {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else {
            throw CatalogueRefusal(
                file: file, line: 1, column: 1, problem: "the file is empty", remedy: "give a log of a training run")
        }
        let start = String(first).trimmed
        if start.hasPrefix("{") || start.hasPrefix(mlperf) { return try objects(lines, file: file) }
        let names = start.split(separator: ",").map { $0.filter { $0 != "\"" && $0 != "\u{FEFF}" } }
        if names.contains(where: { StepTimeName.seconds(in: $0) != nil }) { return try column(text, file: file) }
        return try sentences(lines, file: file)
    }

    /// What MLPerf's logs put before the JSON of each line.
    private static let mlperf = ":::MLLOG"

    private static func column(_ text: String, file: String) throws(CatalogueRefusal) -> [Double] {
        let table = try CSVTable(text, file: file)
        guard let name = table.columns.first(where: { StepTimeName.seconds(in: $0) != nil }),
            let unit = StepTimeName.seconds(in: name)
        else { return [] }
        var steps: [Double] = []
        for fields in table.rows {
            var row = CSVRow(table, fields)
            if let value = row.number(name) { steps.append(value * unit) }
            if let mistake = row.mistakes.first { throw mistake }
        }
        return steps
    }

    private static func objects(_ lines: [Substring], file: String) throws(CatalogueRefusal) -> [Double] {
        var steps: [Double] = []
        for (index, line) in lines.enumerated() {
            var body = String(line).trimmed
            if body.hasPrefix(mlperf) { body = String(body.dropFirst(mlperf.count)).trimmed }
            guard body.hasPrefix("{") else { continue }
            let value: JSONValue
            do { value = try JSONReader.read(body, file: file) } catch {
                var placed = error
                placed.line = index + 1
                throw placed
            }
            guard let (key, found, unit) = step(in: value) else { continue }
            guard let number = found.number, number > 0 else {
                throw CatalogueRefusal(
                    file: file, line: index + 1, column: found.column, field: key, given: found.written,
                    problem: "is not a positive number", remedy: "write the time of the step, or leave the key out")
            }
            steps.append(number * unit)
        }
        return steps
    }

    /// The first step time of an object or of the objects in it.
    private static func step(in value: JSONValue) -> (key: String, value: JSONValue, unit: Double)? {
        for key in value.keys {
            guard let found = value[key] else { continue }
            if found.isObject {
                if let inner = step(in: found) { return inner }
            } else if let unit = StepTimeName.seconds(in: key) {
                return (key, found, unit)
            }
        }
        return nil
    }

    /// Lines of words and numbers: `name: 1.25`, `name = 1250 ms`, parts separated by `|`, `,` or `;`.
    private static func sentences(_ lines: [Substring], file: String) throws(CatalogueRefusal) -> [Double] {
        var steps: [Double] = []
        for (index, line) in lines.enumerated() {
            let parts = line.split { $0 == "|" || $0 == "," || $0 == ";" }
            // MaxText writes `completed step: 3, seconds: 15.5`.
            let isMaxText = line.contains("completed step:")
            for part in parts {
                guard let found = statement(part, isMaxText: isMaxText) else { continue }
                guard let value = found.value, value > 0 else {
                    throw CatalogueRefusal(
                        file: file, line: index + 1, column: 1, field: found.name, given: found.text,
                        problem: "is not a positive number", remedy: "write the time of the step after the colon")
                }
                steps.append(value)
                break
            }
        }
        return steps
    }

    /// A name of a step time, what follows it, and the seconds that means.
    private struct Statement {
        var name: String
        var text: String
        var value: Double?
    }

    /// The step time that `part` states, if it states one: the first `:` or `=` after such a name counts, since a date
    /// and a logger's name may stand before.
    private static func statement(_ part: Substring, isMaxText: Bool) -> Statement? {
        for mark in part.indices where part[mark] == ":" || part[mark] == "=" {
            let name = String(part[..<mark]).trimmed
            let unit = nameUnit(name) ?? (isMaxText && name == "seconds" ? 1 : nil)
            guard let unit else { continue }
            let text = String(part[part.index(after: mark)...]).trimmed
            let words = text.split { $0 == " " || $0 == "\t" }
            let measured = words.first.flatMap { measure($0, words.dropFirst().first) }
            return Statement(name: name, text: text, value: measured.map { $0.value * ($0.unit ?? unit) })
        }
        return nil
    }

    /// The unit of the longest ending of `text` that names a step time.
    private static func nameUnit(_ text: String) -> Double? {
        let words = text.split { $0 == " " || $0 == "\t" || $0 == "]" }
        for start in words.indices.prefix(40) {
            if let unit = StepTimeName.seconds(in: words[start...].joined(separator: " ")) { return unit }
        }
        return nil
    }

    /// A number with its unit, in one word (`1.25s`) or two (`1250 ms`).
    private static func measure(_ word: Substring, _ next: Substring?) -> (value: Double, unit: Double?)? {
        let units: [Substring: Double] = ["s": 1, "sec": 1, "seconds": 1, "ms": 1e-3]
        if let value = Double(word) { return (value, next.flatMap { units[$0] }) }
        let digits = word.prefix { $0.isNumber || $0 == "." || $0 == "e" || $0 == "-" || $0 == "+" }
        guard let value = Double(digits), let unit = units[word.dropFirst(digits.count)] else { return nil }
        return (value, unit)
    }
}

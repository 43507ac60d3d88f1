import Foundation

/// The parameter file: what a fit found, for people to review and for the program to read.
public struct ParameterFile: Codable, Hashable, Sendable {
    /// One constant.
    public struct Entry: Codable, Hashable, Sendable {
        public var name: String
        public var value: Double
        public var unit: String
        public var meaning: String
        /// The rows that set it, or why no row does.
        public var rows: String

        public init(name: String, value: Double, unit: String, meaning: String, rows: String) {
            self.name = name
            self.value = value
            self.unit = unit
            self.meaning = meaning
            self.rows = rows
        }
    }

    /// How it came about.
    public var about: String
    /// What was measured, by kind (chips, software stacks, families of models...): other cases are further from the data.
    public var measured: [String: [String]]
    public var parameters: [Entry]
    /// The widths of the 80 % interval.
    public var spread: [Entry]

    public init(about: String, measured: [String: [String]], parameters: [Entry], spread: [Entry]) {
        self.about = about
        self.measured = measured
        self.parameters = parameters
        self.spread = spread
    }

    /// - Throws: `EstimateRefusal` if it is no such file.
    public init(json text: String, file: String) throws(EstimateRefusal) {
        do {
            self = try JSONDecoder().decode(ParameterFile.self, from: Data(text.utf8))
        } catch {
            throw EstimateRefusal(
                place: file, field: "file", problem: "it is no parameter file: \(Self.words(error))",
                remedy: "write one with `stargate estimate fit ROWS.csv --out FILE.json`")
        }
    }

    /// The text of the file, in the order of its parts.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try? encoder.encode(self)
        return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of another kind"
        default: "it cannot be read as JSON"
        }
    }

    /// The value of an entry.
    func value(_ name: String, in entries: [Entry], file: String) throws(EstimateRefusal) -> Double {
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw EstimateRefusal(
                place: file, field: name, problem: "the value is missing",
                remedy: "take the shipped file or fit again")
        }
        guard entry.value.isFinite else {
            throw EstimateRefusal(place: file, field: name, problem: "the value is no number", remedy: "fit again")
        }
        return entry.value
    }

    /// Five significant digits: more would feign a precision that no row gives.
    static func rounded(_ value: Double) -> Double { Double(String(format: "%.5g", value)) ?? value }
}

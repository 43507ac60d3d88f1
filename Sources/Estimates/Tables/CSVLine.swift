import Foundation

/// One line of comma-separated values (RFC 4180).
enum CSVLine {
    static func joined(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") + "\n" }

    /// Six significant digits; empty for nothing.
    static func number(_ value: Double?) -> String { value.map { String(format: "%.6g", $0) } ?? "" }

    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
        return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}

import Foundation

/// Numbers of estimates in words.
enum Figure {
    static func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

    /// Three significant digits, with thousands separated.
    static func significant(_ value: Double) -> String {
        guard value.isFinite else { return "endless" }
        if abs(value) >= 1000 { return number(Int(value.rounded())) }
        return fixed(value, abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 1 ? 2 : 3)
    }

    static func seconds(_ value: Double) -> String {
        value < 1 ? "\(significant(value * 1000)) ms" : "\(significant(value)) s"
    }

    static func percent(_ share: Double) -> String { "\(fixed(share * 100, 1)) %" }
    static func gibibytes(_ bytes: Double) -> String { fixed(bytes / 1_073_741_824, 1) }

    static func number(_ value: Int) -> String {
        var digits = String(abs(value))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }

    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }

    /// A bar of up to 40 characters.
    static func bar(_ share: Double) -> String {
        String(repeating: "█", count: max(0, min(40, Int((share * 40).rounded()))))
    }
}

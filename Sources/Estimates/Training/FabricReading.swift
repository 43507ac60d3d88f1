import Foundation
import StargatePerformance

/// The scale-out rate a fabric's description names: `8x200Gb/s per node`, `800 Gb/s per node`, `NDR 400Gb/s per GPU`,
/// `1600 Gbps node-node`.
enum FabricReading {
    /// Bytes a second for one chip, or nil if the text names no rate.
    static func scaleOut(_ text: String, nodeChips: Int) -> Double? {
        let words = text.lowercased()
        guard
            let unit = ["gb/s", "gbps", "gbit/s"].compactMap({ words.range(of: $0) }).min(by: {
                $0.lowerBound < $1.lowerBound
            })
        else { return nil }
        let before = words[..<unit.lowerBound].reversed().drop { $0 == " " }
        let digits = before.prefix { $0.isNumber || $0 == "." || $0 == "x" }
        let factors = String(digits.reversed()).split(separator: "x").compactMap { Double($0) }
        guard !factors.isEmpty, factors.allSatisfy({ $0 > 0 }) else { return nil }
        let bits = factors.reduce(1, *) * 1e9
        let after = words[unit.upperBound...]
        if after.contains("per node") || after.contains("node-node") { return bits / 8 / Double(nodeChips) }
        return after.contains("per gpu") || after.contains("per chip") ? bits / 8 : nil
    }
}

import Foundation
import StargateQuantities
import StargateTesting

/// Every random test runs once with each seed; a failure names the seed that reproduces it.
let seeds: [UInt64] = [1, 2, 3, 5, 8]

/// A day that is known to exist.
func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no such day: \(text)") }
    return date
}

/// `value` after encoding and decoding.
func roundTrip<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
}

/// The JSON that `value` becomes, keys sorted.
func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

extension Dice {
    /// A whole number of any size, small ones as likely as large ones.
    mutating func anySize() -> Int64 {
        let bits = number(0...62)
        return number(0...(Int64.max >> bits))
    }
}

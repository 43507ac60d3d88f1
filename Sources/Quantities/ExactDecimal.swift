/// A number as it is written, with no binary rounding: `digits · 10^exponent`.
public struct ExactDecimal: Hashable, Sendable {
    public let digits: Int128
    public let exponent: Int

    public init(digits: Int128, exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// Reads `1.2`, `-3`, `400,000`, `1_000`, `2.1e25`; `nil` for anything else or more than 30 digits.
    public init?(_ text: some StringProtocol) {
        var digits: Int128 = 0
        var count = 0
        var exponent = 0
        var seenPoint = false
        // Thousands: one to three digits, then groups of three.
        var (grouped, sinceComma) = (false, 0)
        var rest = text[...]
        let negative = rest.first == "-"
        if negative || rest.first == "+" { rest = rest.dropFirst() }
        guard let first = rest.first, first.isASCII, first.isNumber || first == "." else { return nil }
        while let character = rest.first {
            if let value = character.isASCII ? character.wholeNumberValue : nil {
                guard count < 30 else { return nil }
                digits = digits * 10 + Int128(value)
                count += 1
                if !seenPoint { sinceComma += 1 }
                if seenPoint { exponent -= 1 }
            } else if character == "." && !seenPoint {
                seenPoint = true
            } else if (character == "," || character == "_") && !seenPoint {
                guard character == "_" || (grouped ? sinceComma == 3 : (1...3).contains(sinceComma)) else { return nil }
                if character == "," {
                    guard ExactDecimal.isThousandsGroup(rest.dropFirst()) else { return nil }
                    grouped = true
                    sinceComma = 0
                }
            } else if character == "e" || character == "E" {
                guard let power = Int(rest.dropFirst()), (-60...60).contains(power) else { return nil }
                exponent += power
                rest = rest[rest.endIndex...]
                break
            } else {
                return nil
            }
            rest = rest.dropFirst()
        }
        guard count > 0, !grouped || sinceComma == 3 else { return nil }
        self.digits = negative ? -digits : digits
        self.exponent = exponent
    }

    private static func isThousandsGroup(_ text: some StringProtocol) -> Bool {
        let group = text.prefix(3)
        guard group.count == 3, group.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
        guard let next = text.dropFirst(3).first else { return true }
        return !(next.isASCII && next.isNumber)
    }

    /// This number in units of `10^-scale` times `factor`, if that is whole and fits; `nil` otherwise.
    public func whole(times factor: ExactDecimal) -> Int64? {
        let (product, overflow) = digits.multipliedReportingOverflow(by: factor.digits)
        guard !overflow else { return nil }
        var value = product
        var power = exponent + factor.exponent
        while power < 0 && value % 10 == 0 && value != 0 {
            value /= 10
            power += 1
        }
        guard value != 0 else { return 0 }
        guard power >= 0 else { return nil }
        for _ in 0..<power {
            let (next, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = next
        }
        return Int64(exactly: value)
    }
}

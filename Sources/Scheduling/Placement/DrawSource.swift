/// Where random placement gets its draws. The caller owns the generator and its seed; the other policies never ask.
public protocol DrawSource {
    /// The next 64 random bits.
    mutating func bits() -> UInt64
}

extension DrawSource {
    /// A number in 0..<bound, each with the same chance but for less than bound in 2⁶⁴.
    mutating func number(below bound: Int) -> Int {
        Int(bits().multipliedFullWidth(by: UInt64(bound)).high)
    }
}

/// Why a loan has no schedule.
public enum LoanRefusal: Error, Hashable, Sendable {
    /// The contract type needs a term that is not given.
    case missing(term: String, need: String)
    /// No maturity follows from the other terms.
    case noMaturity(why: String)
    /// A market object has no value at a time or before it.
    case notObserved(object: String, at: LoanTime)
    case unsupported(String)

    public var reason: String {
        switch self {
        case .missing(let term, let need): "'\(term)' is missing: \(need)"
        case .noMaturity(let why): "no maturity follows from the terms: \(why)"
        case .notObserved(let object, let time): "'\(object)' has no observed value at \(time) or before"
        case .unsupported(let what): what
        }
    }
}

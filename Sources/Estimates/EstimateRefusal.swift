/// Why something cannot be estimated: where, what, and what would do.
public struct EstimateRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let place: String
    public let field: String
    public let problem: String
    public let remedy: String

    public init(place: String, field: String, problem: String, remedy: String) {
        self.place = place
        self.field = field
        self.problem = problem
        self.remedy = remedy
    }

    public var description: String { "\(place): \(field): \(problem); \(remedy)" }
}

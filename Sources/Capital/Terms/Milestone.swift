public import StargateQuantities

/// A step of building that money hangs on: tranches are released, interest and depreciation switch, repayment begins.
public struct Milestone: Hashable, Sendable, Codable, CustomStringConvertible {
    public enum Step: String, Hashable, Sendable, Codable, CaseIterable {
        /// The phase is contracted and its money set aside.
        case contracted
        /// The building stands.
        case shell
        /// Grid power is live.
        case energised
        /// The first accelerators passed burn-in: start of operations (COD).
        case serving
    }

    public let phase: PhaseID
    public let step: Step

    public init(_ phase: PhaseID, _ step: Step) {
        self.phase = phase
        self.step = step
    }

    public var description: String { "\(phase) \(step.rawValue)" }
}

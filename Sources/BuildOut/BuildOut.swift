public import StargateQuantities

/// The state of all phases of all sites, from planned to serving.
public struct BuildOut: Hashable, Sendable, Codable {
    public struct PhaseState: Hashable, Sendable, Codable {
        /// Why a wanted phase could not be contracted at the last review.
        public internal(set) var blocked: HoldingCause?
        public internal(set) var contracted: Instant?
        /// When construction began, which may be before the programme did.
        public internal(set) var started: Instant?
        /// What it is filled with, as contracted.
        public internal(set) var chip: ChipID?
        /// Shell and power, what others paid before included.
        public internal(set) var shellCost = Money.zero
        public internal(set) var chipCost = Money.zero
        /// Facility power as contracted.
        public internal(set) var power = Power.zero
        public internal(set) var shellExpected: Instant?
        public internal(set) var powerExpected: Instant?
        public internal(set) var shellReady: Instant?
        public internal(set) var powerLive: Instant?
        public internal(set) var energised: Instant?
        /// Accelerators the phase holds when full.
        public internal(set) var target: Int64 = 0
        public internal(set) var chipsOrdered: Instant?
        public internal(set) var chipsExpected: Instant?
        public internal(set) var delivered: Int64 = 0
        /// Delivered lots that wait for power before they can be installed.
        public internal(set) var waitingLots: [WaitingLot] = []
        public internal(set) var online: Int64 = 0

        public init() {}

        /// Facility power of the accelerators in service.
        public var servingPower: Power {
            target > 0 ? Power(watts: power.watts.scaled(online, over: target)) : .zero
        }
    }

    /// A delivery not yet being installed.
    public struct WaitingLot: Hashable, Sendable, Codable {
        public let number: Int
        public let accelerators: Int64
    }

    public internal(set) var phases: [PhaseID: PhaseState] = [:]

    public init() {}

    public subscript(phase: PhaseID) -> PhaseState { phases[phase] ?? PhaseState() }
}

public enum BuildOutEvent: Hashable, Sendable, Codable {
    /// A wanted phase cannot be contracted; `cause` says what is lacking.
    case phaseBlocked(phase: PhaseID, cause: HoldingCause, reason: String)
    /// Construction begins; power is ordered from the grid at the same time.
    case contracted(
        phase: PhaseID, power: Power, chip: ChipID, accelerators: Int64, shellCost: Money, chipCost: Money,
        started: Instant, shellExpected: Instant, powerExpected: Instant)
    /// Declared dates of a phase under construction changed, as in a what-if.
    case replanned(phase: PhaseID, started: Instant, shellExpected: Instant, powerExpected: Instant)
    case shellReady(phase: PhaseID)
    case powerLive(phase: PhaseID)
    /// Shell and power are both there.
    case energised(phase: PhaseID, power: Power)
    case chipsOrdered(phase: PhaseID, chip: ChipID, accelerators: Int64, expected: Instant)
    case chipsDelivered(phase: PhaseID, lot: Int, accelerators: Int64)
    /// A delivered lot goes into an energised phase.
    case installing(phase: PhaseID, lot: Int, accelerators: Int64)
    /// Installed, burnt in and handed to the scheduler.
    case online(phase: PhaseID, lot: Int, accelerators: Int64)
}

extension BuildOut {
    public mutating func evolve(_ event: BuildOutEvent, at now: Instant) {
        switch event {
        case .phaseBlocked(let phase, let cause, _): phases[phase, default: PhaseState()].blocked = cause
        case .contracted(
            let phase, let facilityPower, let chip, let accelerators, let shellCost, let chipCost, let started,
            let shell,
            let power):
            var state = self[phase]
            state.chip = chip
            state.shellCost = shellCost
            state.chipCost = chipCost
            state.started = started
            state.power = facilityPower
            state.blocked = nil
            state.contracted = now
            state.target = accelerators
            state.shellExpected = shell
            state.powerExpected = power
            phases[phase] = state
        case .replanned(let phase, _, let shell, let power):
            phases[phase, default: PhaseState()].shellExpected = shell
            phases[phase, default: PhaseState()].powerExpected = power
        case .shellReady(let phase): phases[phase, default: PhaseState()].shellReady = now
        case .powerLive(let phase): phases[phase, default: PhaseState()].powerLive = now
        case .energised(let phase, _): phases[phase, default: PhaseState()].energised = now
        case .chipsOrdered(let phase, _, _, let expected):
            phases[phase, default: PhaseState()].chipsOrdered = now
            phases[phase, default: PhaseState()].chipsExpected = expected
        case .chipsDelivered(let phase, let lot, let count):
            var state = self[phase]
            state.delivered += count
            state.waitingLots.append(WaitingLot(number: lot, accelerators: count))
            phases[phase] = state
        case .installing(let phase, let lot, _):
            phases[phase, default: PhaseState()].waitingLots.removeAll { $0.number == lot }
        case .online(let phase, _, let count): phases[phase, default: PhaseState()].online += count
        }
    }

    /// When the phase is expected to be energised, or was.
    public func energisation(of phase: PhaseID) -> Instant? {
        let state = self[phase]
        if let energised = state.energised { return energised }
        guard let shell = state.shellReady ?? state.shellExpected,
            let power = state.powerLive ?? state.powerExpected
        else { return nil }
        return max(shell, power)
    }

    /// What keeps a phase from serving at `now`: of all that is outstanding, what is expected last. `nil` while it
    /// is not wanted yet and once it is full.
    public func holding(_ terms: PhaseTerms, at now: Instant) -> HoldingCause? {
        let state = self[terms.id]
        guard state.contracted != nil else {
            return Instant(terms.notBefore) <= now ? state.blocked : nil
        }
        guard state.online < state.target else { return nil }
        var last: (cause: HoldingCause, expected: Instant)?
        func consider(_ cause: HoldingCause, _ expected: Instant?, outstanding: Bool) {
            guard outstanding else { return }
            let instant = max(expected ?? now, now)
            if last.map({ $0.expected < instant }) ?? true { last = (cause, instant) }
        }
        consider(.construction, state.shellExpected, outstanding: state.shellReady == nil)
        consider(.power, state.powerExpected, outstanding: state.powerLive == nil)
        consider(.chips, state.chipsExpected, outstanding: state.delivered < state.target && state.chipsOrdered != nil)
        return last?.cause ?? (state.chipsOrdered == nil ? (state.blocked ?? .chips) : .construction)
    }

    /// Facility power the phase does not yet bring into service.
    public func waitingPower(_ terms: PhaseTerms) -> Power {
        let state = self[terms.id]
        return state.target > 0 ? state.power - state.servingPower : terms.power
    }
}

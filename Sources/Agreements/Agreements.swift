public import StargateQuantities

/// The state of the agreements: waiver capacity used, and cases of first refusal.
public struct Agreements: Hashable, Sendable, Codable {
    /// One offer put to the holder of a right of first refusal.
    public struct Case: Hashable, Sendable, Codable {
        public enum State: String, Hashable, Sendable, Codable {
            case open, accepted, released
        }

        public let number: Int
        public let agreement: AgreementID
        public let holder: PartyID
        public let offer: OfferID
        public let accelerators: Int64
        public let noticed: Instant
        public let deadline: Instant
        public internal(set) var state = State.open
        public internal(set) var settled: Instant?
    }

    public internal(set) var waiverUsed: [AgreementID: Power] = [:]
    public internal(set) var openCases: [Case] = []
    public internal(set) var settledCases: [Case] = []

    public init() {}

    public var nextNumber: Int { openCases.count + settledCases.count + 1 }

    /// The earliest deadline of an open case.
    public var nextDeadline: Instant? { openCases.lazy.map(\.deadline).min() }
}

public enum AgreementEvent: Hashable, Sendable, Codable {
    case waiverDrawn(agreement: AgreementID, power: Power)
    /// The holder is told of an offer and has until the end of `deadline`.
    case noticeGiven(
        number: Int, agreement: AgreementID, holder: PartyID, offer: OfferID, accelerators: Int64, deadline: Instant)
    case holderAccepted(number: Int, accelerators: Int64)
    case holderDeclined(number: Int)
    case rightLapsed(number: Int)
}

extension Agreements {
    /// The gate that every sourcing decision passes: exclusivity first, then waivers, then first refusal.
    public func verdict(on need: Need, terms: [AgreementTerms], at now: Instant) -> Verdict {
        let inForce = terms.filter { $0.isInForce(on: now.date) }
        var waivers: [AgreementID] = []
        for agreement in inForce where agreement.kind == .exclusivity {
            guard agreement.holder != need.provider, !agreement.carveOuts.contains(need.kind) else { continue }
            guard let waiver = waiver(of: agreement.id, for: need, in: inForce) else {
                return .refused(agreement.reference)
            }
            waivers.append(waiver)
        }
        for agreement in inForce {
            guard case .rightOfFirstRefusal = agreement.kind, agreement.holder != need.provider,
                !agreement.carveOuts.contains(need.kind)
            else { continue }
            return .afterNotice(
                agreement.id, holder: agreement.holder, clause: agreement.reference, waivers: waivers)
        }
        return .allowed(waivers: waivers)
    }

    private func waiver(of agreement: AgreementID, for need: Need, in terms: [AgreementTerms]) -> AgreementID? {
        for candidate in terms {
            guard case .waiver(of: agreement, party: need.provider, let capacity) = candidate.kind else { continue }
            let used = waiverUsed[candidate.id] ?? .zero
            if need.power <= capacity - used { return candidate.id }
        }
        return nil
    }

    public mutating func evolve(_ event: AgreementEvent, at now: Instant) {
        switch event {
        case .waiverDrawn(let agreement, let power):
            waiverUsed[agreement, default: .zero] += power
        case .noticeGiven(let number, let agreement, let holder, let offer, let accelerators, let deadline):
            openCases.append(
                Case(
                    number: number, agreement: agreement, holder: holder, offer: offer, accelerators: accelerators,
                    noticed: now, deadline: deadline))
        case .holderAccepted(let number, _): settle(number, .accepted, now)
        case .holderDeclined(let number): settle(number, .released, now)
        case .rightLapsed(let number): settle(number, .released, now)
        }
    }

    private mutating func settle(_ number: Int, _ state: Case.State, _ now: Instant) {
        guard let index = openCases.firstIndex(where: { $0.number == number }) else { return }
        var settled = openCases.remove(at: index)
        settled.state = state
        settled.settled = now
        settledCases.append(settled)
    }
}

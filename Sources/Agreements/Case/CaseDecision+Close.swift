import StargateQuantities

extension CaseDecision {
    /// Closes with the counterparty: within the window, on terms no better for it than noticed, for what is free.
    mutating func close(_ quantity: Power?, _ changes: TermChanges) throws(AgreementRefusal) {
        let wanted = changes.applied(to: matter.current)
        switch matter.state {
        case .outOfScope: break
        case .released:
            if let noticed = matter.noticed,
                let difference = wanted.worseForGrantor(than: noticed, side: terms.side)
            {
                throw refusal(difference)
            }
        // What was free and withdrawn is gone: a new offer is judged anew.
        case .withdrawn where matter.freedom != nil: throw refusal(.notReleased(.withdrawn))
        case .draft, .deficient, .withdrawn, .reofferRequired:
            guard let freedom = freedomByNow else { return try refuseOrRecord(quantity, wanted) }
            record(.freed(freedom))
        case .open, .accepted, .contracted, .closed, .breach: return try refuseOrRecord(quantity, wanted)
        }
        let free = matter.state == .released ? matter.released : matter.left
        let asked = quantity ?? changes.quantity ?? free
        guard asked > .zero, isWithinTolerance(asked, of: free) else {
            throw refusal(.quantityOutOfTolerance(asked: asked, free: free))
        }
        record(.closed(quantity: asked, terms: wanted))
    }

    /// A closing that the right forbids.
    private mutating func refuseOrRecord(_ quantity: Power?, _ wanted: DealTerms) throws(AgreementRefusal) {
        guard terms.breach == .record, matter.state != .closed, matter.state != .breach else {
            throw refusal(matter.state == .reofferRequired ? .windowExpired : .notReleased(matter.state))
        }
        record(.breached(quantity: quantity ?? wanted.quantity, terms: wanted))
    }

    /// A deal freed by its size or by a waiver may get smaller, not larger.
    private func isWithinTolerance(_ asked: Power, of free: Power) -> Bool {
        let slack = terms.quantityTolerance.of(free)
        switch matter.freedom?.ground {
        case .deMinimis, .waiver: return asked <= free
        case .notInForce, .carveOut, .holderIsBidder, .suspended: return asked <= free + slack
        case nil: return asked <= free + slack && asked >= free - slack
        }
    }
}

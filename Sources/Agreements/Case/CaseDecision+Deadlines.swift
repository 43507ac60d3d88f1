import StargateQuantities

extension CaseDecision {
    /// Lets every deadline before `now` take effect, in order, each dated its own instant. A deadline is inclusive:
    /// what is done at that very instant is in time (reference: agreements, section 3, rule 4).
    mutating func passDeadlines() {
        while let deadline = matter.nextDeadline, deadline < now { pass(deadline) }
    }

    private mutating func pass(_ deadline: Instant) {
        if matter.state == .open {
            for holder in matter.holders where holder.status == .pending && holder.answerBy?.instant == deadline {
                record(.lapsed(holder: holder.party, on: deadline))
            }
            return settle(on: deadline)
        }
        // One who accepted and did not sign gives up what it was given; it is free for the counterparty from then on.
        var freed = Power.zero
        for holder in matter.holders where holder.signBy?.instant == deadline {
            freed += holder.allocated
            record(.defaulted(holder: holder.party, quantity: holder.allocated, on: deadline))
        }
        if freed > .zero { return release(freed + matter.released, on: deadline) }
        if matter.window?.instant == deadline { record(.windowPassed(on: deadline)) }
    }
}

import StargateQuantities

extension RightCase {
    /// Folds one step.
    mutating func evolve(_ step: CaseStep) {
        switch step {
        case .foundDeficient(_, let said, let offered):
            state = .deficient
            self.said = said
            current = offered
            (released, window) = (.zero, nil)
        case .noticed(let terms, let asks, _):
            state = .open
            round += 1
            tell(terms)
            said = NoticeContent()
            (released, window) = (.zero, nil)
            for index in holders.indices { holders[index].reset() }
            ask(asks)
        case .asked(let ask): self.ask([ask])
        case .amended(let terms, let asks):
            round += 1
            tell(terms)
            for index in holders.indices where holders[index].status != .accepted { holders[index].reset() }
            ask(asks)
        case .accepted(let holder, let quantity, let at):
            change(holder) {
                $0.status = .accepted
                $0.acceptedAt = at
                $0.accepted = quantity
            }
        case .declined(let holder): change(holder) { $0.status = .declined }
        case .waived(let holder): change(holder) { $0.status = .waived }
        case .lapsed(let holder, _): change(holder) { $0.status = .lapsed }
        case .allocated(let shares, _):
            state = .accepted
            for index in holders.indices where holders[index].status == .accepted {
                // Better ranks may have left nothing.
                guard !shares.contains(where: { $0.holder == holders[index].party }) else { continue }
                holders[index].status = .forfeited
                holders[index].accepted = .zero
            }
            for share in shares {
                change(share.holder) {
                    $0.allocated = share.quantity
                    $0.signBy = share.signBy
                }
            }
        case .forfeited:
            for index in holders.indices where holders[index].status == .accepted {
                holders[index].status = .forfeited
                holders[index].accepted = .zero
            }
        case .released(let quantity, let window, _):
            state = .released
            released = quantity
            self.window = window
        case .signed(let holder, let quantity):
            change(holder) {
                $0.status = .contracted
                $0.contracted += quantity
                ($0.allocated, $0.signBy) = (.zero, nil)
            }
        case .contracted: state = .contracted
        case .defaulted(let holder, _, _):
            change(holder) {
                $0.status = .defaulted
                ($0.accepted, $0.allocated, $0.signBy) = (.zero, .zero, nil)
            }
        case .windowPassed:
            state = .reofferRequired
            (released, window) = (.zero, nil)
        case .freed(let freedom):
            state = .outOfScope
            self.freedom = freedom
        case .closed(let quantity, let terms):
            state = .closed
            closed += quantity
            current = terms
            (released, window) = (.zero, nil)
        case .breached(let quantity, let terms):
            state = .breach
            closed += quantity
            current = terms
            (released, window) = (.zero, nil)
        case .withdrawn:
            state = .withdrawn
            (released, window) = (.zero, nil)
        }
    }

    private mutating func tell(_ terms: DealTerms) {
        noticed = terms
        current = terms
        whole = max(whole, terms.quantity + contracted + closed)
    }

    private mutating func ask(_ asks: [HolderAsk]) {
        for ask in asks {
            change(ask.holder) {
                $0.status = .pending
                $0.answerBy = ask.answerBy
            }
        }
    }

    private mutating func change(_ party: PartyID, _ body: (inout HolderStanding) -> Void) {
        guard let index = holders.firstIndex(where: { $0.party == party }) else { return }
        body(&holders[index])
    }
}

extension HolderStanding {
    /// Forgets an answer; what was signed stays.
    fileprivate mutating func reset() {
        status = .unasked
        answerBy = nil
        accepted = .zero
    }
}

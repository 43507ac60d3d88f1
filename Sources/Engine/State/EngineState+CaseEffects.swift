import StargateAgreements
import StargateBuildOut
import StargateProgramme
import StargateQuantities
import StargateSourcing

extension EngineState {
    /// Asks holders for what agreements want of them.
    mutating func follow(_ event: AgreementEvent, _ at: Instant) {
        switch event {
        case .progressed(let number, let step): follow(step, in: number, at)
        case .firstOffer(let agreement, let kind, .asked(let deal, let answerBy)):
            open(
                "first-offer/\(agreement)/\(kind.rawValue)",
                .askOffer(agreement: agreement, deal: deal, deadline: answerBy.instant), at)
        case .firstOffer(let agreement, let kind, .offered), .firstOffer(let agreement, let kind, .declined),
            .firstOffer(let agreement, let kind, .lapsed):
            close("first-offer/\(agreement)/\(kind.rawValue)")
        case .opened, .waiverReserved, .waiverPosted, .waiverVoided, .holderSuspended, .holderResumed, .rightAssigned,
            .rightEnded, .favouredPrice, .productJudged, .commitmentTaken, .commitmentSettled, .commitmentCredited,
            .revenueShared:
            break
        }
    }

    private mutating func follow(_ step: CaseStep, in number: Int, _ at: Instant) {
        guard let matter = agreements.matter(number) else { return }
        switch step {
        case .noticed(_, let asks, _), .amended(_, let asks):
            closeCase(number)
            for ask in asks { open(ask, in: matter, at) }
        case .asked(let ask): open(ask, in: matter, at)
        case .accepted(let holder, _, _), .declined(let holder), .waived(let holder), .lapsed(let holder, _),
            .signed(let holder, _), .defaulted(let holder, _, _):
            close("case/\(number)/\(holder)")
        case .allocated(let shares, _):
            for share in shares {
                open(
                    "case/\(number)/\(share.holder)",
                    .awaitSignature(
                        case: number, holder: share.holder, agreement: matter.agreement,
                        deadline: share.signBy.instant), at)
            }
        case .withdrawn, .breached: closeCase(number)
        case .foundDeficient, .forfeited, .released, .contracted, .windowPassed, .freed, .closed: break
        }
    }

    private mutating func open(_ ask: HolderAsk, in matter: RightCase, _ at: Instant) {
        open(
            "case/\(matter.number)/\(ask.holder)",
            .askHolder(
                case: matter.number, holder: ask.holder, agreement: matter.agreement,
                quantity: matter.offered(to: ask.holder), unit: unit(of: matter.deal.id),
                deadline: ask.answerBy.instant), at)
    }

    private mutating func closeCase(_ number: Int) { effects.removeAll { $0.id.hasPrefix("case/\(number)/") } }

    /// Facility power of one accelerator of what a deal is about; a watt if that is not known.
    func unit(of deal: DealID) -> Power {
        let chip = sourcing.pursuit(deal).flatMap { programme.offer($0.offer)?.chip } ?? phase(of: deal)?.chip
        return chip.flatMap { programme.chip($0)?.facilityPower } ?? Power(watts: 1)
    }
}

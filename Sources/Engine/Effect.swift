public import StargateAgreements
public import StargateQuantities
public import StargateScheduling

/// Something the engine asked of the world and has no answer to yet. The list of open effects is part of the state:
/// a world that starts anew, or a fork, takes it up from there.
public struct Effect: Hashable, Sendable, Codable {
    public enum Kind: Hashable, Sendable, Codable {
        /// Raise the shell; planned to take from `started` to `planned`.
        case build(phase: PhaseID, started: Instant, planned: Instant)
        /// Bring live power to the site.
        case connect(phase: PhaseID, started: Instant, planned: Instant)
        case deliver(phase: PhaseID, lot: Int, accelerators: Int64, ordered: Instant, promised: Instant)
        case install(phase: PhaseID, lot: Int, accelerators: Int64, ready: Instant)
        /// Collect a call line.
        case collect(call: Int, funder: FunderID, amount: Money, due: Instant)
        /// Have a holder of a right answer a notice; `unit` is the power of one accelerator.
        case askHolder(
            case: Int, holder: PartyID, agreement: AgreementID, quantity: Power, unit: Power, deadline: Instant)
        /// Have a holder sign for what it took.
        case awaitSignature(case: Int, holder: PartyID, agreement: AgreementID, deadline: Instant)
        /// Have the holder of a right of first offer make its offer for a deal.
        indirect case askOffer(agreement: AgreementID, deal: Deal, deadline: Instant)
        /// Have rented capacity handed over.
        case provision(rental: RentalID, from: Instant)
        /// Run a gang; `remaining` milliseconds of progress are left, `report` counts its reports so far.
        case run(job: JobID, nodes: Int64, remaining: Int64, report: Int)
        /// Watch a pool's nodes for failures; some are down already.
        case watch(pool: PoolID, nodes: Int64, down: NodeList)
        /// Wait for the `index`-th experiment.
        case awaitExperiment(index: Int)
    }

    /// Unique among open effects; the same for the same matter, so that a repeated answer is known.
    public let id: String
    /// Order of asking.
    public let sequence: Int
    public let since: Instant
    public let kind: Kind
}

/// What the world reports back.
public enum Observation: Hashable, Sendable, Codable {
    case shellReady(phase: PhaseID)
    case powerLive(phase: PhaseID)
    case delivered(phase: PhaseID, lot: Int, accelerators: Int64)
    case installed(phase: PhaseID, lot: Int, accelerators: Int64)
    case contributed(call: Int, funder: FunderID, amount: Money)
    /// `quantity` `nil` takes all there is for it.
    case holderAnswered(case: Int, holder: PartyID, answer: HolderAnswer, quantity: Power?)
    case holderSigned(case: Int, holder: PartyID)
    indirect case firstOfferMade(agreement: AgreementID, kind: CapacityKind, terms: DealTerms?)
    case rentalLive(rental: RentalID)
    case jobReported(job: JobID, productive: Int64, lost: Int64, interruptions: Int64)
    case jobFinished(job: JobID, productive: Int64, lost: Int64, interruptions: Int64)
    case nodesObserved(pool: PoolID, day: Int, failures: Int64, down: NodeList)
    case experimentArrived(index: Int)
}

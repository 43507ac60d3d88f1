public import StargateAgreements
public import StargateBuildOut
public import StargateCapital
public import StargateProgramme
public import StargateQuantities
public import StargateScheduling
public import StargateSourcing

/// Everything that can happen. State is a fold over these; nothing else changes it.
public enum Event: Hashable, Sendable {
    /// The first event: what is run, and the seed of the simulated world's chance.
    case began(programme: Programme, seed: UInt64)
    /// Declared values change from here on, as in a what-if.
    case amended(programme: Programme)
    case capital(CapitalEvent)
    case buildOut(BuildOutEvent)
    case agreements(AgreementEvent)
    case sourcing(SourcingEvent)
    case scheduling(SchedulingEvent)
    case training(TrainingEvent)
    case usage(UsageEvent)
    case quarterClosed(QuarterStatement)
}

/// What happens to training runs beside their place in the queue.
public enum TrainingEvent: Hashable, Sendable, Codable {
    /// Research and data are ready; the run joins the queue with `work` to do after efficiency gains.
    case wanted(model: ModelID, work: Compute)
    /// A run's report: time that made progress and time lost to interruptions, in milliseconds.
    case reported(job: JobID, productive: Int64, lost: Int64, interruptions: Int64)
    /// The run is complete.
    case trained(model: ModelID)
    /// The `index`-th experiment arrived.
    case experimentArrived(index: Int)
}

/// What compute is asked for and what was used.
public enum UsageEvent: Hashable, Sendable, Codable {
    /// Demand from now on: tokens a day and the peak arithmetic that each use needs.
    case demanded(tokensPerDay: Int64, inference: ComputeRate, research: ComputeRate, training: ComputeRate)
    /// One pool's accelerator-seconds since the last reading, by use and in all, with their cost; `energy` is what
    /// an own pool's site drew for it.
    case metered(
        pool: PoolID, training: Int64, research: Int64, inference: Int64, online: Int64, energy: Energy, cost: Money)
    case served(tokens: Int64, asked: Int64)
}

/// What an accelerator is used for.
public enum Use: String, Hashable, Sendable, Codable, CaseIterable {
    case training, research, inference
}

extension Event: Codable {
    private enum Key: String, CodingKey {
        case began, amended, capital, buildOut, agreements, sourcing, scheduling, training, usage, quarterClosed
    }

    private struct Beginning: Codable {
        let programme: Programme
        let seed: UInt64
    }

    /// One key, the domain, holding the domain's event.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .began(let programme, let seed):
            try container.encode(Beginning(programme: programme, seed: seed), forKey: .began)
        case .amended(let programme): try container.encode(programme, forKey: .amended)
        case .capital(let event): try container.encode(event, forKey: .capital)
        case .buildOut(let event): try container.encode(event, forKey: .buildOut)
        case .agreements(let event): try container.encode(event, forKey: .agreements)
        case .sourcing(let event): try container.encode(event, forKey: .sourcing)
        case .scheduling(let event): try container.encode(event, forKey: .scheduling)
        case .training(let event): try container.encode(event, forKey: .training)
        case .usage(let event): try container.encode(event, forKey: .usage)
        case .quarterClosed(let statement): try container.encode(statement, forKey: .quarterClosed)
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "an event without a kind"))
        }
        switch key {
        case .began:
            let beginning = try container.decode(Beginning.self, forKey: key)
            self = .began(programme: beginning.programme, seed: beginning.seed)
        case .amended: self = .amended(programme: try container.decode(Programme.self, forKey: key))
        case .capital: self = .capital(try container.decode(CapitalEvent.self, forKey: key))
        case .buildOut: self = .buildOut(try container.decode(BuildOutEvent.self, forKey: key))
        case .agreements: self = .agreements(try container.decode(AgreementEvent.self, forKey: key))
        case .sourcing: self = .sourcing(try container.decode(SourcingEvent.self, forKey: key))
        case .scheduling: self = .scheduling(try container.decode(SchedulingEvent.self, forKey: key))
        case .training: self = .training(try container.decode(TrainingEvent.self, forKey: key))
        case .usage: self = .usage(try container.decode(UsageEvent.self, forKey: key))
        case .quarterClosed: self = .quarterClosed(try container.decode(QuarterStatement.self, forKey: key))
        }
    }
}

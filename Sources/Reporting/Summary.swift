public import StargateProgramme

/// The answers, in numbers a program can read: `summary.json`. Keys are stable within a version; USD, MW, PFLOP/s
/// (dense BF16 peak) and ISO dates throughout.
public struct Summary: Codable, Sendable, Equatable {
    public var version = 1
    public var programme: Head
    public var headline: Headline
    public var quarters: [QuarterRow]
    /// The programme on paper: the same declarations, without slips, failures and late payers.
    public var plan: [PlanRow]
    public var models: [ModelRow]
    public var phases: [PhaseRow]
    public var calls: [CallRow]
    public var cash: [CashRow]
    public var flows: [Flow]
    public var agreements: [AgreementRow]
    public var obstacles: [ObstacleRow]
    /// The assumptions that move the result most, the strongest first; empty if sensitivity was not asked for.
    public var assumptions: [Lean]
    public var evidence: Evidence

    public struct Head: Codable, Sendable, Equatable {
        public var name: String
        public var description: String?
        public var start: String
        public var until: String
        public var seed: UInt64
        public var journalHash: String
        public var events: Int
        public var ceilingUsd: Double
        public var firstTrancheUsd: Double?
        public var gdpUsd: Double?
    }

    public struct Headline: Codable, Sendable, Equatable {
        public var committedUsd: Double
        public var calledUsd: Double
        public var contributedUsd: Double
        public var drawnUsd: Double
        /// Revenue, and interest on late payments.
        public var earnedUsd: Double
        public var spentUsd: Double
        public var cashUsd: Double
        /// Bills that fell due and wait for cash.
        public var overdueUsd: Double
        public var promisedUsd: Double
        public var contractedMw: Double
        public var constructionMw: Double
        public var energisedMw: Double
        public var servingMw: Double
        public var accelerators: Int64
        public var ownAccelerators: Int64
        public var pflops: Double
        /// Cost of an accelerator-hour in use over the whole programme; absent if none was used.
        public var ownUsdPerHour: Double?
        public var cloudUsdPerHour: Double?
        public var ownHours: Int64
        public var cloudHours: Int64
        public var tokensAsked: Double
        public var tokensServed: Double
        public var constructionJobsPeak: Int64
        public var permanentJobs: Int64
        /// Spending in the busiest four quarters over a year's GDP.
        public var gdpSharePeakYear: Double?
        public var gdpShareMean: Double?
        public var modelsTrained: Int
        public var modelsDeclared: Int
        public var energyMwh: Double
    }

    public struct QuarterRow: Codable, Sendable, Equatable {
        public var quarter: String
        public var ended: String
        public var committedUsd: Double
        public var calledUsd: Double
        public var contributedUsd: Double
        public var drawnUsd: Double
        /// Revenue, and interest on late payments.
        public var earnedUsd: Double
        public var spentUsd: Double
        public var cashUsd: Double
        /// Bills that fell due and wait for cash.
        public var overdueUsd: Double
        public var promisedUsd: Double
        public var contractedMw: Double
        public var constructionMw: Double
        public var energisedMw: Double
        public var servingMw: Double
        public var accelerators: Int64
        public var pflops: Double
        public var demandInferencePflops: Double
        public var demandResearchPflops: Double
        public var demandTrainingPflops: Double
        /// In the quarter.
        public var tokensAsked: Double
        public var tokensServed: Double
        public var energyMwh: Double
        public var trainingHours: Int64
        public var researchHours: Int64
        public var inferenceHours: Int64
        public var ownUsdPerHour: Double?
        public var cloudUsdPerHour: Double?
        public var constructionJobs: Int64
        public var permanentJobs: Int64
        public var sources: [Source]
        /// Mean facility power that each cause held back, most first.
        public var held: [Held]
    }

    /// Sums so far and levels at the end of a quarter, as planned.
    public struct PlanRow: Codable, Sendable, Equatable {
        public var quarter: String
        public var ended: String
        public var calledUsd: Double
        public var spentUsd: Double
        public var energisedMw: Double
        public var accelerators: Int64
        public var pflops: Double
    }

    public struct Source: Codable, Sendable, Equatable {
        public var place: String
        public var name: String
        public var own: Bool
        public var chip: String
        public var accelerators: Int64
        public var pflops: Double
    }

    public struct Held: Codable, Sendable, Equatable {
        public var cause: String
        public var mw: Double
    }

    public struct ModelRow: Codable, Sendable, Equatable {
        public var id: String
        public var name: String
        public var flop: Double
        public var notBefore: String
        public var dataReady: String?
        /// When research, data and predecessors were all there and it joined the queue.
        public var readyToTrain: String?
        public var started: String?
        public var trained: String?
        public var place: String?
        public var accelerators: Int64
        public var interruptions: Int64
        public var lostHours: Double
    }

    public struct PhaseRow: Codable, Sendable, Equatable {
        public var id: String
        public var site: String
        public var siteName: String
        public var mw: Double
        public var chip: String
        /// announced, contracted, shell ready, energised, filling, serving
        public var stage: String
        /// Why it could not begin, if it has not.
        public var blocked: String?
        public var wanted: String
        public var plannedShell: String
        public var plannedPower: String
        public var contracted: String?
        public var shellReady: String?
        public var powerLive: String?
        public var energised: String?
        public var chipsOrdered: String?
        public var firstOnline: String?
        public var full: String?
        public var accelerators: Int64
        public var online: Int64
    }

    public struct CallRow: Codable, Sendable, Equatable {
        public var call: Int
        public var noticed: String
        public var due: String
        public var amountUsd: Double
        public var lines: [Line]

        public struct Line: Codable, Sendable, Equatable {
            public var funder: String
            public var amountUsd: Double
        }
    }

    /// Sums so far at the end of a month (the month's first day is given).
    public struct CashRow: Codable, Sendable, Equatable {
        public var month: String
        public var calledUsd: Double
        public var contributedUsd: Double
        public var drawnUsd: Double
        public var spentUsd: Double
        public var promisedUsd: Double
    }

    /// Money from one node to another: funder or lender → "Programme" → place → category.
    public struct Flow: Codable, Sendable, Equatable {
        public var from: String
        public var to: String
        public var usd: Double
    }

    public struct AgreementRow: Codable, Sendable, Equatable {
        public var id: String
        public var kind: String
        /// False for one that is only written down, for a what-if.
        public var inUse: Bool
        public var holder: String
        public var from: String
        public var until: String
        public var clause: String
        public var text: String
        public var cases: Int
        public var accepted: Int
        public var waiverUsedMw: Double?
        /// What came of it, in words, if it opens no cases.
        public var standing: String?
    }

    public struct ObstacleRow: Codable, Sendable, Equatable {
        public var day: String
        public var subject: String
        public var cause: String
        public var reason: String
    }

    /// What a tenth more of one assumption (90 days for a date) does to the result.
    public struct Lean: Codable, Sendable, Equatable {
        public var path: String
        public var value: String
        public var source: String?
        public var confidence: Confidence
        public var change: String
        /// Relative change of the compute used over the programme.
        public var computeShare: Double
        /// Relative change of money spent.
        public var spentShare: Double
        /// Mean shift of the models' ready dates; a model not trained in time counts as ready at the end.
        public var modelDays: Double

        public init(
            path: String, value: String, source: String?, confidence: Confidence, change: String,
            computeShare: Double, spentShare: Double, modelDays: Double
        ) {
            self.path = path
            self.value = value
            self.source = source
            self.confidence = confidence
            self.change = change
            self.computeShare = computeShare
            self.spentShare = spentShare
            self.modelDays = modelDays
        }
    }

    public struct Evidence: Codable, Sendable, Equatable {
        public var measured: Int
        public var reported: Int
        public var assumed: Int
    }
}

extension Summary.Headline {
    /// What is left of all sources: in the account, kept for debt service, or paid out to funders.
    var keptUsd: Double { contributedUsd + drawnUsd + earnedUsd - spentUsd }
}

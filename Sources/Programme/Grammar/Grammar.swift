import StargatePerformance
import StargateQuantities

/// The programme file, key by key.
enum Grammar {
    static let root = Shape.object([
        .required("programme", programme, "What is run, and from when to when."),
        .required("parties", .named(.party, party), "Everybody who takes part."),
        .required("capital", capital, "Who pays, how much, and how it is called."),
        .optional("agreements", .named(.agreement, agreement), "Contracts that say where compute may be bought."),
        .optional("suppliers", .named(.supplier, supplier), "Clouds that rent out compute."),
        .required("chips", .named(.chip, chip), "Classes of accelerator."),
        .optional("sites", .named(.site, site), "Places where compute is built."),
        .optional("models", .named(.model, model), "Models to be trained, in order of priority."),
        .optional("demand", demand, "What else compute is wanted for."),
        .optional("policy", policy, "The rules the programme gives itself."),
        .optional("risks", risks, "What chance may do."),
    ])

    static let programme = Shape.object([
        .required("name", .text, "Its name."),
        .optional("description", .text, "A sentence about it."),
        .required("start", .date, "First day."),
        .required("until", .date, "The day after the last."),
        .required("ceiling", .money, "The most it means to spend."),
        .optional("first_tranche", .money, "What it means to spend first."),
        .optional(
            "gdp", .positiveMoney, "Yearly gross domestic product of the country, to measure the programme against."),
    ])

    static let party = Shape.object([
        .required("name", .text, "Its name."),
        .optional("role", .text, "What it does in the programme."),
    ])

    static let supplier = Shape.object([
        .required("party", .reference(.party), "Whose company it is."),
        .optional("offers", .named(nil, offer), "What it rents out."),
        .optional("contracted", .named(nil, rental), "What is already rented when the programme begins."),
    ])

    static let offer = Shape.object([
        .required("chip", .reference(.chip), "Class of accelerator."),
        .required("price", .quantity(.acceleratorHourPrice, 0...1_000_000_000), "For one accelerator-hour."),
        .required("capacity", .countSeries, "Accelerators it can add in a quarter."),
        .assumed("lead", .span, "30 days", "From signature to use."),
        .assumed("term", .span, "12 months", "How long a rental lasts."),
    ])

    static let rental = Shape.object([
        .required("chip", .reference(.chip), "Class of accelerator."),
        .required("price", .quantity(.acceleratorHourPrice, 0...1_000_000_000), "For one accelerator-hour."),
        .required("accelerators", .count, "How many."),
        .required("from", .date, "First day."),
        .required("until", .date, "The day after the last."),
    ])

    static let chip = Shape.object([
        .required("name", .text, "Its name."),
        .required("vendor", .reference(.party), "Who makes it."),
        .required("peak", .quantity(.computeRate, 1...1_000_000_000), "Dense BF16 peak of one accelerator."),
        .required(
            "facility_power", .quantity(.power, 10...100_000),
            "Facility power for one accelerator: chip, server, network, cooling."),
        .assumed("node", .quantity(.count, 1...4096), "8", "Accelerators in a node, the unit that fails."),
        .required("price", .quantity(.money, 0...1_000_000_000_000), "One accelerator, server and network included."),
        .required("available", .date, "First deliveries."),
        .assumed("lead", .span, "6 months", "From order to first delivery."),
        .required("supply_per_month", .countSeries, "Accelerators the programme can get in a month."),
        .assumed("life", .span, "5 years", "Useful life, for the cost of an hour."),
        .optional(
            "accelerator", .text,
            "The chip of the catalogue whose measured rates it has (`stargate estimate chips`)."),
    ])

    static let site = Shape.object([
        .required("name", .text, "Its name."),
        .required("owner", .reference(.party), "Who owns it."),
        .required("operator", .reference(.party), "Who operates it."),
        .assumed("region", .text, "unknown", "Where it is."),
        .required("energy_price", .quantity(.energyPrice, 0...100_000_000_000), "For one MWh."),
        .assumed("pue", .quantity(.ratio, 1_000_000...5_000_000), "1.2", "Annual mean power usage effectiveness."),
        .assumed(
            "peak_overhead", .quantity(.ratio, 1_000_000...5_000_000), "1.4",
            "Facility power over IT power at peak (Epoch, 2025-12-18)."),
        .required(
            "operating_cost", .quantity(.pricePerMegawattYear, 0...100_000_000_000_000), "A year, without energy."),
        .assumed("construction_workers", .quantity(.perMegawatt, 0...1_000_000), "5.3 per MW", "While it is built."),
        .assumed("permanent_jobs", .quantity(.perMegawatt, 0...1_000_000), "1.4 per MW", "Once energised."),
        .required("phases", .named(.phase, phase), "Its parts, each built and energised as one."),
    ])

    static let phase = Shape.object([
        .required("power", .power, "Facility power at peak."),
        .required("not_before", .date, "When construction is wanted to begin, or began."),
        .required("construction", .span, "How long the building takes."),
        .required("energisation", .date, "When power is planned to be live."),
        .required("construction_cost", .quantity(.pricePerMegawatt, 0...1_000_000_000_000_000), "Without chips."),
        .required("chip", .reference(.chip), "What it is filled with."),
        .optional("after", .references(.phase), "Phases to be energised first: `phase` or `site.phase`."),
        .assumed("already_paid", .share, "0 %", "Of construction cost, by others before the start."),
    ])

    static let model = Shape.object([
        .required("name", .text, "Its name."),
        .optional("flop", .compute, "Training arithmetic, before efficiency gains; or an architecture and tokens."),
        .optional("utilisation", .positiveShare, "Model FLOP utilisation (MFU); predicted for an architecture."),
        .optional(
            "architecture", .text,
            "A model of the catalogue (`stargate estimate models`): arithmetic and pace are then predicted."),
        .optional("tokens", .quantity(.tokens, 1...1_000_000_000_000_000), "Tokens an architecture is trained on."),
        .optional(
            "sequence", .quantity(.count, 128...10_000_000), "Tokens of one sequence of an architecture; else 8,192."),
        .optional(
            "batch", .quantity(.tokens, 1_000...1_000_000_000), "Tokens of one step of an architecture; else 16 M."),
        .optional(
            "precision", .choice(Precision.allCases.map(\.rawValue)),
            "Number format of an architecture's matrix products; else bf16."),
        .required("least", .count, "The fewest accelerators of one place it starts on."),
        .required("most", .count, "The most it makes use of."),
        .required("not_before", .date, "When research is ready for it."),
        .optional("data_ready", .date, "When its training data is ready."),
        .optional("after", .references(.model), "Models to be trained first."),
    ])

    static let demand = Shape.object([
        .optional("research", research, "Experiments."),
        .optional("inference", inference, "Users' requests."),
        .optional("efficiency", .named(nil, efficiency), "Dated gains: the same result for less arithmetic."),
    ])

    static let research = Shape.object([
        .required("experiments_per_month", .series(.count, 0...5_000), "How many arrive in a month."),
        .required("flop", .compute, "Arithmetic of one."),
        .required("accelerators", .count, "Accelerators of one."),
        .required("utilisation", .positiveShare, "Model FLOP utilisation (MFU)."),
    ])

    static let inference = Shape.object([
        .required("tokens_per_day", .series(.tokenRate, 0...10_000_000_000_000_000), "Tokens asked for in a day."),
        .optional(
            "flop_per_token", .quantity(.computePerToken, 1...1_000_000_000_000_000),
            "About two for each active parameter; or an architecture."),
        .optional(
            "utilisation", .positiveShare, "Share of peak that becomes tokens; predicted for an architecture."),
        .optional(
            "architecture", .text,
            "A model of the catalogue (`stargate estimate models`): what each chip serves is then predicted."),
        .optional(
            "input_tokens", .quantity(.tokens, 1...1_000_000), "Mean tokens of an architecture's prompts; else 1,024."),
        .optional(
            "output_tokens", .quantity(.tokens, 1...1_000_000), "Mean tokens of its answers; else 256."),
        .optional(
            "first_token", .quantity(.milliseconds, 1...1_000_000),
            "Within what 99 of 100 first tokens come; else 2 s."),
        .optional(
            "each_token", .quantity(.milliseconds, 1...100_000),
            "Within what 99 of 100 further tokens come; else 50 ms."),
    ])

    static let efficiency = Shape.object([
        .required("name", .text, "What the gain is."),
        .required("from", .date, "From when it counts."),
        .required("training", .positiveShare, "Share of training FLOP still needed by later runs."),
        .required("inference", .positiveShare, "Share of inference FLOP still needed."),
    ])

    static let policy = Shape.object([
        .assumed("inference_floor", .share, "40 %", "Share of every place that inference may count on."),
        .assumed("construction_workers", .countSeries, "1,000,000", "Workers on all sites together."),
        .assumed("construction_deposit", .share, "10 %", "Due when a phase is contracted."),
        .assumed("chip_deposit", .share, "20 %", "Due with the order."),
        .assumed("burn_in", .span, "3 weeks", "From delivery, or energisation, to service."),
        .assumed("training_window", .span, "90 days", "How long a training run is meant to take."),
        .assumed("idle_power", .share, "30 %", "Of peak, drawn by an idle accelerator."),
        .assumed("cloud_share", .share, "100 %", "Of what is lacking, how much is sought from clouds."),
        .assumed(
            "construction_spend", .text, "linear",
            "How building is paid for until the shell stands: linear, s-curve(2,2), milestones(40 % at 25 %, 60 % at 100 %)."
        ),
        .assumed("building_life", .span, "14 years", "Useful life of shell and power (Epoch, 2026-05-14)."),
        .assumed("sourcing_horizon", .span, "3 months", "How far ahead cloud capacity is rented."),
    ])

    static let risks = Shape.object([
        .optional("construction_slip", slip, "Of construction and grid lead times."),
        .optional("delivery_slip", slip, "Of chip lead times."),
        .assumed(
            "node_failures", .quantity(.failureRate, 0...1_000_000), "3.8 per 1000 node-days", "How often nodes fail."),
        .assumed("repair", .span, "1 day", "From failure to repair."),
        .optional(
            "checkpoint_interval", .span,
            "Between checkpoints of a training run; if absent the best one, √(2 · checkpoint time · mean time between failures)."
        ),
        .assumed("checkpoint_time", .span, "1 minute", "A checkpoint stops the run this long."),
        .assumed("restart", .span, "10 minutes", "From failure to the first new step."),
        .optional("late_payment", latePayment, "Funders that pay late."),
    ])

    static let slip = Shape.object([
        .required("p10", .slip, "One time in ten no more than this."),
        .required("p50", .slip, "Half of the time."),
        .required("p90", .slip, "Nine times in ten."),
    ])

    static let latePayment = Shape.object([
        .required("share", .share, "Of call lines."),
        .required("delay", .span, "By how much."),
    ])
}

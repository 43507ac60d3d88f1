import StargateBuildOut
import StargateCapital
import StargatePerformance
import StargateQuantities
import StargateSourcing

/// From the checked tree to the domains' terms.
enum Decoding {
    static func supplier(_ id: String, _ node: Declared) -> SupplierTerms {
        let party: PartyID = node.name("party")
        return SupplierTerms(
            id: SupplierID(id), party: party,
            offers: node["offers"].things { name, node in
                OfferTerms(
                    id: OfferID("\(id).\(name)"), supplier: SupplierID(id), party: party, chip: node.name("chip"),
                    price: node.amount("price"), capacity: node.series("capacity"), lead: node.span("lead"),
                    term: node.span("term"))
            },
            contracted: node["contracted"].things { name, node in
                RentalTerms(
                    id: RentalID("\(id).\(name)"), supplier: SupplierID(id), chip: node.name("chip"),
                    price: node.amount("price"), accelerators: node.number("accelerators"), from: node.date("from"),
                    until: node.date("until"))
            })
    }

    static func chip(_ id: String, _ node: Declared) -> ChipTerms {
        ChipTerms(
            id: ChipID(id), name: node.text("name"), vendor: node.name("vendor"), peak: node.amount("peak"),
            facilityPower: node.amount("facility_power"), node: node.number("node"), price: node.amount("price"),
            available: node.date("available"), lead: node.span("lead"), supplyPerMonth: node.series("supply_per_month"),
            life: node.span("life"), accelerator: node.optionalText("accelerator"))
    }

    static func site(_ id: String, _ node: Declared) -> SiteTerms {
        SiteTerms(
            id: SiteID(id), name: node.text("name"), owner: node.name("owner"), operator: node.name("operator"),
            region: node.text("region"), energyPrice: node.amount("energy_price"), pue: node.amount("pue"),
            peakOverhead: node.amount("peak_overhead"), operatingCost: node.amount("operating_cost"),
            workersPerMegawatt: node.number("construction_workers"),
            jobsPerMegawatt: node.number("permanent_jobs"),
            phases: node["phases"].things { name, node in
                let after: [PhaseID] = node.list("after")
                return PhaseTerms(
                    id: PhaseID("\(id).\(name)"), site: SiteID(id), power: node.amount("power"),
                    notBefore: node.date("not_before"), construction: node.span("construction"),
                    energisation: node.date("energisation"), constructionCost: node.amount("construction_cost"),
                    chip: node.name("chip"), after: after.map { $0.text.contains(".") ? $0 : PhaseID("\(id).\($0)") },
                    alreadyPaid: node.amount("already_paid"))
            })
    }

    static func demand(_ node: Declared?, chips: [ChipTerms]) -> DemandTerms {
        DemandTerms(
            research: node?["research"].map {
                .init(
                    experimentsPerMonth: $0.series("experiments_per_month"), compute: $0.amount("flop"),
                    accelerators: $0.number("accelerators"), utilisation: $0.amount("utilisation"))
            },
            inference: node?["inference"].map { inference($0, chips: chips) },
            efficiency: (node?["efficiency"]).things { _, node in
                .init(
                    name: node.text("name"), from: node.date("from"), training: node.amount("training"),
                    inference: node.amount("inference"))
            })
    }

    static func policy(_ node: Declared) -> PolicyTerms {
        PolicyTerms(
            inferenceFloor: node.amount("inference_floor"), constructionWorkers: node.series("construction_workers"),
            constructionDeposit: node.amount("construction_deposit"),
            constructionSpend: SpendProfile(node.text("construction_spend")) ?? .linear,
            chipDeposit: node.amount("chip_deposit"),
            burnIn: node.span("burn_in"), trainingWindow: node.span("training_window"),
            idlePower: node.amount("idle_power"), cloudShare: node.amount("cloud_share"),
            buildingLife: node.span("building_life"),
            sourcingHorizon: node.span("sourcing_horizon"))
    }

    static func risks(_ node: Declared) -> RiskTerms {
        RiskTerms(
            constructionSlip: slip(node["construction_slip"]), deliverySlip: slip(node["delivery_slip"]),
            nodeFailures: node.number("node_failures"), repair: node.span("repair"),
            checkpointInterval: node.leaf("checkpoint_interval") == nil ? nil : node.span("checkpoint_interval"),
            checkpointTime: node.span("checkpoint_time"),
            restart: node.span("restart"), latePayment: node["late_payment"]?.amount("share") ?? .zero,
            lateBy: node["late_payment"]?.span("delay") ?? .milliseconds(0))
    }

    private static func slip(_ node: Declared?) -> RiskTerms.Slip {
        RiskTerms.Slip(
            p10: node?.amount("p10") ?? .zero, p50: node?.amount("p50") ?? .zero, p90: node?.amount("p90") ?? .zero)
    }
}

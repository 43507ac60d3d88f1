import StargateCatalogue
import StargatePerformance
import StargateQuantities
import StargateSourcing

/// Models are declared by arithmetic and utilisation, or by an architecture and tokens.
extension MeaningCheck {
    mutating func chips() {
        for chip in tree["chips"]?.entries ?? [] {
            guard let name = chip.content.optionalText("accelerator") else { continue }
            do { _ = try ChipCatalogue.shipped().entry(name) } catch {
                note(
                    chip.content.leaf("accelerator"), "chips.\(chip.name).accelerator",
                    "'\(name)' is no chip of the catalogue", error.remedy)
            }
        }
    }

    mutating func models() {
        for entry in tree["models"]?.entries ?? [] {
            let (node, path) = (entry.content, "models.\(entry.name)")
            if let least = node.optionalNumber("least"), let most = node.optionalNumber("most"), least > most {
                note(node.leaf("most"), "\(path).most", "'most' is smaller than 'least'", "at least \(least)")
            }
            if let name = node.optionalText("architecture") {
                architecture(name, node, path)
            } else {
                arithmetic(node, path)
            }
        }
    }

    mutating func inference() {
        guard let node = tree["demand"]?["inference"] else { return }
        let path = "demand.inference"
        guard let name = node.optionalText("architecture") else {
            for key in ["flop_per_token", "utilisation"] where node.leaf(key) == nil {
                note(
                    node.anyLeaf("tokens_per_day"), "\(path).\(key)", "'\(key)' is missing",
                    "flop_per_token and utilisation, or an architecture")
            }
            for key in ["input_tokens", "output_tokens", "first_token", "each_token"] {
                guard let leaf = node.leaf(key) else { continue }
                note(leaf, "\(path).\(key)", "'\(key)' means nothing without an architecture", "leave it out")
            }
            return
        }
        guard let shape = Decoding.architecture(name) else {
            return note(
                node.leaf("architecture"), "\(path).architecture", "'\(name)' is no model of the catalogue",
                "`stargate estimate models` lists them")
        }
        for key in ["flop_per_token", "utilisation"] {
            guard let leaf = node.leaf(key) else { continue }
            note(leaf, "\(path).\(key)", "'\(key)' is predicted for an architecture", "leave it out")
        }
        let chips = tree["chips"].things(Decoding.chip)
        let served = Decoding.utilisations(node, shape: shape, chips: chips)
        for chip in chips
        where served[chip.id] == nil && (chip.accelerator.map { Decoding.accelerator($0) != nil } ?? true) {
            note(
                node.leaf("architecture"), path,
                chip.accelerator == nil
                    ? "what chip '\(chip.id)' serves cannot be predicted"
                    : "no copy on up to 8 of '\(chip.id)' serves \(name) within the limits",
                chip.accelerator == nil
                    ? "give chips.\(chip.id) an 'accelerator', such as H100-80GB-SXM"
                    : "longer 'first_token' or 'each_token', or a smaller architecture")
        }
    }

    private mutating func arithmetic(_ node: Declared, _ path: String) {
        for key in ["flop", "utilisation"] where node.leaf(key) == nil {
            note(
                node.leaf("name"), "\(path).\(key)", "'\(key)' is missing",
                "flop and utilisation, or an architecture and tokens")
        }
        for key in ["tokens", "sequence", "batch", "precision"] {
            guard let leaf = node.leaf(key) else { continue }
            note(leaf, "\(path).\(key)", "'\(key)' means nothing without an architecture", "leave it out")
        }
    }

    private mutating func architecture(_ name: String, _ node: Declared, _ path: String) {
        do {
            let models = try ModelCatalogue.shipped()
            if models.shape(name) == nil { _ = try models.entry(name) }
        } catch {
            return note(
                node.leaf("architecture"), "\(path).architecture", "'\(name)' is no model of the catalogue",
                String(error.remedy.prefix { $0 != ";" }))
        }
        for key in ["flop", "utilisation"] {
            guard let leaf = node.leaf(key) else { continue }
            note(leaf, "\(path).\(key)", "'\(key)' is predicted for an architecture", "leave it out")
        }
        if node.leaf("tokens") == nil {
            note(node.leaf("architecture"), "\(path).tokens", "an architecture needs 'tokens'", "such as 15 T tokens")
        }
        let chips = tree["chips"].things { id, node in (id, node.optionalText("accelerator")) }
        for (id, accelerator) in chips where accelerator == nil {
            note(
                node.leaf("architecture"), path, "the pace on chip '\(id)' cannot be predicted",
                "give chips.\(id) an 'accelerator', such as H100-80GB-SXM")
        }
        guard let plan = Decoding.plan(node), plan.least <= plan.most else { return }
        let pace = Decoding.pace(of: plan, on: tree["chips"].things(Decoding.chip))
        for (id, accelerator) in chips where accelerator.flatMap(Decoding.accelerator) != nil {
            guard !pace.steps.contains(where: { $0.chip.text == id }) else { continue }
            note(
                node.leaf("least"), "\(path).least",
                "\(name) fits no count of '\(id)' from \(plan.least) to \(plan.most)",
                "more accelerators, or another 'batch' or 'sequence'")
        }
    }
}

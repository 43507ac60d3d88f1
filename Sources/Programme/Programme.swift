public import StargateAgreements
public import StargateBuildOut
public import StargateCapital
public import StargatePerformance
public import StargateQuantities
public import StargateSourcing

/// A declared programme, checked: everything the engine needs to know that is not an event.
public struct Programme: Sendable {
    public let name: String
    public let summary: String?
    public let start: CalendarDate
    /// The first day after the programme.
    public let until: CalendarDate
    /// Yearly gross domestic product to compare with.
    public let gdp: Money?
    public let parties: [PartyTerms]
    public let capital: CapitalTerms
    public let agreements: AgreementBook
    public let suppliers: [SupplierTerms]
    public let chips: [ChipTerms]
    public let sites: [SiteTerms]
    public let models: [ModelTerms]
    public let demand: DemandTerms
    public let policy: PolicyTerms
    public let risks: RiskTerms

    /// The file it was read from, word for word.
    public let text: String
    let tree: Declared
    private let chipIndex: [ChipID: Int]
    private let phaseIndex: [PhaseID: (site: Int, phase: Int)]

    /// Reads and checks a programme file.
    ///
    /// - Throws: `ProgrammeRefusal` with every issue of the file.
    public init(reading text: String) throws(ProgrammeRefusal) {
        let root = try YAMLText.compose(text)
        var reader = Reader()
        let tree = reader.read(root)
        var issues = reader.issues
        if let tree {
            var check = MeaningCheck(tree: tree)
            check.run()
            issues += check.issues
        }
        guard let tree, issues.isEmpty else {
            throw ProgrammeRefusal(issues: issues.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        self.init(tree, text: text)
    }

    /// Decodes a tree that was checked.
    init(_ tree: Declared, text: String) {
        let head = tree["programme"] ?? .object([:])
        name = head.text("name")
        summary = head.optionalText("description")
        start = head.date("start")
        until = head.date("until")
        gdp = head.optionalAmount("gdp")
        parties = tree["parties"].things { id, node in
            PartyTerms(id: PartyID(id), name: node.text("name"), role: node.optionalText("role"))
        }
        capital = Decoding.capital(tree["capital"] ?? .object([:]), head)
        agreements = AgreementBook(Decoding.agreements(tree["agreements"], start: start))
        suppliers = tree["suppliers"].things(Decoding.supplier)
        chips = tree["chips"].things(Decoding.chip)
        sites = tree["sites"].things(Decoding.site)
        let chips = self.chips
        models = tree["models"].things { Decoding.model($0, $1, chips: chips) }
        demand = Decoding.demand(tree["demand"], chips: chips)
        policy = Decoding.policy(tree["policy"] ?? .object([:]))
        risks = Decoding.risks(tree["risks"] ?? .object([:]))
        self.text = text
        self.tree = tree
        chipIndex = Dictionary(uniqueKeysWithValues: chips.enumerated().map { ($1.id, $0) })
        var phaseIndex: [PhaseID: (site: Int, phase: Int)] = [:]
        for (site, terms) in sites.enumerated() {
            for (phase, terms) in terms.phases.enumerated() { phaseIndex[terms.id] = (site, phase) }
        }
        self.phaseIndex = phaseIndex
    }

    public func chip(_ id: ChipID) -> ChipTerms? { chipIndex[id].map { chips[$0] } }
    public func site(of phase: PhaseID) -> SiteTerms? { phaseIndex[phase].map { sites[$0.site] } }
    public func phase(_ id: PhaseID) -> PhaseTerms? { phaseIndex[id].map { sites[$0.site].phases[$0.phase] } }
    public func model(_ id: ModelID) -> ModelTerms? { models.first { $0.id == id } }
    public func offer(_ id: OfferID) -> OfferTerms? {
        for supplier in suppliers {
            if let offer = supplier.offers.first(where: { $0.id == id }) { return offer }
        }
        return nil
    }
    public func supplier(of party: PartyID) -> SupplierTerms? { suppliers.first { $0.party == party } }
}

extension Programme: Codable, Hashable {
    /// A programme is its text.
    public init(from decoder: any Decoder) throws {
        self = try Programme(reading: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public static func == (a: Programme, b: Programme) -> Bool { a.text == b.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Optional<Declared> {
    /// The named things of a section, none if it is absent.
    func things<Thing>(_ decode: (String, Declared) -> Thing) -> [Thing] {
        (self?.entries ?? []).map { decode($0.name, $0.content) }
    }
}

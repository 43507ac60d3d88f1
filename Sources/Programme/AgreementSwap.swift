import StargateAgreements
public import StargateQuantities

extension AgreementTerms {
    /// True for kinds that stand between a programme and an offer by themselves.
    fileprivate var restrictsSourcing: Bool {
        switch kind {
        case .exclusivity, .firstRefusal, .firstOffer: true
        case .waiver, .mostFavoured, .productFirst, .commitment, .revenueShare: false
        }
    }
}

extension Programme {
    /// The changes that put one agreement in the place of another from `day` on: `azure-rofr=azure-exclusivity`. The old
    /// one falls out of use; the new one holds at least as long as it would have.
    ///
    /// - Throws: `ProgrammeRefusal` if the text names no two agreements.
    public func swapping(_ text: String, on day: CalendarDate) throws(ProgrammeRefusal) -> [Setting] {
        let names = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard names.count == 2 else {
            throw YAMLText.refusal("'\(text)' is no swap", "write OLD=NEW, such as azure-rofr=azure-exclusivity")
        }
        func agreement(_ name: String) throws(ProgrammeRefusal) -> AgreementTerms {
            guard let found = agreements[AgreementID(name)] else {
                let declared = agreements.all.map(\.id.text)
                guard !declared.isEmpty else {
                    throw YAMLText.refusal("no agreement is called '\(name)'", "this programme declares none")
                }
                let nearest = Spelling.hint(for: name, in: declared)
                throw YAMLText.refusal(
                    "no agreement is called '\(name)'\(nearest)", "declared are \(Spelling.list(declared))")
            }
            return found
        }
        let (old, new) = (try agreement(names[0]), try agreement(names[1]))
        guard old.id != new.id else {
            throw YAMLText.refusal("'\(text)' swaps an agreement for itself", "name two different agreements")
        }
        guard old.isInUse, old.until.date > day else {
            throw YAMLText.refusal(
                "'\(old.id)' ended on \(old.until.date), before the day of the fork",
                "choose an earlier --at, or an agreement that is in force then or later")
        }
        guard new.restrictsSourcing else {
            throw YAMLText.refusal(
                "'\(new.id)' is a \(new.kindName), which takes no place of another",
                "swap in an exclusivity, a right of first refusal or a right of first offer")
        }
        let from = min(new.from.date, max(old.from.date, day))
        let until = max(new.until.date, old.until.date)
        return [
            Setting(path: "agreements.\(old.id).in_use", value: "no"),
            Setting(path: "agreements.\(new.id).in_use", value: "yes"),
            Setting(path: "agreements.\(new.id).from", value: "\(from)"),
            Setting(path: "agreements.\(new.id).until", value: "\(until)"),
        ]
    }
}

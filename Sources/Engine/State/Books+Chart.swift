import StargateCapital
import StargateLedger
import StargateQuantities

/// The chart of accounts.
extension Books {
    // Money.

    mutating func cash() -> AccountNumber { account("assets:cash", .usd, .asset, limited: true) }
    /// Kept for debt service.
    mutating func debtServiceReserve() -> AccountNumber { account("assets:reserve", .usd, .asset, limited: true) }
    /// Bills that are owed and not paid.
    mutating func payables(_ category: CostCategory) -> AccountNumber {
        account("liabilities:payables:\(category.rawValue)", .usd, .liability)
    }
    mutating func capacityIncome() -> AccountNumber { account("income:capacity", .usd, .income) }
    mutating func lateInterest() -> AccountNumber { account("income:late-interest", .usd, .income) }

    mutating func contributed(_ funder: FunderID) -> AccountNumber {
        account("equity:contributed:\(funder)", .usd, .equity, Dimensions(funder: funder.text))
    }

    mutating func distributed(_ funder: FunderID) -> AccountNumber {
        account("equity:distributed:\(funder)", .usd, .equity, Dimensions(funder: funder.text))
    }

    mutating func debt(_ facility: FacilityID) -> AccountNumber {
        account("liabilities:debt:\(facility)", .usd, .liability, Dimensions(owner: facility.text))
    }

    /// Interest that was drawn on a loan while its works were built: a cost of the works.
    mutating func capitalisedInterest(_ facility: FacilityID) -> AccountNumber {
        account("assets:interest:\(facility)", .usd, .asset, Dimensions(owner: facility.text))
    }

    mutating func depreciationExpense(_ site: SiteID) -> AccountNumber {
        account("expenses:depreciation:\(site)", .usd, .expense, Dimensions(site: site.text))
    }

    /// What site and chips have lost of their cost, as a deduction from assets.
    mutating func depreciation(_ site: SiteID) -> AccountNumber {
        account("assets:depreciation:\(site)", .usd, .asset, Dimensions(site: site.text))
    }

    /// Construction and chips are assets under the site; repayment lessens the loan; the rest are expenses of the site,
    /// supplier or facility.
    mutating func cost(of work: Work) -> AccountNumber {
        let subject = work.site.map(\.text) ?? String(work.subject.prefix { $0 != "." })
        let dimensions = Dimensions(site: work.site?.text, workPackage: work.category.rawValue)
        return switch work.category {
        case .construction, .chips:
            account("assets:\(work.category.rawValue):\(subject)", .usd, .asset, dimensions)
        case .principal: debt(FacilityID(work.subject))
        case .energy, .operations, .cloud, .interest, .fees, .tax:
            account("expenses:\(work.category.rawValue):\(subject)", .usd, .expense, dimensions)
        }
    }

    // Promises, beside the balance sheet. What is left of each refuses to be overdrawn.

    mutating func uncalled(_ funder: FunderID) -> AccountNumber {
        account(
            "commitments:uncalled:\(funder)", .usd, .memorandumDebit, limited: true, Dimensions(funder: funder.text))
    }

    mutating func called(_ funder: FunderID) -> AccountNumber {
        account("commitments:called:\(funder)", .usd, .memorandumDebit, Dimensions(funder: funder.text))
    }

    mutating func committed(_ funder: FunderID) -> AccountNumber {
        account("commitments:granted:\(funder)", .usd, .memorandumCredit, Dimensions(funder: funder.text))
    }

    mutating func undrawn(_ facility: FacilityID) -> AccountNumber {
        account(
            "facilities:undrawn:\(facility)", .usd, .memorandumDebit, limited: true, Dimensions(owner: facility.text))
    }

    mutating func drawn(_ facility: FacilityID) -> AccountNumber {
        account("facilities:drawn:\(facility)", .usd, .memorandumDebit, Dimensions(owner: facility.text))
    }

    mutating func lent(_ facility: FacilityID) -> AccountNumber {
        account("facilities:granted:\(facility)", .usd, .memorandumCredit, Dimensions(owner: facility.text))
    }

    // The budget: pending on `requisitioned` are commitments, pending on `ordered` obligations, posted there
    // expenditures, and what is left on `available` are the funds available.

    mutating func available(_ line: String) -> AccountNumber {
        account("budget:available:\(line)", .budget, .memorandumDebit, limited: true, Dimensions(workPackage: line))
    }

    mutating func requisitioned(_ line: String) -> AccountNumber {
        account("budget:requisitioned:\(line)", .budget, .memorandumDebit, Dimensions(workPackage: line))
    }

    mutating func ordered(_ line: String) -> AccountNumber {
        account("budget:ordered:\(line)", .budget, .memorandumDebit, Dimensions(workPackage: line))
    }

    mutating func granted(_ line: String) -> AccountNumber {
        account("budget:granted:\(line)", .budget, .memorandumCredit, Dimensions(workPackage: line))
    }

    // What is used, and what waivers permit.

    mutating func usedCompute(_ use: Use, _ pool: String, _ chip: ChipID) -> AccountNumber {
        account(
            "compute:used:\(use.rawValue):\(pool)", .acceleratorSeconds(chip.text), .memorandumDebit,
            Dimensions(project: use.rawValue))
    }

    mutating func suppliedCompute(_ pool: String, _ chip: ChipID) -> AccountNumber {
        account("compute:supplied:\(pool)", .acceleratorSeconds(chip.text), .memorandumCredit)
    }

    mutating func usedEnergy(_ pool: String) -> AccountNumber {
        account("energy:used:\(pool)", .energy, .memorandumDebit)
    }

    mutating func suppliedEnergy(_ pool: String) -> AccountNumber {
        account("energy:supplied:\(pool)", .energy, .memorandumCredit)
    }

    mutating func drawnPermit(_ waiver: String) -> AccountNumber {
        account("permits:drawn:\(waiver)", .permittedPower, .memorandumDebit)
    }

    mutating func grantedPermit(_ waiver: String) -> AccountNumber {
        account("permits:granted:\(waiver)", .permittedPower, .memorandumDebit, limited: true)
    }

    mutating func issuedPermit(_ waiver: String) -> AccountNumber {
        account("permits:issued:\(waiver)", .permittedPower, .memorandumCredit)
    }

    /// Enters what was granted, if more was granted than is entered: a promise is entered when it is first drawn on, and
    /// again if it was made larger.
    mutating func grant(
        _ available: AccountNumber, from source: AccountNumber, upTo amount: Int64, _ code: EntryCode
    ) throws(LedgerRefusal) {
        try post(debit: available, credit: source, max(amount - ledger[source].balance, 0), code)
    }
}

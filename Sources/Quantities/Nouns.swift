// The nouns that several domains share; each is a name space for identifiers.

/// A legal person that takes part in a programme: funder, lender, owner, operator, supplier, customer.
public enum Party {}
/// A funder's commitment to contribute equity.
public enum Funder {}
/// A loan that may be drawn.
public enum Facility {}
/// A contract that says where compute may be bought.
public enum Agreement {}
/// A place where compute is built.
public enum Site {}
/// A part of a site that is built, energised and filled as one; named `site.phase`.
public enum Phase {}
/// A class of accelerator.
public enum Chip {}
/// A company that rents out compute.
public enum Supplier {}
/// What a supplier rents, at which price; named `supplier.offer`.
public enum Offer {}
/// One bargain somebody means to strike, put before the agreements.
public enum Bargain {}
/// A rental contract that was signed.
public enum Rental {}
/// A model to be trained.
public enum Model {}
/// Accelerators of one class in one place, among which a job may spread; named `place/chip`.
public enum Pool {}
/// Work in the queue: a training run or an experiment.
public enum Job {}

public typealias PartyID = Identifier<Party>
public typealias FunderID = Identifier<Funder>
public typealias FacilityID = Identifier<Facility>
public typealias AgreementID = Identifier<Agreement>
public typealias SiteID = Identifier<Site>
public typealias PhaseID = Identifier<Phase>
public typealias ChipID = Identifier<Chip>
public typealias SupplierID = Identifier<Supplier>
public typealias OfferID = Identifier<Offer>
public typealias DealID = Identifier<Bargain>
public typealias RentalID = Identifier<Rental>
public typealias ModelID = Identifier<Model>
public typealias PoolID = Identifier<Pool>
public typealias JobID = Identifier<Job>

extension Identifier where Subject == Pool {
    /// The site or supplier the pool is at.
    public var place: String { String(text.prefix { $0 != "/" }) }
}

public import StargateQuantities

extension Agreements {
    /// Most-favoured terms are no gate: after a deal was closed at `price` with somebody else, a party that has them and
    /// is paid less is paid the same from that day on (reference: agreements, section 1, "Related rights").
    ///
    /// - Parameter paid: What the party is paid for the same thing at present; `nil` if nothing.
    public func decideFavouredPrices(
        after deal: Deal, at price: UnitPrice, paid: (PartyID) -> UnitPrice?, in book: AgreementBook, at now: Instant
    ) -> [AgreementEvent] {
        book.all.compactMap { agreement in
            guard case .mostFavoured = agreement.kind, agreement.isInForce(at: now),
                agreement.holder != deal.counterparty, agreement.carveOut(for: deal) == nil,
                let present = paid(agreement.holder), present < price
            else { return nil }
            return .favouredPrice(agreement: agreement.id, deal: deal.id, price: price)
        }
    }
}

/// What is looked for, and where it may not be.
struct FleetSearch: Hashable, Sendable {
    let type: Int
    /// How many members the gang has.
    let members: Int
    /// GPUs of each member.
    let gpus: Int
    let constraint: FleetConstraint
    /// The racks looked at; nil means all.
    var scope: Range<Int>?
    /// Racks closed to this gang, in order and apart from each other.
    var closed: [Range<Int>] = []

    var need: Int { members * gpus }

    /// Where to go on when a rack is closed or outside; nil if it is open.
    func skip(_ rack: Int) -> Int? {
        if let scope, !scope.contains(rack) { return rack < scope.lowerBound ? scope.lowerBound : .max }
        for range in closed where range.contains(rack) { return range.upperBound }
        return nil
    }

    /// Whether all these racks are open.
    func isOpen(_ racks: Range<Int>) -> Bool {
        if let scope, scope.lowerBound > racks.lowerBound || scope.upperBound < racks.upperBound { return false }
        return !closed.contains { $0.overlaps(racks) }
    }
}

/// Where a gang would go: parts that together hold all members. Nothing is taken yet.
struct FleetNomination: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        let level: FleetLevel
        let domain: Int
        let members: Int
    }

    let pool: Int
    /// The level of the domain that holds it all, or that it is balanced over.
    let level: FleetLevel
    /// Members that would still fit into that domain; fewer is a better fit.
    let slack: Int
    let parts: [Part]
}

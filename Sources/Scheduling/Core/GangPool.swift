/// The pieces of gangs that span racks, in one array with a list of spare places: 16 bytes a piece, no object a gang.
struct GangPool: Hashable, Sendable {
    private struct Link: Hashable, Sendable {
        var piece: GangPiece
        /// The gang's next piece, or the next spare place.
        var next: Int32
    }

    /// The end of a list.
    static let end: Int32 = -1

    private var links: [Link] = []
    private var spare = end

    /// Puts a piece before the list that begins at `rest`.
    ///
    /// - Returns: where the list begins now.
    mutating func add(_ piece: GangPiece, before rest: Int32) -> Int32 {
        let link = Link(piece: piece, next: rest)
        if spare == Self.end {
            links.append(link)
            return Int32(links.count - 1)
        }
        let place = spare
        spare = links[Int(place)].next
        links[Int(place)] = link
        return place
    }

    /// The first piece of the list that begins at `place`, and where the others begin.
    func first(at place: Int32) -> (piece: GangPiece, rest: Int32) {
        let link = links[Int(place)]
        precondition(link.piece.nodes != 0, "a gang that holds nothing")
        return (link.piece, link.next)
    }

    /// Takes out the first piece of a list; its place is spare.
    mutating func removeFirst(at place: Int32) -> (piece: GangPiece, rest: Int32) {
        let first = first(at: place)
        links[Int(place)] = Link(piece: GangPiece(rack: 0, nodes: 0, accelerators: 0), next: spare)
        spare = place
        return first
    }
}

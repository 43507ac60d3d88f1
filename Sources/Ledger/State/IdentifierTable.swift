/// Which entry has which id: open addressing, with half of each id's scatter beside the entry's place, so that another
/// entry is hardly ever looked at in vain.
struct IdentifierTable: Sendable {
    /// Upper half: the upper half of the id's scatter. Lower half: sequence plus one; zero is a free place. The size is a
    /// power of two.
    private var places: [UInt64]
    private var count = 0

    init(expecting entries: Int = 0) {
        var size = 16
        while size < entries * 2 { size *= 2 }
        places = [UInt64](repeating: 0, count: size)
    }

    /// The sequence of the entry named `id`.
    func find(_ id: TransferID, in entries: [Entry]) -> Int? {
        let scatter = IdentifierTable.scatter(id)
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: scatter) & mask
        while places[place] != 0 {
            if (places[place] ^ scatter) >> 32 == 0 {
                let sequence = Int(places[place] & 0xFFFF_FFFF) - 1
                if entries[sequence].id == id { return sequence }
            }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Reads the places of ids that are about to be looked up. They lie far apart in memory: read together, they arrive
    /// together. The sum means nothing; it keeps the reads from being optimised away.
    @inline(never)
    func touch(_ transfers: ArraySlice<Transfer>) -> UInt64 {
        let mask = places.count - 1
        return transfers.reduce(0) { $0 &+ places[Int(truncatingIfNeeded: IdentifierTable.scatter($1.id)) & mask] }
    }

    /// Makes room, so that `more` insertions move nothing.
    mutating func reserve(_ more: Int, _ entries: [Entry]) {
        guard (count + more) * 2 > places.count else { return }
        var larger = IdentifierTable(expecting: max(count + more, places.count))
        for sequence in 0..<count { larger.insert(entries[sequence].id, sequence) }
        self = larger
    }

    /// Enters an id that is not there yet; room was made before.
    mutating func insert(_ id: TransferID, _ sequence: Int) {
        let scatter = IdentifierTable.scatter(id)
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: scatter) & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = scatter & ~0xFFFF_FFFF | UInt64(sequence + 1)
        count += 1
    }

    /// Takes the id that was inserted last out again: nothing was placed after it, so no other id moves.
    mutating func removeLast(_ id: TransferID, _ sequence: Int) {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: IdentifierTable.scatter(id)) & mask
        while places[place] & 0xFFFF_FFFF != UInt64(sequence + 1) { place = (place + 1) & mask }
        places[place] = 0
        count -= 1
    }

    private static func scatter(_ id: TransferID) -> UInt64 {
        var bits = id.low ^ (id.high &* 0x9E37_79B9_7F4A_7C15)
        bits = (bits ^ (bits >> 32)) &* 0xD6E8_FEB8_6659_FD93
        bits = (bits ^ (bits >> 32)) &* 0xD6E8_FEB8_6659_FD93
        return bits ^ (bits >> 32)
    }
}

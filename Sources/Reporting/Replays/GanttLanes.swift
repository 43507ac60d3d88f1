/// Gives jobs of a machine of equal units the lowest units free when they start, so that they can be drawn.
public struct GanttLanes: Sendable {
    /// Free runs of units, in order, none adjoining another.
    private var free: [Range<Int64>]

    public init(units: Int64) { free = units > 0 ? [0..<units] : [] }

    /// The lowest free units, in as many pieces as it takes; fewer than asked if there are not as many.
    public mutating func take(_ count: Int64) -> [Range<Int64>] {
        if let index = free.firstIndex(where: { Int64($0.count) >= count }) {
            let piece = free[index].lowerBound..<free[index].lowerBound + count
            free[index] = piece.upperBound..<free[index].upperBound
            if free[index].isEmpty { free.remove(at: index) }
            return [piece]
        }
        var (pieces, left): ([Range<Int64>], Int64) = ([], count)
        while left > 0, let first = free.first {
            let piece = first.lowerBound..<min(first.upperBound, first.lowerBound + left)
            pieces.append(piece)
            left -= Int64(piece.count)
            free[0] = piece.upperBound..<first.upperBound
            if free[0].isEmpty { free.removeFirst() }
        }
        return pieces
    }

    /// Gives units back.
    public mutating func give(_ pieces: [Range<Int64>]) {
        free = (free + pieces).sorted { $0.lowerBound < $1.lowerBound }
        var joined: [Range<Int64>] = []
        for piece in free {
            if let last = joined.last, last.upperBound == piece.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<piece.upperBound
            } else {
                joined.append(piece)
            }
        }
        free = joined
    }
}

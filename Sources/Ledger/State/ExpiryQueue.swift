/// When open reservations lapse, the earliest first, those of one instant in order of recording.
struct ExpiryQueue: Sendable {
    private var heap: [(expiry: Int64, reservation: UInt32)] = []

    var next: Int64? { heap.first?.expiry }

    mutating func add(_ expiry: Int64, _ reservation: UInt32) {
        heap.append((expiry, reservation))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeFirst() -> UInt32? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            guard least != parent else { return first.reservation }
            heap.swapAt(least, parent)
            parent = least
        }
    }
}

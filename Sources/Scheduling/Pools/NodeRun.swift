/// Nodes of a pool side by side: the first, counted from 0 within the pool, and how many. In text `[12, 3]`.
public struct NodeRun: Hashable, Sendable, Codable {
    public let first: Int32
    public let count: Int32

    public init(first: Int32, count: Int32) {
        self.first = first
        self.count = count
    }

    public init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        first = try values.decode(Int32.self)
        count = try values.decode(Int32.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        try values.encode(first)
        try values.encode(count)
    }
}

extension [NodeRun] {
    /// The runs of a list of nodes, in its order; a node that is there twice begins a run of its own.
    public init(_ nodes: some Sequence<Int32>) {
        self = []
        for node in nodes {
            if let last, last.first + last.count == node {
                self[count - 1] = NodeRun(first: last.first, count: last.count + 1)
            } else {
                append(NodeRun(first: node, count: 1))
            }
        }
    }

    /// Every node, in order.
    public var nodes: [Int32] {
        var nodes: [Int32] = []
        for run in self { nodes += run.first..<run.first + run.count }
        return nodes
    }
}

/// A member of a gang that goes on elsewhere, by nodes of its pool.
public struct NodeMove: Hashable, Sendable, Codable {
    public let from: Int32
    public let to: Int32

    public init(from: Int32, to: Int32) {
        self.from = from
        self.to = to
    }

    public init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        from = try values.decode(Int32.self)
        to = try values.decode(Int32.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        try values.encode(from)
        try values.encode(to)
    }
}

/// Nodes of a pool, counted from 0 within it, as events tell them: in text `5-9,12`, like the host lists of Slurm.
public struct NodeList: Hashable, Sendable {
    /// Nodes side by side; a node that is listed twice begins a run of its own.
    private var runs: [Range<Int32>] = []

    public init(_ nodes: some Sequence<Int32>) {
        for node in nodes { append(node) }
    }

    public var isEmpty: Bool { runs.isEmpty }

    /// Every node, in order of the list.
    public var nodes: [Int32] {
        var nodes: [Int32] = []
        for run in runs { nodes += run }
        return nodes
    }

    private mutating func append(_ node: Int32) {
        if let last = runs.last, last.upperBound == node {
            runs[runs.count - 1] = last.lowerBound..<node + 1
        } else {
            runs.append(node..<node + 1)
        }
    }
}

extension NodeList: LosslessStringConvertible {
    public init?(_ text: String) {
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-", maxSplits: 1).map { Int32($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, first >= 0, first <= last, last < .max
            else { return nil }
            runs.append(first..<last + 1)
        }
    }

    public var description: String {
        runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound - 1)" }
            .joined(separator: ",")
    }
}

/// Members of a gang that go on elsewhere, by nodes of its pool: in text `3>17,4>18`.
public struct NodeMoves: Hashable, Sendable {
    public struct Move: Hashable, Sendable {
        public let from: Int32
        public let to: Int32

        public init(from: Int32, to: Int32) {
            self.from = from
            self.to = to
        }
    }

    public var moves: [Move]

    public init(_ moves: [Move]) { self.moves = moves }
}

extension NodeMoves: LosslessStringConvertible {
    public init?(_ text: String) {
        moves = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: ">").map { Int32($0) }
            guard ends.count == 2, let from = ends[0], let to = ends[1] else { return nil }
            moves.append(Move(from: from, to: to))
        }
    }

    public var description: String { moves.map { "\($0.from)>\($0.to)" }.joined(separator: ",") }
}

/// Kept as their text.
extension NodeList: Codable {
    public init(from decoder: any Decoder) throws { self = try decoder.decodeText() }

    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}

extension NodeMoves: Codable {
    public init(from decoder: any Decoder) throws { self = try decoder.decodeText() }

    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}

extension Decoder {
    fileprivate func decodeText<Value: LosslessStringConvertible>() throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Value(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no list of nodes")
        }
        return value
    }
}

extension Encoder {
    fileprivate func encodeText(_ text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}

@testable import StargateScheduling

/// The slow obvious fleet: a gang number for each accelerator, and every question a scan of all of them.
struct FleetOracle {
    let shape: FleetShape
    /// By node and accelerator: who holds it, -1 for nobody.
    var holders: [[Int]]

    init(_ shape: FleetShape) {
        self.shape = shape
        holders = Array(repeating: Array(repeating: -1, count: shape.perNode), count: shape.nodes)
    }

    func free(_ node: Int) -> Int { holders[node].count { $0 < 0 } }
    var free: Int { holders.indices.reduce(0) { $0 + free($1) } }
    func wholeNodes(in rack: Int) -> [Int] {
        let first = rack * shape.nodesPerRack
        return (first..<first + shape.nodes(in: rack)).filter { free($0) == shape.perNode }
    }

    /// Best fit by the definition; the nodes and how many accelerators of each, nil if the gang must wait.
    mutating func allocate(_ gang: GangShape, to holder: Int) -> Bool {
        switch gang {
        case .part(let count):
            let broken = holders.indices.filter { free($0) >= count && free($0) < shape.perNode }
            if let node = broken.min(by: { (free($0), $0) < (free($1), $1) }) {
                take(count, of: node, holder)
                return true
            }
            guard let node = bestRack(1).flatMap({ wholeNodes(in: $0).first }) else { return false }
            take(count, of: node, holder)
        case .nodes(var count):
            if count <= shape.largestRack {
                guard let rack = bestRack(count) else { return false }
                for node in wholeNodes(in: rack).prefix(count) { take(shape.perNode, of: node, holder) }
                return true
            }
            let racks = 0..<shape.racks
            guard racks.reduce(0, { $0 + wholeNodes(in: $1).count }) >= count else { return false }
            while count > 0 {
                let most = racks.map { wholeNodes(in: $0).count }.max() ?? 0
                guard let rack = bestRack(min(most, count)) else { return false }
                let nodes = wholeNodes(in: rack).prefix(count)
                for node in nodes { take(shape.perNode, of: node, holder) }
                count -= nodes.count
            }
        }
        return true
    }

    mutating func release(_ holder: Int) -> Int {
        var count = 0
        for node in holders.indices {
            for place in holders[node].indices where holders[node][place] == holder {
                holders[node][place] = -1
                count += 1
            }
        }
        return count
    }

    /// What a gang holds, as (node, mask).
    func held(by holder: Int) -> [Int: UInt8] {
        var held: [Int: UInt8] = [:]
        for node in holders.indices {
            for place in holders[node].indices where holders[node][place] == holder {
                held[node, default: 0] |= 1 << UInt8(place)
            }
        }
        return held
    }

    private func bestRack(_ count: Int) -> Int? {
        (0..<shape.racks).filter { wholeNodes(in: $0).count >= count }
            .min { (wholeNodes(in: $0).count, $0) < (wholeNodes(in: $1).count, $1) }
    }

    private mutating func take(_ count: Int, of node: Int, _ holder: Int) {
        var left = count
        for place in holders[node].indices where holders[node][place] < 0 && left > 0 {
            holders[node][place] = holder
            left -= 1
        }
        precondition(left == 0)
    }
}

extension NodeFleet {
    /// What a gang holds, as (node, mask).
    func held(by gang: GangID) -> [Int: UInt8] {
        var held: [Int: UInt8] = [:]
        forEachPiece(of: gang) { piece in
            for bit in 0..<32 where piece.nodes & 1 << UInt32(bit) != 0 {
                held[Int(piece.rack) * shape.nodesPerRack + bit, default: 0] |= piece.accelerators
            }
        }
        return held
    }
}

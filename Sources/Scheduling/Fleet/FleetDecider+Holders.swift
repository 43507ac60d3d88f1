/// Who is on a node: found at once where one job has it to itself, looked for where several share it.
extension FleetDecider {
    static let nobody: Int32 = -1
    static let several: Int32 = -2

    /// A job holds these nodes now; lost ones are passed over.
    mutating func hold(_ nodes: [Int32], by slot: Int) {
        for node in nodes where node >= 0 && holders[Int(node)] != Int32(slot) {
            holders[Int(node)] = holders[Int(node)] == Self.nobody ? Int32(slot) : Self.several
        }
    }

    /// A job has given back what it held on these nodes; lost ones are passed over.
    mutating func leave(_ nodes: [Int32]) {
        for node in nodes where node >= 0 {
            // Others may still be on a shared one: it stays marked until it is all free.
            if holders[Int(node)] != Self.several || topology.isWhole(Int(node)) { holders[Int(node)] = Self.nobody }
        }
    }

    /// The slots of the jobs on a node, in order of estimated end.
    func occupants(of node: Int) -> [Int] {
        switch holders[node] {
        case Self.nobody: return []
        case Self.several:
            let list = topology.domain(.pool, of: node) * topology.types + topology.type(of: node)
            return running[list].entries.map(\.slot).filter { records[$0].nodes.contains(Int32(node)) }
        default: return [Int(holders[node])]
        }
    }
}

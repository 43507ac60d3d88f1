import StargateScheduling

/// What came of a replay as `seq,pod,node,gpus,result`: GPU numbers joined by `-`, `ok` or `failed`.
public enum OpenbPlacements {
    /// The text, a line for every arrival.
    public static func text(
        _ outcomes: [OpenbReplay.Outcome], arrivals: [OpenbOrder.Arrival], nodes: OpenbNodes
    ) -> String {
        var text = "seq,pod,node,gpus,result\n"
        for (sequence, (outcome, arrival)) in zip(outcomes, arrivals).enumerated() {
            if let placed = outcome.placed {
                let gpus = placed.gpus.map(String.init).joined(separator: "-")
                text += "\(sequence),\(arrival.name),\(nodes.names[placed.node]),\(gpus),ok\n"
            } else {
                text += "\(sequence),\(arrival.name),,,failed\n"
            }
        }
        return text
    }
}

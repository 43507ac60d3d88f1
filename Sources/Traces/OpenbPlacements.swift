import Foundation
import StargateScheduling

/// Writes what came of a replay as `seq,pod,node,gpus,result`: GPU numbers joined by `-`, `ok` or `failed`.
public enum OpenbPlacements {
    /// The lines, one an arrival.
    public static func csv(
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

    /// Writes the lines to a file, whole or not at all.
    ///
    /// - Throws: `OpenbProblem` when the file cannot be written.
    public static func write(
        _ outcomes: [OpenbReplay.Outcome], arrivals: [OpenbOrder.Arrival], nodes: OpenbNodes, path: String
    ) throws(OpenbProblem) {
        do {
            try Data(csv(outcomes, arrivals: arrivals, nodes: nodes).utf8)
                .write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw OpenbProblem(
                file: path, line: 0, wrong: "the file cannot be written: \(error.localizedDescription)",
                remedy: "give a path in a folder that exists and that you may write to")
        }
    }
}

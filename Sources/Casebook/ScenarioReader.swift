import StargateAgreements
import StargateQuantities

/// Reads files of timelines (format: docs/reference/timelines.md).
public enum ScenarioReader {
    /// Reads a list of timelines, or an object whose `scenarios` is one.
    ///
    /// - Throws: `CasebookRefusal` for what is no such file. A single event that cannot be read is kept, and refused
    ///   when its turn comes.
    public static func scenarios(_ text: String) throws(CasebookRefusal) -> [Scenario] {
        let root = try JSONNode.parse(text)
        let list = root["scenarios"] ?? root
        guard let elements = list.elements ?? (list["events"] == nil ? nil : [list]) else {
            throw list.refusal("a list of timelines is expected, each with 'id', 'agreement', 'events' and 'expect'")
        }
        var scenarios: [Scenario] = []
        for element in elements { scenarios.append(try scenario(element)) }
        return scenarios
    }

    private static func scenario(_ node: JSONNode) throws(CasebookRefusal) -> Scenario {
        guard node.isObject, let id = node["id"]?.text else { throw node.refusal("a timeline has an 'id'") }
        guard let list = node["events"]?.elements else { throw node.refusal("timeline \(id) has no list of 'events'") }
        if let agreement = node["agreement"], !agreement.isObject {
            throw agreement.refusal("'agreement' is an object of parameters")
        }
        let book = try BaseAgreement(node: node["agreement"]).book()
        let zone = book[Scenario.right]?.firstRefusal?.time.zone ?? .utc
        var events: [ScenarioEvent] = []
        var clock = Instant(milliseconds: 0)
        for element in list {
            let event = try EventReader(node: element, zone: zone, after: clock).event()
            clock = event.at
            events.append(event)
        }
        // The journal is in order of time; at one instant, in the order written.
        let ordered = events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        let outcomes = (node["expect"]?.keys ?? []).map { offer in
            (offer: offer, expected: expectations(node["expect"]?[offer]))
        }
        return Scenario(
            id: id, title: node["title"]?.text ?? "", book: book, events: ordered.map(\.element), outcomes: outcomes)
    }

    private static func expectations(_ node: JSONNode?) -> [Expectation] {
        guard let node else { return [] }
        guard node.isObject else { return [Expectation(fact: .state, value: node.text ?? "")] }
        return node.keys.flatMap { key -> [Expectation] in
            let value = node[key]?.text ?? ""
            switch key {
            case "state": return [Expectation(fact: .state, value: value)]
            case "why": return [Expectation(fact: .why, value: value)]
            case "round": return [Expectation(fact: .round, value: value)]
            case "closedQty": return [Expectation(fact: .closed, value: value)]
            case "releasedQty", "released": return [Expectation(fact: .released, value: value)]
            case "contracted":
                guard let shares = node[key], shares.isObject else {
                    return [Expectation(fact: .contracted, value: value)]
                }
                guard !shares.keys.isEmpty else { return [Expectation(fact: .contracted, value: "0")] }
                return shares.keys.map {
                    Expectation(fact: .contractedBy(PartyID($0)), value: shares[$0]?.text ?? "0")
                }
            case "holders":
                return (node[key]?.keys ?? []).map {
                    Expectation(fact: .status(PartyID($0)), value: node[key]?[$0]?.text ?? "")
                }
            default: return [Expectation(fact: .unknown(key), value: value)]
            }
        }
    }
}

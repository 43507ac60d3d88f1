import StargateAgreements
import StargateQuantities

/// Reads files of timelines (format: docs/reference/timelines.md).
public enum ScenarioReader {
    /// One timeline of a file, or why it cannot be read.
    public struct Entry: Sendable {
        public let id: String
        public let title: String
        public let scenario: Result<Scenario, CasebookRefusal>
    }

    /// Reads a list of timelines, or an object whose `scenarios` is one.
    ///
    /// - Throws: `CasebookRefusal` for what is no such file. A single event that cannot be read is kept, and refused
    ///   when its turn comes.
    public static func entries(_ text: String) throws(CasebookRefusal) -> [Entry] {
        let root = try JSONNode.parse(text)
        let list = root["scenarios"] ?? root
        guard let elements = list.elements ?? (list["events"] == nil ? nil : [list]) else {
            throw list.refusal("a list of timelines is expected, each with 'id', 'agreement', 'events' and 'expect'")
        }
        var ids: Set<String> = []
        return elements.enumerated().map { index, element in
            let id = element["id"]?.text ?? "#\(index + 1)"
            let title = element["title"]?.text ?? ""
            do throws(CasebookRefusal) {
                guard ids.insert(id).inserted else { throw element.refusal("another timeline is called '\(id)'") }
                return Entry(id: id, title: title, scenario: .success(try scenario(element)))
            } catch { return Entry(id: id, title: title, scenario: .failure(error)) }
        }
    }

    /// The timelines of a file, all of which must be readable.
    public static func scenarios(_ text: String) throws(CasebookRefusal) -> [Scenario] {
        var scenarios: [Scenario] = []
        for entry in try entries(text) { scenarios.append(try entry.scenario.get()) }
        return scenarios
    }

    private static func scenario(_ node: JSONNode) throws(CasebookRefusal) -> Scenario {
        guard node.isObject, let id = node["id"]?.text else { throw node.refusal("a timeline has an 'id'") }
        guard let list = node["events"]?.elements else { throw node.refusal("timeline \(id) has no list of 'events'") }
        guard !list.isEmpty else { throw node.refusal("timeline \(id) has no events") }
        for key in ["agreement", "expect"] {
            if let part = node[key], !part.isObject { throw part.refusal("'\(key)' is an object") }
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

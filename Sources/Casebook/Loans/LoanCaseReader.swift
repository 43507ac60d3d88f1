import StargateCapital

/// Reads files in the ACTUS test format: an object whose keys name cases, each with `terms`, `to`, `dataObserved`,
/// `eventsObserved` and `results`.
public enum LoanCaseReader {
    /// One case of a file, or why it cannot be read.
    public struct Entry: Sendable {
        public let id: String
        public let line: Int
        public let loan: Result<LoanCase, CasebookRefusal>
    }

    /// Reads every case of a file, in the file's order.
    ///
    /// - Throws: `CasebookRefusal` for what is no such file. A case that cannot be read is kept with its reason.
    public static func entries(_ text: String) throws(CasebookRefusal) -> [Entry] {
        let root = try JSONNode.parse(text)
        guard root.isObject else {
            throw root.refusal("an object of cases is expected, each with 'terms' and 'results'")
        }
        return root.keys.map { key in
            do throws(CasebookRefusal) {
                guard let node = root[key], node.isObject else {
                    throw (root[key] ?? root).refusal("case '\(key)' is no object with 'terms' and 'results'")
                }
                return Entry(id: key, line: node.line, loan: .success(try loan(key, node)))
            } catch { return Entry(id: key, line: root[key]?.line ?? root.line, loan: .failure(error)) }
        }
    }

    private static func loan(_ id: String, _ node: JSONNode) throws(CasebookRefusal) -> LoanCase {
        guard let terms = node["terms"], terms.isObject else { throw node.refusal("case '\(id)' has no 'terms'") }
        guard let results = node["results"]?.elements else {
            throw node.refusal("case '\(id)' has no list of 'results'")
        }
        let observed = LoanObservations(
            series: try series(node["dataObserved"]), events: try unscheduled(node["eventsObserved"]))
        let contract = try LoanTermsReader(node: terms).terms()
        let model: LoanModel
        do throws(LoanRefusal) { model = try LoanModel(terms: contract, observed: observed) } catch {
            throw terms.refusal(error.reason)
        }
        var rows: [LoanCase.Row] = []
        for result in results { rows.append(try row(result)) }
        return LoanCase(id: id, model: model, horizon: try LoanFields(node).time("to"), expected: rows)
    }

    private static func row(_ node: JSONNode) throws(CasebookRefusal) -> LoanCase.Row {
        guard node.isObject else { throw node.refusal("a result is an object") }
        let fields = LoanFields(node)
        return LoanCase.Row(
            line: node.line, time: try fields.needed("eventDate", fields.time),
            type: try fields.needed("eventType", fields.text),
            currency: try fields.text("currency"), payoff: try fields.needed("payoff", fields.number),
            notional: try fields.number("notionalPrincipal"), rate: try fields.number("nominalInterestRate"),
            accruedInterest: try fields.number("accruedInterest"))
    }

    /// `dataObserved`: an object of market objects, each with a list `data` of `timestamp` and `value`.
    private static func series(_ node: JSONNode?) throws(CasebookRefusal) -> [String: [LoanObservations.Value]] {
        guard let node else { return [:] }
        guard node.isObject else { throw node.refusal("'dataObserved' is an object of market objects") }
        var series: [String: [LoanObservations.Value]] = [:]
        for key in node.keys {
            guard let object = node[key] else { continue }
            guard let data = object["data"]?.elements else { throw object.refusal("'\(key)' has no list of 'data'") }
            var values: [LoanObservations.Value] = []
            for element in data {
                let fields = LoanFields(element)
                values.append(
                    LoanObservations.Value(
                        time: try fields.needed("timestamp", fields.time),
                        value: try fields.needed("value", fields.number)))
            }
            series[key] = values
        }
        return series
    }

    /// `eventsObserved`: a list of events with `time`, `type` and `value`; prepayments and penalties.
    private static func unscheduled(_ node: JSONNode?) throws(CasebookRefusal) -> [LoanObservations.Unscheduled] {
        guard let node else { return [] }
        guard let elements = node.elements else { throw node.refusal("'eventsObserved' is a list") }
        var events: [LoanObservations.Unscheduled] = []
        for element in elements {
            let fields = LoanFields(element)
            let type = try fields.needed("type", fields.text)
            guard let kind = LoanEventType(rawValue: type), kind == .principalPrepayment || kind == .penaltyPayment
            else { throw element.refusal("an observed event of type '\(type)' is not known here; PP and PY are") }
            events.append(
                LoanObservations.Unscheduled(
                    time: try fields.needed("time", fields.time), type: kind,
                    amount: try fields.needed("value", fields.number)))
        }
        return events
    }
}

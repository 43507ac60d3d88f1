/// Stable keys in snake case. Every run is in `runs`, with `policy`, `overall` and `classes`; where there is only one,
/// its parts and its overall figures also stand at the top.
extension ReplayDocument: Encodable {
    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Run: Encodable {
        let account: ReplayAccount

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            try encode(into: &fields)
            let lines = account.lines.map { line in
                Line(
                    key: line.key, unit: line.unit, axis: account.axis,
                    points: line.points.map { [$0.at, $0.value.isFinite ? $0.value : nil] })
            }
            try fields.encode(lines, forKey: Key("lines"))
            try fields.encode(account.waitPercentiles, forKey: Key("wait_percentiles"))
            guard let hash = account.scheduleHash else { return }
            try fields.encode(String(hash, radix: 16), forKey: Key("schedule_hash"))
        }

        func encode(into fields: inout KeyedEncodingContainer<Key>) throws {
            try fields.encode(account.policy, forKey: Key("policy"))
            try fields.encode(account.capacity, forKey: Key("capacity"))
            try fields.encode(account.units, forKey: Key("units"))
            try fields.encode(GroupFigures(group: account.overall, isNamed: false), forKey: Key("overall"))
            let classes = account.groups.dropFirst().map { GroupFigures(group: $0, isNamed: true) }
            try fields.encode(classes, forKey: Key("classes"))
        }
    }

    private struct Line: Encodable {
        let key: String
        let unit: String
        let axis: String
        /// Nothing where a value is not finite, which JSON has no word for.
        let points: [[Double?]]
    }

    private struct GroupFigures: Encodable {
        let group: ReplayAccount.Group
        let isNamed: Bool

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            if isNamed { try fields.encode(group.name, forKey: Key("name")) }
            try encode(into: &fields)
        }

        func encode(into fields: inout KeyedEncodingContainer<Key>) throws {
            for figure in group.figures {
                switch figure.value {
                case let value? where value.isFinite: try fields.encode(value, forKey: Key(figure.key))
                default: try fields.encodeNil(forKey: Key(figure.key))
                }
            }
        }
    }

    private struct Reason: Encodable {
        let reason: String
        let count: Int
        let first: String
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        if let only = accounts.first, accounts.count == 1 {
            try GroupFigures(group: only.overall, isNamed: false).encode(into: &fields)
            try Run(account: only).encode(into: &fields)
        }
        try fields.encode(title, forKey: Key("trace"))
        for fact in facts {
            if let number = Int64(fact.value) {
                try fields.encode(number, forKey: Key(fact.key))
            } else {
                try fields.encode(fact.value, forKey: Key(fact.key))
            }
        }
        try fields.encode(accounts.map(Run.init), forKey: Key("runs"))
        let reasons = leftOut.map { Reason(reason: $0.reason, count: $0.count, first: $0.first) }
        try fields.encode(reasons, forKey: Key("left_out"))
        try fields.encode(leftOutCount, forKey: Key("left_out_count"))
        try fields.encode(reordered, forKey: Key("reordered"))
    }
}

/// The zone table, read.
struct ZoneAtlas: Sendable {
    /// Sorted.
    let names: [String]
    let zones: [String: Zone]
    let behaviours: [ZoneBehaviour]

    /// Read at first use, once.
    static let shared = ZoneAtlas(ZoneTable.pages)

    /// Reads pages of rows `names | offset | minutes:offset … | rule`; `scripts/zones` tells more.
    private init(_ pages: [String]) {
        var behaviours: [ZoneBehaviour] = []
        var named: [(name: String, behaviour: Int)] = []
        for row in pages.flatMap({ $0.utf8.split(separator: UInt8(ascii: "\n")) }) {
            let fields = row.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            guard fields.count == 4, let behaviour = ZoneBehaviour(fields[1], fields[2], fields[3]) else {
                preconditionFailure("the zone table is damaged: \(Substring(row))")
            }
            for name in fields[0].split(separator: UInt8(ascii: " ")) {
                named.append((String(Substring(name)), behaviours.count))
            }
            behaviours.append(behaviour)
        }
        named.sort { $0.name < $1.name }
        names = named.map(\.name)
        zones = Dictionary(
            uniqueKeysWithValues: named.enumerated().map { index, zone in
                (zone.name, Zone(nameIndex: index, behaviourIndex: zone.behaviour))
            })
        self.behaviours = behaviours
    }
}

extension ZoneBehaviour {
    /// Reads the last three fields of a row; `nil` if they are malformed.
    fileprivate init?(
        _ first: Substring.UTF8View, _ marks: Substring.UTF8View, _ rule: Substring.UTF8View
    ) {
        guard let first = Int64(Substring(first)), let rule = PosixRule(String(Substring(rule))) else { return nil }
        var instant = ZoneBehaviour.start
        var changes: [Int64] = []
        var offsets: [Int64] = []
        for mark in marks.split(separator: UInt8(ascii: " ")) {
            let parts = mark.split(separator: UInt8(ascii: ":"))
            guard parts.count == 2, let minutes = Int64(Substring(parts[0])), let offset = Int64(Substring(parts[1]))
            else { return nil }
            instant += minutes * 60_000
            changes.append(instant)
            offsets.append(offset * 60_000)
        }
        self.init(first: first * 60_000, changes: changes, offsets: offsets, rule: rule)
    }
}

/// A time zone of the IANA database, by name: `America/Los_Angeles`, `Europe/London`, `UTC`.
///
/// The database is compiled in (`ZoneTable`, made by `scripts/zones`), so that the same zone means the same on every
/// machine and in every replay. Offsets are exact from 2000-01-01T00:00Z on, without end: past the changes that the
/// database lists, the zone's standing rule applies. **Before 2000 a zone keeps the offset it had at that instant.**
///
/// Two names of one zone (`Asia/Calcutta`, `Asia/Kolkata`) behave alike and are not equal.
public struct Zone: Sendable {
    private let nameIndex: Int32
    private let behaviourIndex: Int32

    /// The zone with this name, spelt as the database spells it, old names (`US/Pacific`) among them; `nil` if there
    /// is none.
    public init?(_ name: String) {
        guard let found = ZoneAtlas.shared.zones[name] else { return nil }
        self = found
    }

    init(nameIndex: Int, behaviourIndex: Int) {
        self.nameIndex = Int32(nameIndex)
        self.behaviourIndex = Int32(behaviourIndex)
    }

    /// Coordinated universal time.
    public static let utc: Zone = {
        guard let zone = Zone("UTC") else { preconditionFailure("the zone table lacks UTC") }
        return zone
    }()

    /// The edition of the tz database compiled in, such as `2025b`. An agreement records it beside its deadlines.
    public static let databaseVersion: String = ZoneTable.version

    /// Every name that `init(_:)` knows, sorted.
    public static var names: [String] { ZoneAtlas.shared.names }

    /// The name this zone was made with.
    public var name: String { ZoneAtlas.shared.names[Int(nameIndex)] }

    var behaviour: ZoneBehaviour { ZoneAtlas.shared.behaviours[Int(behaviourIndex)] }
}

extension Zone: Hashable {
    /// Whether both have the same name.
    public static func == (a: Zone, b: Zone) -> Bool { a.nameIndex == b.nameIndex }

    public func hash(into hasher: inout Hasher) { hasher.combine(nameIndex) }
}

extension Zone: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

extension Zone: Codable {
    /// Reads a name; refuses one that the database does not know.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let zone = Zone(name) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "no time zone \"\(name)\" in tz \(Zone.databaseVersion)")
        }
        self = zone
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

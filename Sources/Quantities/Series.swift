/// A quantity that changes over time: declared points, straight lines between them, constant outside them.
public struct Series: Hashable, Sendable, Codable {
    public struct Point: Hashable, Sendable, Codable {
        public let date: CalendarDate
        public let value: Int64

        public init(date: CalendarDate, value: Int64) {
            self.date = date
            self.value = value
        }
    }

    /// In strictly rising order of date; never empty.
    public let points: [Point]

    /// `nil` if there is no point, or the dates do not rise.
    public init?(points: [Point]) {
        guard !points.isEmpty, zip(points, points.dropFirst()).allSatisfy({ $0.date < $1.date }) else { return nil }
        self.points = points
    }

    private enum CodingKeys: CodingKey {
        case points
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let series = Series(points: try container.decode([Point].self, forKey: .points)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .points, in: container, debugDescription: "a series needs points of rising date")
        }
        self = series
    }

    public init(constant value: Int64) {
        points = [Point(date: CalendarDate(dayNumber: 0), value: value)]
    }

    /// The value on `date`, rounded towards the earlier point.
    public func value(on date: CalendarDate) -> Int64 {
        guard let after = points.firstIndex(where: { $0.date > date }) else { return points[points.count - 1].value }
        guard after > 0 else { return points[0].value }
        let (a, b) = (points[after - 1], points[after])
        let share = Int128(date.dayNumber - a.date.dayNumber) * Int128(b.value - a.value)
        return a.value + Int64(share / Int128(b.date.dayNumber - a.date.dayNumber))
    }
}

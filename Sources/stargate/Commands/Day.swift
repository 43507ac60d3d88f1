import ArgumentParser
import StargateQuantities

/// A day as an argument: `2025-01-21`.
struct Day: ExpressibleByArgument {
    let date: CalendarDate

    init?(argument: String) {
        guard let date = CalendarDate(argument) else { return nil }
        self.date = date
    }
}

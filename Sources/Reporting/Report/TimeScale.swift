import StargateQuantities

/// The days of the programme along a drawing, the same in every chart over time.
struct TimeScale {
    let start: CalendarDate
    let end: CalendarDate
    let left: Double
    let right: Double

    init(_ span: ProgrammeSpan, left: Double, right: Double) {
        start = span.start
        end = span.end
        self.left = left
        self.right = right
    }

    /// The place of a day, held inside the drawing.
    func x(_ day: CalendarDate) -> Double {
        let share = Double(day.dayNumber - start.dayNumber) / Double(max(1, end.dayNumber - start.dayNumber))
        return left + min(1, max(0, share)) * (right - left)
    }

    /// Year lines over the height, quarter ticks at the bottom, labels below.
    func draw(on drawing: inout Drawing, top: Double, bottom: Double) {
        drawing.line(x1: left, y1: bottom, x2: right, y2: bottom, "base")
        let years = start.civil.year...max(start.civil.year, end.civil.year)
        let every = max(1, (years.count + 13) / 14)
        let brief = end.dayNumber - start.dayNumber < 500
        for year in years {
            if let first = CalendarDate(year: year, month: 1, day: 1) {
                let place = x(first)
                let inside = first > start
                if inside { drawing.line(x1: place, y1: top, x2: place, y2: bottom + 6, "grid") }
                let room = (CalendarDate(year: year + 1, month: 1, day: 1).map(x) ?? right) - place
                if (year - years.lowerBound) % every == 0, room >= 28 {
                    drawing.text(String(year), x: place + (inside ? 4 : 0), y: bottom + 17, "axis year")
                }
            }
            guard years.count <= 10 else { continue }
            for (month, name) in [(4, "Apr"), (7, "Jul"), (10, "Oct")] {
                guard let day = CalendarDate(year: year, month: month, day: 1), day > start, day <= end else {
                    continue
                }
                drawing.line(x1: x(day), y1: bottom, x2: x(day), y2: bottom + 4, "base")
                if brief, right - x(day) > 22, x(day) - left > 34 {
                    drawing.text(name, x: x(day) + 4, y: bottom + 17, "axis")
                }
            }
        }
    }
}

/// First and last day of the programme, and the days each quarter's row covers.
struct ProgrammeSpan {
    let start: CalendarDate
    let end: CalendarDate
    /// The first day and the day after the last, one for each quarter row.
    let quarters: [(from: CalendarDate, to: CalendarDate)]

    init(_ summary: Summary) {
        let ends = summary.quarters.map { CalendarDate($0.ended) }
        let known = ends.compactMap { $0 }
        let first =
            CalendarDate(summary.programme.start) ?? known.first?.advanced(byMonths: -3)
            ?? CalendarDate(dayNumber: 20_000)
        let last = max(CalendarDate(summary.programme.until) ?? first, known.last ?? first)
        start = first
        end = last > first ? last : first.advanced(byDays: 1)
        var from = first
        quarters = ends.map { to in
            let range = (from: from, to: max(to ?? from, from.advanced(byDays: 1)))
            from = range.to
            return range
        }
    }

    func days(_ quarter: Int) -> Double {
        Double(max(1, quarters[quarter].to.dayNumber - quarters[quarter].from.dayNumber))
    }
}

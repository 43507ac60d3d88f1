extension Comparison {
    /// The differences as tables and a chart for the terminal.
    public func text(isColoured: Bool) -> String {
        let ink = Ink(isColoured: isColoured)
        let stake = self.stake.sentence
        let sections = [
            stake.isEmpty ? [] : [ink.bold(stake)], figureLines(ink),
            dateLines(ink, "model ready", models, never: "not in time"),
            dateLines(ink, "phase first online", phases, never: "–"), chartLines(ink),
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func figureLines(_ ink: Ink) -> [String] {
        var table = TextTable(["at the end", ">\(names[0])", ">\(names[1])", ">change", ">"])
        for figure in figures where figure.first != 0 || figure.second != 0 {
            let share = figure.first != 0 ? Words.change(figure.change / figure.first) : "new"
            table.add([
                figure.name, figure.said(figure.first), figure.said(figure.second),
                figure.change == 0 ? "=" : (figure.change > 0 ? "+" : "") + figure.said(figure.change),
                figure.change == 0 ? "" : share,
            ])
        }
        return table.lines(ink)
    }

    private func dateLines(_ ink: Ink, _ title: String, _ shifts: [DateShift], never: String) -> [String] {
        guard !shifts.isEmpty else { return [] }
        var table = TextTable([title, ">\(names[0])", ">\(names[1])", ">shift"])
        for shift in shifts {
            table.add([shift.name, shift.first ?? never, shift.second ?? never, shift.said])
        }
        return table.lines(ink)
    }

    private func chartLines(_ ink: Ink) -> [String] {
        let most = capacity.map { max($0.first, $0.second) }.max() ?? 0
        guard most > 0 else { return [] }
        var lines = [ink.dim("  PFLOP/s online, \(names[0]) above \(names[1])")]
        for row in capacity {
            lines.append("  \(row.quarter) \(Ink.bar(row.first / most, width: 48)) \(Words.count(row.first))")
            let bar = Ink.bar(row.second / most, width: 48)
            let coloured = row.second > row.first ? ink.green(bar) : row.second < row.first ? ink.red(bar) : bar
            lines.append("          \(coloured) \(Words.count(row.second))")
        }
        return lines
    }
}

extension Comparison.DateShift {
    /// `+90 d`, or what became of a date that only one side has.
    var said: String {
        if let days { return days == 0 ? "=" : Words.days(Double(days)) }
        if first == nil && second == nil { return "=" }
        return first == nil ? "only now" : "no longer"
    }
}

extension Comparison.Figure {
    func said(_ value: Double) -> String {
        switch unit {
        case "USD": abs(value) < 10_000 ? Words.price(value) : Words.usd(value)
        case "MW": Words.mw(value)
        default: unit.isEmpty ? Words.big(value) : "\(Words.count(value)) \(unit)"
        }
    }
}

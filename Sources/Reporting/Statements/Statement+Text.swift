import StargateQuantities

extension Statement {
    /// For a terminal: amounts line up, totals stand out.
    public func text(isColoured: Bool = false) -> String {
        let ink = Ink(isColoured: isColoured)
        let labels = rows.map { String(repeating: "  ", count: $0.level) + $0.label }
        let cells = rows.map { $0.cells.map(Statement.word) }
        let widths = columns.indices.map { column in
            ([columns[column].title] + cells.map { $0[column] }).map(\.count).max() ?? 0
        }
        let first = ([subject] + labels).map(\.count).max() ?? 0
        func line(_ label: String, _ words: [String]) -> String {
            var text = "  " + label + String(repeating: " ", count: first - label.count)
            for (column, word) in words.enumerated() {
                let space = String(repeating: " ", count: widths[column] - word.count)
                text += "  " + (columns[column].isText ? word + space : space + word)
            }
            while text.last == " " { text.removeLast() }
            return text
        }
        var lines = [ink.bold(title) + "  " + ink.dim(basis), ink.dim(line(subject, columns.map(\.title)))]
        for (index, row) in rows.enumerated() {
            let text = line(labels[index], cells[index])
            lines.append(row.weight == .plain ? text : ink.bold(text))
        }
        lines += faults.map { ink.red("  does not add up: \($0)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func word(_ cell: Cell) -> String {
        switch cell {
        case .amount(let units, let scale): Format.fixed(units, scale: scale, decimals: scale)
        case .share(let parts): Format.fixed(parts, scale: 4, decimals: 1) + " %"
        case .text(let text): text
        case .none: ""
        }
    }
}

import StargateQuantities

extension Statement {
    /// RFC 4180: one line a row, amounts as plain decimals, shares as fractions of one.
    public var csv: String {
        let header = [Statement.plain(subject), "level", "kind"] + columns.map(\.key)
        let lines = rows.map { row in [row.label, "\(row.level)", "\(row.weight)"] + row.cells.map(Statement.plain) }
        return Tables.csv(header, lines)
    }

    private static func plain(_ subject: String) -> String {
        String(subject.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    static func plain(_ cell: Cell) -> String {
        switch cell {
        case .amount(let units, let scale): Format.fixed(units, scale: scale, decimals: scale, grouped: false)
        case .share(let parts): Format.fixed(parts, scale: 6, decimals: 6, grouped: false)
        case .text(let text): text
        case .none: ""
        }
    }
}

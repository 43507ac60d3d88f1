/// Reads tables of published measurements (`measurements.csv`).
///
/// Columns may stand in any order and may be missing; columns of other names are kept as `extra`. An empty field means
/// "not published". A row that cannot be compared with the model is kept, with its reasons.
public enum MeasurementFile {
    /// What to do with a field that cannot be read.
    public enum Mistakes: Sendable {
        /// Throw the first one.
        case refuse
        /// Take the field as not published and keep the mistake in the row.
        case keep
    }

    /// The training measurements of `text`.
    ///
    /// - Throws: `CatalogueRefusal` with the place of the first mistake in the table, or in a field if `mistakes` are to
    ///   be refused.
    public static func training(
        _ text: String, file: String, models: ModelCatalogue, chips: ChipCatalogue, mistakes: Mistakes = .refuse
    ) throws(CatalogueRefusal) -> [TrainingMeasurement] {
        try rows(text, file: file, mistakes: mistakes, \.mistakes) {
            TrainingMeasurement(&$0, models: models, chips: chips)
        }
    }

    /// The inference measurements of `text`.
    ///
    /// - Throws: as `training` does.
    public static func inference(
        _ text: String, file: String, models: ModelCatalogue, chips: ChipCatalogue, mistakes: Mistakes = .refuse
    ) throws(CatalogueRefusal) -> [InferenceMeasurement] {
        try rows(text, file: file, mistakes: mistakes, \.mistakes) {
            InferenceMeasurement(&$0, models: models, chips: chips)
        }
    }

    private static func rows<Measurement>(
        _ text: String, file: String, mistakes: Mistakes, _ unread: (Measurement) -> [CatalogueRefusal],
        _ read: (inout CSVRow) -> Measurement
    ) throws(CatalogueRefusal) -> [Measurement] {
        let table = try CSVTable(text, file: file)
        try check(table, needed: "chip", oneOf: ["model", "layers"])
        var measurements: [Measurement] = []
        for fields in table.rows {
            var row = CSVRow(table, fields)
            let measurement = read(&row)
            if mistakes == .refuse, let first = unread(measurement).first { throw first }
            measurements.append(measurement)
        }
        return measurements
    }

    private static func check(
        _ table: CSVTable, needed: String, oneOf: [String]
    ) throws(CatalogueRefusal) {
        let missing =
            table.place(of: needed) == nil
            ? needed : oneOf.allSatisfy { table.place(of: $0) == nil } ? oneOf.joined(separator: " or ") : nil
        guard let missing else { return }
        throw CatalogueRefusal(
            file: table.file, line: 1, column: 1, given: table.columns.prefix(8).joined(separator: ","),
            problem: "has no column \(missing)", remedy: "name the columns as in data/training/README.md")
    }
}

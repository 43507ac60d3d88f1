import StargatePerformance

extension ChipCatalogue {
    /// One row of the table of chips. TFLOP/s, GB, TB/s and GB/s become FLOP/s, bytes and bytes/s.
    static func entry(_ row: inout CSVRow) throws(CatalogueRefusal) -> Entry {
        guard let name = row.text("chip") else {
            throw row.refusal("chip", "is missing", "name the chip")
        }
        let peak = try needed(row.number("bf16_tflops"), "bf16_tflops", row)
        let fp8 = row.number("fp8_tflops")
        let accelerator = Accelerator(
            name: name, peakBF16: peak * 1e12, peakFP8: fp8.map { $0 * 1e12 },
            peakFP4: row.number("fp4_dense_tflops").map { $0 * 1e12 },
            reachableBF16: row.number("mamf_eff_bf16") ?? row.number("mamf_bf16_tflops").map { $0 / peak },
            reachableFP8: fp8.flatMap { fp8 in row.number("mamf_fp8_tflops").map { $0 / fp8 } },
            memory: try needed(row.number("hbm_gb"), "hbm_gb", row) * 1e9,
            memoryBandwidth: try needed(row.number("hbm_tbps"), "hbm_tbps", row) * 1e12,
            scaleUpDomain: try needed(row.positive("scaleup_domain"), "scaleup_domain", row),
            scaleUpBandwidth: try needed(row.number(scaleUp), scaleUp, row) * 1e9,
            scaleOutBandwidth: try needed(row.number(scaleOut), scaleOut, row) * 1e9,
            power: row.number("chip_power_w"), nodeChips: try needed(row.positive("node_chips"), "node_chips", row))
        if let mistake = row.mistakes.first { throw mistake }
        let aliases = row.text("aliases")?.split(separator: ";").map { String($0).trimmed } ?? []
        return Entry(
            accelerator: accelerator, aliases: aliases, source: row.text("source") ?? "",
            confidence: row.text("confidence") ?? "", notes: row.text("notes") ?? "")
    }

    private static let scaleUp = "scaleup_gbps_uni_per_chip"
    private static let scaleOut = "scaleout_gbps_uni_per_chip"

    private static func needed<Value>(
        _ value: Value?, _ column: String, _ row: CSVRow
    ) throws(CatalogueRefusal) -> Value {
        if let value { return value }
        throw row.mistakes.last ?? row.refusal(column, "is missing", "every chip needs a value of \(column)")
    }
}

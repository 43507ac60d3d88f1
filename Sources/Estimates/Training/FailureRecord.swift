public import StargatePerformance

/// Failures that stop a run, for each chip and hour, as published.
public enum FailureRecord {
    /// Llama 3.1 405B on H100: one in 50,677 chip-hours (arXiv:2407.21783, table 5). OPT-175B on A100: at least one in
    /// 40,814 (arXiv:2205.01068). For chips without a record, the geometric middle of the two.
    public static func perChipHour(_ chip: Accelerator) -> Double {
        if chip.name.hasPrefix("H100") || chip.name.hasPrefix("H200") || chip.name.hasPrefix("H800") {
            return 1 / 50_677
        }
        return chip.name.hasPrefix("A100") ? 1 / 40_814 : 1 / 45_480
    }
}

import StargatePerformance

/// Number formats as tables name them: `amp_bf16`, `MXFP8`, `NVFP4 or FP8 (both configs shipped)`.
enum PrecisionText {
    /// The format of the large products, or nil if the text names none that the model knows. Where it names FP4 and FP8
    /// both, the chip decides: FP4 if it has such units.
    static func precision(_ text: String, chip: Accelerator?) -> Precision? {
        let lower = text.lowercased()
        let has = { (names: [String]) in names.contains { lower.contains($0) } }
        let eight: Precision? =
            has(["mxfp8"]) ? .mxfp8 : has(["fp8", "float8", "f8e4m3", "fp 8", "fp-8"]) ? .fp8 : nil
        if has(["fp4", "float4"]) {
            if let eight, let chip, chip.peakFP4 == nil { return eight }
            return .nvfp4
        }
        if let eight { return eight }
        if has(["bf16", "bfloat16"]) { return .bf16 }
        if has(["fp16", "float16", "half"]) { return .fp16 }
        return nil
    }
}

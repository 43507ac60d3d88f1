import StargatePerformance

/// Which rows of the measurements tell one constant from another.
extension TrainingParameter {
    var rows: String {
        switch self {
        case .gemmReach: "all rows with 16-bit formats; large dense models most"
        case .gemmHalf: "vtrain and mpt: small models, high tensor parallelism"
        case .gemmHalfFP8: "nemo2407, dgxc, mbridge and mpt rows in FP8"
        case .groupedHalf: "mbridge and simumax mixtures of experts"
        case .unknownReach:
            "no row fitted; PaLM 540B on TPU v4 comes out at its published 46.2 % (arXiv:2204.02311, section 4.1)"
        case .powerLimit: "simumax on B200 against dgxc on GB200, both in 16 bit"
        case .fusedAttention: "mpt on A100 with long sequences, dgxc, nemo2407"
        case .portedAttention: "mpt on H100 with long sequences"
        case .plainAttention, .scoreBytes: "korthikanti (selective against full), vtrain, sc21"
        case .memoryReach: "no row: what streaming kernels commonly reach; fixed, since bytes and rate go together"
        case .streamPasses: "mpt and vtrain: small hidden widths"
        case .quantisePasses: "dgxc and nemo2407 in FP8 against BF16"
        case .routedPasses: "mbridge mixtures of experts"
        case .scaleUpReach, .tensorExposed, .collectiveLatency: "vtrain and simumax over TP 1 to 8"
        case .scaleOutReach: "vtrain with TP 16 over two nodes, mpt on several nodes, mbridge with EP over nodes"
        case .dataExposed: "vtrain over DP, mlperf on many chips"
        case .contextExposed: "simumax with CP 4 and 8, dgxc with CP 2"
        case .expertExposed: "mbridge with EP over nodes (B200) and within a rack (GB200)"
        case .hostPerLayer: "mpt, nemo2407 and vtrain with small micro-batches"
        case .hostPerExpertLayer: "mbridge with micro-batch 1 against 4, simumax DeepSeek-V2"
        case .hostPerStep: "mlperf and mcore: steps under a second"
        case .yearlyGain: "sc21 and korthikanti (2021, 2022) against mbridge (2026)"
        case .fsdpOverhead: "mpt"
        case .deepspeedOverhead: "vtrain"
        case .jaxOverhead: "dgxc-maxtext"
        }
    }
}

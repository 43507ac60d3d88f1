import StargatePerformance

/// Sharding of the data-parallel state as tables name it: `FULL_SHARD`, `SHARD_GRAD_OP`, `fsdp=128`, `64`, `ZeRO-1`.
enum ShardingText {
    /// What is split, or nil if the text does not say. `ranks` are the data-parallel ranks, the group where none is
    /// named; `node` the chips of one host.
    static func sharding(_ text: String, ranks: Int?, node: Int?) -> Sharding? {
        let key = NameIndex.key(text)
        let has = { (names: [String]) in names.contains { key.contains($0) } }
        if ["none", "no", "off", "false", "0", "1", "ddp", "dp"].contains(key) || has(["noshard", "zero0"]) {
            return Sharding.none
        }
        if has(["shardgradop", "zero2", "zerostage2"]) { return .gradients }
        if has(["zero1", "zerostage1", "optimizer", "optimiser", "distopt"]) { return .optimizer }
        if let group = group(text) { return .weights(group: group) }
        if has(["hybridshard", "hsdp"]) { return .weights(group: node ?? ranks ?? 1) }
        if has(["fullshard", "fsdp", "zero3", "zerostage3"]) || ["true", "yes", "full", "weights"].contains(key) {
            return .weights(group: ranks ?? 1)
        }
        return nil
    }

    /// The ranks that hold the weights together, where they are named: `64`, `fsdp=128`, `ici_fsdp 16`.
    private static func group(_ text: String) -> Int? {
        if let whole = Int(text), whole > 1 { return whole }
        guard let named = text.lowercased().firstMatch(of: /[fh]sdp2? *[=: x] *([0-9]+)/), let group = Int(named.1)
        else { return nil }
        return group > 1 ? group : nil
    }
}

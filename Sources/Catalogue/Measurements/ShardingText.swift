import StargatePerformance

/// Sharding of the data-parallel state as tables name it: `FULL_SHARD`, `SHARD_GRAD_OP`, `fsdp=128`, `64`, `ZeRO-1`.
enum ShardingText {
    /// What is split, or nil if the text does not say. `ranks` are the data-parallel ranks, the group where none is
    /// named; `node` the chips of one host.
    static func sharding(_ text: String, ranks: Int?, node: Int?) -> Sharding? {
        let key = NameIndex.key(text)
        switch key {
        case "none", "no", "off", "false", "0", "1", "noshard", "ddp", "zero0": return Sharding.none
        case "optimizer", "distopt", "distributedoptimizer", "distributedoptimiser", "zero1", "os": return .optimizer
        case "shardgradop", "zero2", "gradients", "osg": return .gradients
        case "hybridshard", "hsdp": return .weights(group: node ?? ranks ?? 1)
        case "fullshard", "fsdp", "fsdp2", "zero3", "true", "yes", "full", "mfsdp", "megatronfsdp", "weights", "p3":
            return .weights(group: ranks ?? 1)
        default: break
        }
        let digits = String(key.reversed().prefix(while: \.isNumber).reversed())
        let name = key.dropLast(digits.count)
        guard let group = Int(digits), group > 1, name.isEmpty || ["fsdp", "icifsdp", "zero3", "hsdp"].contains(name)
        else { return nil }
        return .weights(group: group)
    }
}

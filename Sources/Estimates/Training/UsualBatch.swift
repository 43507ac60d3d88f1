/// The batch of a step where nobody says: four million tokens, as the large dense models of 2023 used, and sixteen on more
/// than 4,096 chips, as Llama 3.1 405B did (arXiv:2407.21783, section 3.4). An assumption, said wherever it is made.
public enum UsualBatch {
    /// Sequences of one step.
    ///
    /// - Parameter ranks: data-parallel ranks that must share them evenly.
    public static func sequences(sequence: Int, chips: Int, divisibleBy ranks: Int = 1) -> Int {
        let tokens = chips > 4096 ? 16_777_216 : 4_194_304
        let most = max(1, tokens / max(1, sequence))
        // What divides over the chips: powers of two for most counts, times the odd part of others.
        var odd = max(1, chips)
        while odd % 2 == 0 { odd /= 2 }
        var unit = odd == 1 ? 64 : odd == 3 ? 192 : odd * 8
        while unit > most && unit % 2 == 0 { unit /= 2 }
        let even = unit <= most ? most / unit * unit : unit
        let ranks = max(1, ranks)
        return even % ranks == 0 ? even : (most + ranks - 1) / ranks * ranks
    }
}

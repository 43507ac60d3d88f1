extension Range<Int> {
    /// Binary search: the first index for which `isBefore` does not hold, or the end; it holds for all up to some index
    /// and for none from there on. O(log n).
    ///
    /// Indices, not elements: an element with arrays in it would be copied to be looked at.
    @inline(__always)
    func partitionPoint(_ isBefore: (Int) -> Bool) -> Int {
        var low = lowerBound
        var high = upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

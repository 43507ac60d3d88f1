import StargateQuantities

extension SpendProfile {
    /// Name and parameters, as `init(_:)` reads them: `linear`, `s-curve(2,3)`,
    /// `milestones(40 % at 25 %, 60 % at 100 %)`.
    public var text: String {
        switch self {
        case .linear: "linear"
        case .sCurve(let a, let b): "s-curve(\(a),\(b))"
        case .milestones(let steps):
            "milestones(\(steps.map { "\($0.share.percent) at \($0.fraction.percent)" }.joined(separator: ", ")))"
        }
    }

    /// Reads `text`; `nil` for another form or a profile that is not valid.
    public init?(_ text: some StringProtocol) {
        let squeezed = String(text.filter { $0 != " " })
        let profile: SpendProfile?
        if squeezed == "linear" {
            profile = .linear
        } else if let inner = SpendProfile.inside(squeezed, "s-curve") {
            let powers = inner.map { Int($0) }
            guard powers.count == 2, let a = powers[0], let b = powers[1] else { return nil }
            profile = .sCurve(a: a, b: b)
        } else if let inner = SpendProfile.inside(squeezed, "milestones") {
            let steps = inner.compactMap { SpendStep(squeezed: $0) }
            profile = steps.count == inner.count ? .milestones(steps) : nil
        } else {
            profile = nil
        }
        guard let profile, profile.isValid else { return nil }
        self = profile
    }

    /// What stands between commas in `name(…)`.
    private static func inside(_ text: String, _ name: String) -> [Substring]? {
        guard text.hasPrefix(name + "("), text.hasSuffix(")") else { return nil }
        return text.dropFirst(name.count + 1).dropLast().split(separator: ",", omittingEmptySubsequences: false)
    }
}

extension SpendStep {
    /// Reads `40%at25%`.
    fileprivate init?(squeezed text: Substring) {
        let parts = text.split(separator: "%", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].isEmpty, parts[1].hasPrefix("at"),
            let share = Ratio(percent: parts[0]), let fraction = Ratio(percent: parts[1].dropFirst(2))
        else { return nil }
        self.init(share: share, at: fraction)
    }
}

extension Ratio {
    /// `12.5 %`, with as many decimals as it has.
    fileprivate var percent: String {
        var digits = Format.fixed(units, scale: 4, decimals: 4, grouped: false)[...]
        while digits.hasSuffix("0") { digits = digits.dropLast() }
        return (digits.hasSuffix(".") ? digits.dropLast() : digits) + " %"
    }

    fileprivate init?(percent text: some StringProtocol) {
        guard let units = ExactDecimal(text)?.whole(times: ExactDecimal(digits: 1, exponent: 4)) else { return nil }
        self.init(units: units)
    }
}

import StargateQuantities

extension Comparison.Stake {
    init(_ first: Summary, _ second: Summary, _ models: [Comparison.DateShift], after: CalendarDate?) {
        // Dates as text sort as days do; a model that only one side trained moves, too.
        let day = after.map { "\($0)" } ?? ""
        let moved = models.filter { $0.first != $0.second && ($0.first ?? $0.second ?? "") > day }
        let next = moved.min { ($0.first ?? "9") < ($1.first ?? "9") }
        func hours(_ side: Summary) -> Double { Double(side.headline.ownHours + side.headline.cloudHours) }
        func price(_ side: Summary) -> Double? {
            let own = (side.headline.ownUsdPerHour ?? 0) * Double(side.headline.ownHours)
            let rented = (side.headline.cloudUsdPerHour ?? 0) * Double(side.headline.cloudHours)
            return hours(side) > 0 ? (own + rented) / hours(side) : nil
        }
        var change: Double?
        if let before = price(first), let now = price(second) { change = now - before }
        self.init(
            nextModel: next, nextModelMonths: next?.days.map { Double($0) / 30.4375 },
            models: second.headline.modelsTrained - first.headline.modelsTrained,
            spentUsd: second.headline.spentUsd - first.headline.spentUsd, usdPerHour: change,
            hoursShare: hours(first) > 0 ? hours(second) / hours(first) - 1 : nil)
    }

    /// Days up to two months, then months.
    private static func length(_ days: Int, _ months: Double) -> String {
        abs(days) < 60 ? "\(abs(days)) days" : "\(Words.fixed(abs(months), 1)) months"
    }

    /// `Frontier 3, the first model it touches, is ready 3.4 months later. …`
    var sentence: String {
        var sentences: [String] = []
        if let nextModel {
            let when =
                switch (nextModelMonths, nextModel.second) {
                case (let months?, _):
                    "ready \(Comparison.Stake.length(nextModel.days ?? 0, months)) \(months > 0 ? "later" : "earlier")"
                case (nil, nil): "not ready in time"
                case (nil, _): "ready in time only now"
                }
            sentences.append("\(nextModel.name), the first model it touches, is \(when).")
        } else {
            sentences.append("No model is ready on another day.")
        }
        if models != 0 { sentences.append("\(abs(models)) \(models > 0 ? "more" : "fewer") trained in time.") }
        if abs(spentUsd) >= 1 {
            sentences.append("\(Words.usd(abs(spentUsd))) \(spentUsd > 0 ? "more" : "less") is spent.")
        }
        if let hoursShare, abs(hoursShare) >= 0.0005 {
            sentences.append(
                "\(Words.percent(abs(hoursShare), decimals: 1)) \(hoursShare > 0 ? "more" : "fewer") GPU-hours are used."
            )
        }
        if let usdPerHour, abs(usdPerHour) >= 0.005 {
            sentences.append("Each costs \(Words.price(abs(usdPerHour))) \(usdPerHour > 0 ? "more" : "less").")
        }
        return sentences.joined(separator: " ")
    }
}

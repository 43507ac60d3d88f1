import StargateQuantities

/// Each phase as it was planned and as it happened.
struct ScheduleChapter: Chapter {
    let summary: Summary
    let anchor = "schedule"
    let title = "Planned and happened"

    /// Days from planned to live power, for phases that have it.
    private var slips: [Int] {
        summary.phases.compactMap { phase in
            guard let live = phase.energised.flatMap({ CalendarDate($0) }) else { return nil }
            return CalendarDate(phase.plannedPower).map { live.dayNumber - $0.dayNumber }
        }
    }

    var lead: String {
        guard !summary.phases.isEmpty else { return "No phases are declared." }
        let slips = slips.sorted()
        guard !slips.isEmpty else { return "No phase was energised before the programme's end." }
        let late = slips.count { $0 > 0 }
        let middle = slips[slips.count / 2]
        let typical = middle > 0 ? "late" : "early"
        let share = late == slips.count ? "All \(slips.count)" : "\(late) of \(slips.count)"
        let what =
            slips.count == 1
            ? "The one energised phase came" : "\(share) energised phases came later than planned; the median is"
        if middle == 0 { return what + " on the planned day." }
        return "\(what) \(Figures.duration(days: abs(middle))) \(typical)."
    }

    var body: String? {
        guard !summary.phases.isEmpty else { return nil }
        let sites = summary.phases.reduce(into: [String]()) { if $0.last != $1.site { $0.append($1.site) } }
        let tall = 21.0
        let rows = Double(summary.phases.count) + Double(sites.count) * 1.15
        let bottom = 18 + rows * tall + 6
        var drawing = Drawing(width: Sheet.width, height: bottom + 26)
        let time = TimeScale(ProgrammeSpan(summary), left: 132, right: 660)
        time.draw(on: &drawing, top: 12, bottom: bottom)
        drawing.text("MW", x: 708, y: 14, "axis", anchor: .end)
        drawing.text("power, against plan", x: 722, y: 14, "axis")
        var y = 10.0
        var site = ""
        for phase in summary.phases {
            if phase.site != site {
                site = phase.site
                y += tall * 1.15
                drawing.text(HTMLText.shortened(phase.siteName, to: 60), x: 0, y: y - 3, "label strong halo")
            }
            PhaseBars(phase: phase, time: time).draw(on: &drawing, y: y, height: tall)
            y += tall
        }
        return ChartFigure(
            caption: "Every phase: planned from wanted date to power, and what happened",
            key: [
                .init("plan", "planned"), .init("step-build", "building"),
                .init("step-power", "shell ready, no power"), .init("step-chips", "energised, no chips"),
                .init("step-fill", "filling"), .init("stage-serving", "full, serving"),
            ], note: "A planned bar may begin before the programme or end after it; it is cut at the chart's edge."
        ).html(drawing)
    }
}

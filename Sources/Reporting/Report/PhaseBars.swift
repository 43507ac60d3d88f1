import StargateQuantities

/// One phase's row: the plan as an outline, what happened as a bar inside it, and the slip in words.
struct PhaseBars {
    let phase: Summary.PhaseRow
    let time: TimeScale

    func draw(on drawing: inout Drawing, y: Double, height: Double) {
        let short = phase.id.hasPrefix(phase.site + ".") ? String(phase.id.dropFirst(phase.site.count + 1)) : phase.id
        drawing.text(
            HTMLText.shortened(short, to: 17), x: time.left - 10, y: y + 14, "label", anchor: .end, title: phase.id)
        plan(on: &drawing, y: y + 3, height: height - 6)
        for step in steps where step.to > step.from {
            let (from, to) = (time.x(step.from), time.x(step.to))
            drawing.rect(
                x: from, y: y + 6.5, width: max(1.5, to - from), height: height - 13, step.style,
                title: "\(phase.id): \(step.name), \(step.from) – \(step.to)")
        }
        drawing.text(Figures.power(phase.mw), x: 708, y: y + 14, "cell", anchor: .end)
        let verdict = verdict
        drawing.text(verdict.text, x: 722, y: y + 14, verdict.late ? "label held-ink" : "label")
    }

    private func plan(on drawing: inout Drawing, y: Double, height: Double) {
        guard let from = CalendarDate(phase.wanted), let to = CalendarDate(phase.plannedPower),
            to > time.start, from < time.end
        else { return }
        let (left, right) = (time.x(from), time.x(to))
        drawing.rect(
            x: left, y: y, width: max(2, right - left), height: height, "plan",
            title: "\(phase.id): planned \(phase.wanted) – \(phase.plannedPower)")
    }

    private var steps: [(from: CalendarDate, to: CalendarDate, style: String, name: String)] {
        func day(_ text: String?) -> CalendarDate? { text.flatMap { CalendarDate($0) } }
        guard let contracted = day(phase.contracted) else { return [] }
        let marks = [
            (day(phase.shellReady), "step-build", "building"),
            (day(phase.energised), "step-power", "shell ready, without power"),
            (day(phase.firstOnline), "step-chips", "energised, without chips"),
            (day(phase.full), "step-fill", "filling"),
        ]
        var result: [(from: CalendarDate, to: CalendarDate, style: String, name: String)] = []
        var from = contracted
        for (mark, style, name) in marks {
            result.append((from, mark ?? time.end, style, name))
            guard let mark else { return result }
            from = max(from, mark)
        }
        return result + [(from, time.end, "stage-serving", "full, serving")]
    }

    /// When power came against the plan.
    private var verdict: (text: String, late: Bool) {
        guard phase.contracted != nil else {
            return ("not begun: \(phase.blocked ?? "not wanted yet")", phase.blocked != nil)
        }
        guard let plan = CalendarDate(phase.plannedPower) else { return (phase.stage, false) }
        if let live = phase.energised.flatMap({ CalendarDate($0) }) {
            let slip = live.dayNumber - plan.dayNumber
            if slip == 0 { return ("on the day", false) }
            return ("\(Figures.duration(days: abs(slip))) \(slip > 0 ? "late" : "early")", slip > 0)
        }
        let overdue = time.end.dayNumber - plan.dayNumber
        return overdue > 0
            ? ("over \(Figures.duration(days: overdue)) late", true) : (phase.stage, false)
    }
}

import StargateQuantities

/// When each model was wanted, what it waited for, and when it was trained.
struct ModelsChapter: Chapter {
    let summary: Summary
    let anchor = "models"
    let title = "Models"

    var lead: String {
        guard !summary.models.isEmpty else { return "The programme declares no models to train." }
        let trained = summary.models.filter { $0.trained != nil }
        let waits = summary.models.compactMap { model -> (name: String, days: Int)? in
            guard let started = model.started.flatMap({ CalendarDate($0) }),
                let wanted = CalendarDate(model.notBefore)
            else { return nil }
            return (model.name, started.dayNumber - wanted.dayNumber)
        }
        var text = "\(trained.count) of \(HTMLText.counted(summary.models.count, "model")) trained."
        if let longest = waits.max(by: { $0.days < $1.days }), longest.days > 0 {
            text += " \(longest.name) waited longest: \(Figures.duration(days: longest.days)) before it could start."
        }
        return text
    }

    var body: String? {
        guard !summary.models.isEmpty else { return nil }
        let tall = 46.0
        let bottom = 14 + tall * Double(summary.models.count)
        var drawing = Drawing(width: Sheet.width, height: bottom + 26)
        let time = TimeScale(ProgrammeSpan(summary), left: 206, right: 884)
        time.draw(on: &drawing, top: 8, bottom: bottom)
        for (row, model) in summary.models.enumerated() {
            ModelBar(model: model, time: time).draw(on: &drawing, y: 14 + tall * Double(row))
        }
        return ChartFigure(
            caption: "Each model from the day it was planned for to the day it was trained",
            key: [
                .init("wait-turn", "not yet ready to train"), .init("wait-place", "waiting for accelerators"),
                .init("train", "training"), .init("train-open", "still training at the end"),
                .init("data-mark", "data ready"),
            ],
            note: "Not yet ready: its data were missing or the model before it was unfinished. Interruptions are "
                + "failures the run came back from."
        ).html(drawing)
    }
}

/// One model's row.
struct ModelBar {
    let model: Summary.ModelRow
    let time: TimeScale

    func draw(on drawing: inout Drawing, y: Double) {
        let name = HTMLText.shortened(model.name, to: 27)
        drawing.text(name, x: time.left - 14, y: y + 15, "label", anchor: .end, title: model.name)
        drawing.text("\(Figures.scientific(model.flop)) FLOP", x: time.left - 14, y: y + 30, "axis", anchor: .end)
        let planned = CalendarDate(model.notBefore) ?? time.start
        let wanted = max(planned, day(model.readyToTrain) ?? time.end)
        let started = max(wanted, day(model.started) ?? time.end)
        let end = day(model.trained) ?? time.end
        let bar = y + 5
        part(on: &drawing, planned, wanted, y: bar, "wait-turn", "not yet ready to train")
        part(on: &drawing, wanted, started, y: bar, "wait-place", "waiting for accelerators")
        if model.started != nil {
            let open = model.trained == nil
            part(on: &drawing, started, end, y: bar, open ? "train-open" : "train", open ? "in training" : "training")
        }
        if planned >= time.start, planned <= time.end {
            drawing.line(x1: time.x(planned), y1: bar - 3, x2: time.x(planned), y2: bar + 17, "mark")
        }
        if let data = day(model.dataReady), data > planned, data <= (day(model.started) ?? time.end) {
            let x = time.x(data)
            let tip = [
                Point(x: x, y: bar - 4), Point(x: x + 5, y: bar + 1), Point(x: x, y: bar + 6),
                Point(x: x - 5, y: bar + 1),
            ]
            drawing.path(tip, closed: true, "data-mark", title: "\(model.name): data ready \(model.dataReady ?? "")")
        }
        if let trained = model.trained, time.x(end) + 76 < Sheet.width {
            drawing.text(trained, x: time.x(end) + 7, y: bar + 11, "axis halo")
        }
        // Below the bar's beginning, or flush right where it would run out of the drawing.
        let near = time.x(planned)
        let far = near + Double(told.count) * 6.7 > Sheet.width
        drawing.text(told, x: far ? Sheet.width - 2 : near, y: bar + 29, "axis halo", anchor: far ? .end : .start)
    }

    private var told: String {
        guard model.started != nil else {
            return model.readyToTrain == nil ? "not yet ready to train" : "still waiting"
        }
        var parts = model.place.map { [HTMLText.shortened($0, to: 34)] } ?? []
        parts.append("\(Figures.count(model.accelerators)) accelerators")
        if model.interruptions > 0 { parts.append("\(Figures.count(model.interruptions)) interruptions") }
        if model.trained == nil { parts.append("still training") }
        return parts.joined(separator: " · ")
    }

    private func day(_ text: String?) -> CalendarDate? { text.flatMap { CalendarDate($0) } }

    private func part(
        on drawing: inout Drawing, _ from: CalendarDate, _ to: CalendarDate, y: Double, _ style: String, _ name: String
    ) {
        guard to > from, to > time.start, from < time.end else { return }
        drawing.rect(
            x: time.x(from), y: y, width: max(1.5, time.x(to) - time.x(from)), height: 14, style,
            title: "\(model.name): \(name), \(from) – \(to)")
    }
}

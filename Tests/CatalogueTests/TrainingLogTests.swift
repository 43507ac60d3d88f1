import StargateCatalogue
import Testing

@Suite("A training log")
struct TrainingLogTests {
    /// Twenty steps: two slow ones first, then 1.0 and 1.2 seconds in turn.
    private let seconds = [30.0, 5.0] + (0..<18).map { $0.isMultiple(of: 2) ? 1.0 : 1.2 }

    private func check(_ text: String) throws {
        let log = try TrainingLog(text, file: "log")
        #expect(log.steps.count == 20)
        #expect(log.warmUp == 4 && log.count == 16)
        for (read, given) in zip(log.steps, seconds) { #expect(abs(read - given) < 1e-9) }
        #expect(abs(log.median - 1.1) < 1e-9)
        #expect(abs(log.lowerQuartile - 1.0) < 1e-9 && abs(log.upperQuartile - 1.2) < 1e-9)
        #expect(abs(log.spread - 0.2 / 1.1) < 1e-9)
    }

    @Test(
        "is read as a table, whatever the unit of its column",
        arguments: [
            ("step_time", 1.0), ("step_time_s", 1), ("iteration_time_ms", 1000), ("Step Time (s)", 1),
            ("elapsed time per iteration (ms)", 1000), ("perf/step_time_seconds", 1), ("iter_time_us", 1e6),
        ])
    func table(column: String, scale: Double) throws {
        let rows = seconds.enumerated().map { "\($0),2.5,\($1 * scale)" }.joined(separator: "\n")
        try check("step,loss,\(column)\n\(rows)\n")
    }

    @Test("is read as JSON lines, other lines passed over")
    func jsonLines() throws {
        let lines = seconds.enumerated().map { "{\"step\": \($0), \"perf\": {\"iteration_time_ms\": \($1 * 1000)}}" }
        try check("{\"event\": \"start\"}\n" + lines.joined(separator: "\r\n") + "\n{\"event\": \"end\"}\n")
    }

    @Test("is read as MLPerf's log")
    func mlperf() throws {
        let lines = seconds.map {
            ":::MLLOG {\"key\": \"tracked_stats\", \"value\": {\"train_step_time\": \($0)}, \"metadata\": {}}"
        }
        try check(lines.joined(separator: "\n"))
    }

    @Test("is read as Megatron-LM prints it")
    func megatron() throws {
        let lines = seconds.enumerated().map {
            " [2025-01-02 03:04:05] iteration \($0)/ 500 | consumed samples: 2048 | elapsed time per iteration (ms): "
                + "\($1 * 1000) | learning rate: 1.5E-04 | lm loss: 2.1E+00 |"
        }
        try check("using world size: 64\n" + lines.joined(separator: "\n"))
    }

    @Test("is read as NeMo and MaxText print it, and with a unit after the number")
    func otherWords() throws {
        try check(seconds.map { "Epoch 0: v_num=1, train_step_timing in s=\($0), loss=2" }.joined(separator: "\n"))
        try check(
            seconds.enumerated().map { "completed step: \($0), seconds: \($1), TFLOP/s/device: 400" }
                .joined(separator: "\n"))
        try check(seconds.map { "12:30:01 INFO step time: \($0 * 1000) ms" }.joined(separator: "\n"))
        try check(seconds.map { "step_time=\($0)s" }.joined(separator: "\n"))
    }

    @Test("drops the steps it is told to")
    func warmUp() throws {
        let text = "step_time_s\n9\n1\n2\n3\n"
        #expect(try TrainingLog(text, file: "", warmUp: 1).median == 2)
        #expect(try TrainingLog(text, file: "", warmUp: 0).median == 2.5)
        #expect(try TrainingLog("step_time_s\n9\n", file: "").median == 9)
        #expect(throws: CatalogueRefusal.self) { try TrainingLog(text, file: "", warmUp: 4) }
        #expect(throws: CatalogueRefusal.self) { try TrainingLog(text, file: "", warmUp: -1) }
    }

    @Test("skips empty fields of a table, as logs have them on lines of evaluation")
    func emptyFields() throws {
        #expect(try TrainingLog("step,step_time_s\n1,2\n2,\n3,4\n", file: "", warmUp: 0).steps == [2, 4])
    }

    @Test(
        "is refused where it has no step times or one that is none, with the line",
        arguments: [
            ("", 1), ("  \n", 1), ("loss: 2.5\n", 0), ("step,loss\n1,2\n", 0), ("step_time_s\n1\n-2\n", 3),
            ("step_time_s\nfast\n", 2), ("{\"step_time\": 1}\n{\"step_time\": \"x\"}\n", 2),
            ("{\"step_time\": 1}\n{\"step_time\": }\n", 2), ("x\nelapsed time per iteration (ms): nan\n", 2),
            ("{\"loss\": 1}\n", 0),
        ])
    func refused(text: String, line: Int) {
        let refusal = #expect(throws: CatalogueRefusal.self) { try TrainingLog(text, file: "run.log") }
        #expect(refusal?.line == line)
        #expect(refusal?.file == "run.log")
        #expect(refusal?.remedy.isEmpty == false)
    }
}

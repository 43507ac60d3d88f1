/// Takes the lines of a GPU trace apart, one after the other.
struct GPUTraceParser: TraceLineParser {
    let name: String
    private(set) var trace = GPUTrace()
    private(set) var outOfOrder = 0
    private(set) var firstOutOfOrder: TraceError?
    private(set) var line = 0
    private var columns: GPUTraceColumns?
    private var latestSubmit = Int64.min
    private var fields: [ArraySlice<UInt8>] = []

    init(name: String) { self.name = name }

    /// Without a heading no line can be used: that is no fault of the line.
    func goesOn(after error: TraceError) -> Bool { columns != nil }

    mutating func read(line bytes: ArraySlice<UInt8>) throws(TraceError) {
        line += 1
        guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
        guard CSVFields.split(bytes, into: &fields) else {
            throw error(.columns, "a quote is opened and not closed", "close it in the same line")
        }
        guard let columns else {
            let heading = fields.map { String(decoding: $0, as: UTF8.self) }
            let found = try GPUTraceColumns(heading: heading, file: name, line: line)
            trace.columns = found.used(of: heading)
            columns = found
            return
        }
        guard fields.count == columns.width else {
            throw error(
                .columns, "\(fields.count) fields under a heading of \(columns.width)",
                "give one field for every column; put a field that has a comma in quotes")
        }
        try append(columns)
    }

    private mutating func append(_ columns: GPUTraceColumns) throws(TraceError) {
        guard let gpus = try number(columns, .gpus, "number of GPUs", TraceTime.number) else {
            throw missing(columns, .gpus, "the number of GPUs", "give 0 for a job that uses none")
        }
        guard gpus <= Int64(Int32.max) else {
            throw error(.outOfRange, "\(gpus) GPUs are more than any fleet has", "mend the number")
        }
        guard gpus > 0 else {
            trace.withoutGPU += 1
            return
        }
        guard let submit = try number(columns, .submit, "submission time", TraceTime.read) else {
            throw missing(columns, .submit, "the submission time", "give whole seconds or a date and time")
        }
        let run = try run(columns)
        let estimate = try number(columns, .estimate, "estimate", TraceTime.number)
        let nodes = try number(columns, .nodes, "number of nodes", TraceTime.number)
        let priority = try priority(columns)
        var id = text(columns, .id)
        if id.isEmpty { id = "line-\(line)" }
        if submit < latestSubmit {
            outOfOrder += 1
            firstOutOfOrder =
                firstOutOfOrder
                ?? error(
                    .unsorted, "submission time \(submit) s comes after \(latestSubmit) s",
                    "sort the lines by submission")
        }
        latestSubmit = max(latestSubmit, submit)
        var job = GPUTrace.Job(
            id: id, line: line, submit: submit, run: run, estimate: estimate, gpus: Int(gpus),
            nodes: nodes.flatMap { $0 > 0 ? Int($0) : nil }, priority: priority)
        job.user = trace.users.number(of: text(columns, .user))
        job.queue = trace.queues.number(of: text(columns, .queue))
        job.jobClass = trace.classes.number(of: text(columns, .jobClass))
        job.gpuType = trace.gpuTypes.number(of: text(columns, .gpuType))
        trace.jobs.append(job)
    }

    /// The run time: its column, or else the time from start to end.
    private func run(_ columns: GPUTraceColumns) throws(TraceError) -> Int64 {
        if let run = try number(columns, .run, "run time", TraceTime.number) { return run }
        guard columns[.start] != nil, columns[.end] != nil else {
            throw missing(columns, .run, "the run time", "leave out jobs that never ran")
        }
        guard let start = try number(columns, .start, "start", TraceTime.read),
            let end = try number(columns, .end, "end", TraceTime.read)
        else { throw missing(columns, .start, "start or end", "leave out jobs that never ran") }
        guard end >= start else {
            throw error(.negative, "the job ends \(start - end) s before it starts", "mend start or end")
        }
        return end - start
    }

    /// May be less than nothing.
    private func priority(_ columns: GPUTraceColumns) throws(TraceError) -> Int? {
        guard let field = columns[.priority] else { return nil }
        switch TraceTime.number(fields[field]) {
        case .seconds(let value): return Int(value)
        case .missing: return nil
        case .wrong, .tooLarge: throw notANumber(field, "priority")
        }
    }

    /// A value that is not negative; nil where the trace has none.
    private func number(
        _ columns: GPUTraceColumns, _ column: GPUTraceColumns.Column, _ title: String,
        _ read: (ArraySlice<UInt8>) -> TraceTime.Reading
    ) throws(TraceError) -> Int64? {
        guard let field = columns[column] else { return nil }
        switch read(fields[field]) {
        case .missing: return nil
        case .wrong: throw notANumber(field, title)
        case .tooLarge:
            throw error(
                .outOfRange, "\(title) '\(shown(field))' is larger than \(TraceTime.largest)", "give a plausible number"
            )
        case .seconds(let value):
            guard value >= 0 else {
                throw error(.negative, "\(title) \(value) is negative", "give zero or more; leave it empty for none")
            }
            return value
        }
    }

    private func text(_ columns: GPUTraceColumns, _ column: GPUTraceColumns.Column) -> String {
        columns[column].map { String(decoding: fields[$0], as: UTF8.self) } ?? ""
    }

    private func shown(_ field: Int) -> String { String(decoding: fields[field].prefix(40), as: UTF8.self) }

    private func notANumber(_ field: Int, _ title: String) -> TraceError {
        error(
            .number, "\(title) '\(shown(field))' (field \(field + 1)) is not a whole number of what it counts",
            "give digits; times may also be written 2017-10-07 01:12:09")
    }

    private func missing(
        _ columns: GPUTraceColumns, _ column: GPUTraceColumns.Column, _ title: String, _ remedy: String
    ) -> TraceError {
        error(.missing, "\(title) is missing\(columns[column].map { " (field \($0 + 1))" } ?? "")", remedy)
    }

    private func error(_ code: TraceError.Code, _ reason: String, _ remedy: String) -> TraceError {
        TraceError(code, file: name, line: line, reason: reason, remedy: remedy)
    }
}

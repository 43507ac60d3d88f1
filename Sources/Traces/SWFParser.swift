import StargateScheduling

/// Reads line after line.
struct SWFParser: TraceLineParser {
    static let columns = 18
    /// No number in a trace may be larger, so that eight million jobs one after the other end within 64 bits (2^40:
    /// about 34,800 years in seconds).
    static let largest: Int64 = 1 << 40

    let name: String
    /// The machine as asked for, or as the header has it.
    private(set) var machine: Int32?
    private let isMachineGiven: Bool
    private(set) var jobs = JobTable()
    private(set) var header: [Trace.HeaderField] = []
    private(set) var outOfOrder = 0
    private(set) var firstOutOfOrder: TraceError?
    private(set) var line = 0
    private var latestSubmit = Int64.min

    init(name: String, processors: Int32?) {
        self.name = name
        machine = processors
        isMachineGiven = processors != nil
    }

    /// Without a machine no line can be used: that is no fault of the line.
    func goesOn(after error: TraceError) -> Bool { error.code != .machine }

    mutating func read(line bytes: ArraySlice<UInt8>) throws(TraceError) {
        line += 1
        guard let first = bytes.first(where: { !Self.isSpace($0) }) else { return }
        if first == UInt8(ascii: ";") { return readHeader(bytes) }
        let fields = bytes.split(omittingEmptySubsequences: true, whereSeparator: Self.isSpace)
        guard fields.count == Self.columns else {
            throw error(
                .columns, "\(fields.count) fields where the format has \(Self.columns)",
                "give \(Self.columns) numbers, -1 for what is not known")
        }
        guard let machine else {
            throw error(
                .machine, "the size of the machine is not known: the header has no usable MaxProcs above the first job",
                "say how many processors the machine has, or add '; MaxProcs: N'")
        }
        try append(fields, machine: machine)
    }

    private mutating func append(_ fields: [ArraySlice<UInt8>], machine: Int32) throws(TraceError) {
        let id = try number(fields, 1, "job number")
        let submit = try number(fields, 2, "submit time")
        guard submit >= 0 else {
            throw error(.negative, "submit time \(submit) (field 2) is negative", "count from the start of the trace")
        }
        let run = try number(fields, 4, "run time")
        guard run != -1 else {
            throw error(.missing, "the run time (field 4) is missing", "give it in seconds, or leave the job out")
        }
        guard run >= 0 else {
            throw error(.negative, "run time \(run) (field 4) is negative", "give it in seconds")
        }
        var size = try number(fields, 5, "processors")
        if size <= 0 { size = try number(fields, 8, "requested processors") }
        guard size > 0 else {
            throw error(
                .missing, "neither allocated nor requested processors (fields 5 and 8) are given",
                "give one of them, or leave the job out")
        }
        guard size <= Int64(machine) else {
            throw error(
                .tooLarge, "the job needs \(size) processors, the machine has \(machine)",
                "give at least \(size) processors, or leave the job out")
        }
        var estimate = try number(fields, 9, "requested time")
        if estimate == -1 { estimate = run }
        guard estimate >= 0 else {
            throw error(.negative, "requested time \(estimate) (field 9) is negative", "give seconds, or -1 for none")
        }
        if submit < latestSubmit {
            outOfOrder += 1
            firstOutOfOrder =
                firstOutOfOrder
                ?? error(
                    .unsorted, "submit time \(submit) comes after \(latestSubmit)",
                    "sort the lines by field 2")
        }
        latestSubmit = max(latestSubmit, submit)
        jobs.append(id: id, submit: submit, run: run, processors: Int32(size), estimate: estimate)
    }

    /// `; Name: value`; of these `MaxProcs` says the size of the machine.
    private mutating func readHeader(_ bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        let body = text.drop { $0 == ";" || $0.isWhitespace }
        guard let colon = body.firstIndex(of: ":") else { return }
        let value = body[body.index(after: colon)...].drop { $0.isWhitespace }
        let field = Trace.HeaderField(
            name: String(body[..<colon]), value: String(value.reversed().drop { $0.isWhitespace }.reversed()))
        header.append(field)
        guard field.name == "MaxProcs", !isMachineGiven, let count = Int32(field.value), count > 0 else { return }
        machine = count
    }

    /// Field `position`, counted from 1.
    private func number(
        _ fields: [ArraySlice<UInt8>], _ position: Int, _ title: String
    ) throws(TraceError) -> Int64 {
        let field = fields[position - 1]
        var value: Int64 = 0
        var digits = field
        let isNegative = field.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else {
                throw notANumber(field, position, title)
            }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            guard value <= Self.largest else {
                throw error(
                    .outOfRange, "\(title) '\(Self.shown(field))' (field \(position)) is larger than \(Self.largest)",
                    "give a number that a machine could have seen")
            }
        }
        guard !digits.isEmpty else { throw notANumber(field, position, title) }
        return isNegative ? -value : value
    }

    private func notANumber(_ field: ArraySlice<UInt8>, _ position: Int, _ title: String) -> TraceError {
        error(
            .number, "\(title) '\(Self.shown(field))' (field \(position)) is not a whole number",
            "give digits, with a minus in front if need be")
    }

    private func error(_ code: TraceError.Code, _ reason: String, _ remedy: String) -> TraceError {
        TraceError(code, file: name, line: line, reason: reason, remedy: remedy)
    }

    private static func shown(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix(40), as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}

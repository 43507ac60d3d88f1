import StargateTraces
import Testing

@Suite("A trace of GPU jobs")
struct GPUTraceReaderTests {
    private func read(_ text: String, lenient: Bool = false) throws(TraceError) -> GPUTrace {
        try GPUTraceReader(lenient: lenient).read([UInt8](text.utf8), name: "t.csv")
    }

    private func refusal(_ text: String) -> TraceError? {
        do {
            _ = try read(text)
            return nil
        } catch { return error }
    }

    @Test("is read as Microsoft ITP writes it")
    func itp() throws {
        let trace = try read("job_id,submission_time,duration,num_gpu\nf60b,5010,1265,1\nfd9f,5016,2066,8\n")
        #expect(trace.jobs.map(\.id) == ["f60b", "fd9f"])
        #expect(trace.jobs.map(\.submit) == [5010, 5016])
        #expect(trace.jobs.map(\.run) == [1265, 2066])
        #expect(trace.jobs.map(\.gpus) == [1, 8])
        #expect(trace.jobs.map(\.line) == [2, 3])
        #expect(trace.gpuSeconds == 1265 + 8 * 2066)
        #expect(!trace.hasEstimates)
    }

    @Test("is read as Helios writes it: `queue` is a time waited there, and jobs without GPUs take no part")
    func helios() throws {
        let trace = try read(
            """
            job_id,user,vc,gpu_num,cpu_num,node_num,state,submit_time,start_time,end_time,duration,queue
            1,u1,vcA,16,64,2,COMPLETED,2020-04-01 00:00:10,2020-04-01 00:00:20,2020-04-01 00:01:20,60,10
            2,u2,vcA,0,4,1,COMPLETED,2020-04-01 00:00:11,2020-04-01 00:00:20,2020-04-01 00:01:20,60,9
            3,u1,vcB,1,4,1,FAILED,2020-04-01 00:00:12,2020-04-01 00:00:12,2020-04-01 00:00:12,0,0
            """)
        #expect(trace.jobs.map(\.id) == ["1", "3"])
        #expect(trace.withoutGPU == 1)
        #expect(trace.jobs.map(\.nodes) == [2, 1])
        #expect(trace.jobs.map { trace.queues.name($0.queue) } == ["vcA", "vcB"])
        #expect(trace.jobs.map { trace.users.name($0.user) } == ["u1", "u1"])
        #expect(trace.jobs[1].submit - trace.jobs[0].submit == 2)
        #expect(trace.jobs.map(\.run) == [60, 0])
        #expect(!trace.columns.contains("queue"))
    }

    @Test("is read as Philly circulates: other headings, any order, a byte order mark, carriage returns, quotes")
    func philly() throws {
        let trace = try read(
            "\u{FEFF}Status,VC,JobID,Submitted Time,Num GPUs,start_time,end_time,User,Priority\r\n"
                + "Pass,ee9e8c,\"app,1\",2017-10-07T01:12:09Z,4.0,2017-10-07 01:12:10,2017-10-07 01:13:23.000,\"a \"\"b\"\"\",-3\r\n"
        )
        #expect(trace.jobs.count == 1)
        #expect(trace.jobs[0].id == "app,1")
        #expect(trace.jobs[0].submit == 1_507_338_729)
        #expect(trace.jobs[0].run == 73)
        #expect(trace.jobs[0].gpus == 4)
        #expect(trace.jobs[0].priority == -3)
        #expect(trace.users.name(trace.jobs[0].user) == "a \"b\"")
    }

    @Test("takes estimates, classes and GPU types where they are, and offsets of time zones")
    func optional() throws {
        let trace = try read(
            "id,submit,gpus,run,estimate,class,gpu_type\na,1970-01-01T08:00:01+08:00,2,10,,train,H100\nb,2,1,5,20,,\n")
        #expect(trace.jobs.map(\.submit) == [1, 2])
        #expect(trace.jobs.map(\.estimate) == [nil, 20])
        #expect(trace.classes.name(trace.jobs[0].jobClass) == "train")
        #expect(trace.jobs[1].jobClass == -1)
        #expect(trace.gpuTypes.names == ["H100"])
    }

    private static let head = "id,submit,gpus,run\n"

    @Test(
        "is refused with line, reason and remedy",
        arguments: [
            ("id,when,gpus,run\n", 1, TraceError.Code.columns, "no column for the submission time"),
            ("id,submit,size,run\n", 1, .columns, "no column for the number of GPUs"),
            ("id,submit,gpus\n", 1, .columns, "no column for the run time"),
            (head + "a,1,1\n", 2, .columns, "3 fields under a heading of 4"),
            (head + "a,1,1,\"2\n", 2, .columns, "a quote is opened and not closed"),
            (head + "a,1,1,2\nb,x,1,2\n", 3, .number, "submission time 'x' (field 2)"),
            (head + "a,1,1.5,2\n", 2, .number, "number of GPUs '1.5' (field 3)"),
            (head + "a,1,,2\n", 2, .missing, "the number of GPUs is missing (field 3)"),
            (head + "a,1,1,None\n", 2, .missing, "the run time is missing (field 4)"),
            (head + "a,,1,2\n", 2, .missing, "the submission time is missing (field 2)"),
            (head + "a,1,1,-2\n", 2, .negative, "run time -2 is negative"),
            (head + "a,1,-1,2\n", 2, .negative, "number of GPUs -1 is negative"),
            (head + "a,1,9999999999,2\n", 2, .outOfRange, "more than any fleet has"),
            (head + "a,1,1,99999999999999999999999\n", 2, .outOfRange, "is larger than"),
            (head + "a,5,1,2\n\nb,4,1,2\n", 4, .unsorted, "submission time 4 s comes after 5 s"),
            (head + "a,2020-02-30 00:00:00,1,2\n", 2, .number, "2020-02-30"),
            ("id,submit,gpus,start_time,end_time\na,1,1,9,8\n", 2, .negative, "ends 1 s before it starts"),
        ] as [(String, Int, TraceError.Code, String)])
    func errors(text: String, line: Int, code: TraceError.Code, reason: String) throws {
        let error = try #require(refusal(text))
        #expect(error.file == "t.csv" && error.line == line && error.code == code, "\(error)")
        #expect(error.reason.contains(reason), "\(error)")
        #expect(!error.remedy.isEmpty)
    }

    @Test("is refused when there is nothing in it")
    func empty() {
        #expect(refusal("")?.code == .empty)
        #expect(refusal(Self.head)?.code == .empty)
        #expect(refusal(Self.head + "a,1,0,5\n")?.code == .empty)
        #expect(throws: TraceError.self) { try GPUTraceReader().read(path: "/nowhere.csv") }
    }

    @Test("is read leniently: lines left out are counted by reason, the rest is put in order")
    func lenient() throws {
        let text = Self.head + "a,5,1,2\nb,x,1,2\nc,4,1,2\nd,6,1\ne,7,1,y\nf,7,1,1"
        let trace = try read(text, lenient: true)
        #expect(trace.jobs.map(\.id) == ["c", "a", "f"])
        #expect(trace.reordered == 1)
        #expect(trace.skipped.map(\.code) == [.columns, .number])
        #expect(trace.skipped.map(\.count) == [1, 2])
        #expect(trace.skipped.map(\.first.line) == [5, 3])
        #expect(trace.skippedCount == 3)
        // Without a heading there is nothing to be lenient about.
        #expect(throws: TraceError.self) { try read("a,b\n1,2\n", lenient: true) }
    }
}

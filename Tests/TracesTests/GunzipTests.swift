import Foundation
import StargateScheduling
import StargateTesting
import StargateTraces
import Testing

@Suite("A gzipped trace")
struct GunzipTests {
    static let path = Examples.data("traces/swf/ms_itp_cluster03_gpu192.norm.swf.gz").path

    private func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path))) }

    @Test("reads as the plain one")
    func same() throws {
        let trace = try SWFReader().read(path: Self.path)
        #expect(trace.jobs.count == 3011)
        let plain = Gunzip.inflate(try bytes()).bytes
        #expect(try SWFReader().read(plain, name: Self.path) == trace)
    }

    @Test("cut off anywhere is refused with the last whole line; read leniently it gives the lines before")
    func truncated() throws {
        let whole = try bytes()
        let all = try SWFReader().read(path: Self.path)
        for share in [0.05, 0.3, 0.7, 0.999] {
            let cut = Array(whole[..<Int(Double(whole.count) * share)])
            do {
                _ = try SWFReader().read(cut, name: "cut")
                Issue.record("was accepted")
            } catch { #expect(error.code == .truncated && error.line != nil) }
            let rest = try SWFReader(lenient: true).read(cut, name: "cut")
            #expect(rest.jobs.count < all.jobs.count || share > 0.99)
            #expect(rest.jobs.ids == Array(all.jobs.ids[..<rest.jobs.count]))
            #expect(rest.jobs.runs == Array(all.jobs.runs[..<rest.jobs.count]))
            #expect(rest.skipped.map(\.code) == [.truncated])
        }
    }

    @Test("damaged in the middle is refused")
    func damaged() throws {
        var broken = try bytes()
        for index in broken.count / 2..<broken.count / 2 + 40 { broken[index] ^= 0x55 }
        do {
            _ = try SWFReader().read(broken, name: "broken")
            Issue.record("was accepted")
        } catch { #expect(error.code == .truncated || error.code == .columns || error.code == .number) }
    }

    @Test("of two members in a row reads as both")
    func members() throws {
        let twice = try bytes() + bytes()
        let trace = try SWFReader(lenient: true).read(twice, name: "twice")
        #expect(trace.jobs.count == 2 * 3011)
        #expect(trace.jobs.isSortedBySubmission)
    }
}

@Suite("A file of starts")
struct StartsCSVTests {
    @Test("has a heading and a line for each job")
    func text() throws {
        var jobs = JobTable()
        jobs.append(id: 4, submit: 1, run: 10, processors: 1, estimate: 10)
        jobs.append(id: 5, submit: 2, run: 3, processors: 1, estimate: 10)
        let schedule = try QueueSchedule(of: jobs, under: .fcfs, processors: 1, mode: .batch)
        #expect(StartsCSV.text(of: schedule, for: jobs) == "job_id,submit,start,finish\n4,1,1,11\n5,2,11,14\n")
    }
}

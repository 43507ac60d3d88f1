import Foundation
import StargateTesting
import StargateTraces
import Testing

/// The traces of Microsoft's ITP clusters as they are published, from the archive in the shared data.
enum ITP {
    static let archive = Examples.data("traces/ms_itp/raw-traces.tar.gz")

    /// The archive's files by name (POSIX tar: blocks of 512 bytes, sizes in octal).
    static func files() throws -> [String: [UInt8]] {
        let bytes = Gunzip.inflate([UInt8](try Data(contentsOf: archive))).bytes
        var files: [String: [UInt8]] = [:]
        var at = 0
        while at + 512 <= bytes.count, bytes[at] != 0 {
            let name = String(decoding: bytes[at..<at + 100].prefix { $0 != 0 }, as: UTF8.self)
            let octal = String(decoding: bytes[at + 124..<at + 135].prefix { $0 != 0 && $0 != 0x20 }, as: UTF8.self)
            let size = try #require(Int(octal, radix: 8))
            files[name] = Array(bytes[at + 512..<at + 512 + size])
            at += 512 + (size + 511) / 512 * 512
        }
        return files
    }
}

@Suite("Microsoft's ITP traces")
struct GPUTraceDataTests {
    @Test("hold 69,351 jobs of ten clusters and 1,632,719.74 GPU-hours")
    func totals() throws {
        let files = try ITP.files().filter { $0.key.hasSuffix(".csv") }
        #expect(files.count == 10)
        var (jobs, gpuSeconds) = (0, Int64(0))
        for (name, bytes) in files {
            let trace = try GPUTraceReader().read(bytes, name: name)
            #expect(trace.withoutGPU == 0 && trace.skipped.isEmpty && trace.reordered == 0)
            jobs += trace.jobs.count
            gpuSeconds += trace.gpuSeconds
            if name == "cluster02.csv" { #expect(trace.jobs.count == 5778) }
        }
        #expect(jobs == 69_351)
        #expect(gpuSeconds == 5_877_791_065)
        #expect((Double(gpuSeconds) / 36).rounded() == 163_271_974)
    }
}

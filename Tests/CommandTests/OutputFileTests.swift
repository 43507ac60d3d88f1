import Foundation
import StargateTesting
import Testing

/// Nothing outside a folder of its own is ever named here: a test that runs with all rights could replace it.
@Suite("A file a command writes")
struct OutputFileTests {
    private static let trace = SharedTraces.path("swf/kth_sp2_part01.norm.swf")

    @Test("takes the place of what a link leads to, and the link stays")
    func link() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let (real, link) = (try scratch.write("old", to: "real.csv"), scratch.path("link.csv"))
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.csv")
        #expect(try Command(["replay", Self.trace, "--starts", link]).code == 0)
        #expect(try String(contentsOfFile: real, encoding: .utf8).hasPrefix("job_id"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.csv")
        #expect(try scratch.contents() == ["link.csv", "real.csv"], "nothing is left beside it")
    }

    @Test("goes into a pipe, or through a link to one, and the pipe stays a pipe", arguments: ["pipe", "link"])
    func pipe(name: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try #require(mkfifo(scratch.path("pipe"), 0o600) == 0)
        try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "pipe")
        let reader = Process()
        reader.executableURL = URL(fileURLWithPath: "/bin/cat")
        reader.arguments = [scratch.path("pipe")]
        let received = scratch.url.appendingPathComponent("received")
        try Data().write(to: received)
        reader.standardOutput = try FileHandle(forWritingTo: received)
        try reader.run()
        let arguments = ["--starts", scratch.path(name), "--html", scratch.path("page.html")]
        let result = try Command(["replay", Self.trace] + arguments)
        // A command that failed before it opened the pipe would leave its reader waiting.
        if result.code != 0 { reader.terminate() }
        reader.waitUntilExit()
        #expect(result.code == 0, "\(result.errors)")
        #expect(try String(contentsOf: received, encoding: .utf8).hasPrefix("job_id,submit,start,finish\n"))
        var status = stat()
        #expect(lstat(scratch.path("pipe"), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        #expect(try scratch.contents() == ["link", "page.html", "pipe", "received"])
    }

    @Test("may not be named twice, not by a link either")
    func twice() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try FileManager.default.createSymbolicLink(atPath: scratch.path("link"), withDestinationPath: "new.csv")
        let (new, link) = (scratch.path("new.csv"), scratch.path("link"))
        let result = try Command(["replay", Self.trace, "--starts", new, "--html", link])
        #expect(result.code == 2 && result.errors.contains("two files"), "\(result.errors)")
        // By itself the link makes what it leads to.
        #expect(try Command(["replay", Self.trace, "--starts", link]).code == 0)
        #expect(try scratch.contents() == ["link", "new.csv"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "new.csv")
    }

    @Test("stays as it was where another of the same command cannot be written")
    func allOrNone() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let old = try scratch.write("old", to: "starts.csv")
        // A link that leads nowhere: the folder is there, what it leads into is not.
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("page.html"), withDestinationPath: "gone/page.html")
        let result = try Command(["replay", Self.trace, "--starts", old, "--html", scratch.path("page.html")])
        #expect(result.code == 2 && result.errors.contains("there is no directory"), "\(result.errors)")
        #expect(try String(contentsOfFile: old, encoding: .utf8) == "old")
        #expect(try scratch.contents() == ["page.html", "starts.csv"])
    }
}

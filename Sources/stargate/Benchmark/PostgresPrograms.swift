import Foundation

/// Where PostgreSQL's programs lie, and as whom they may run.
struct PostgresPrograms: Sendable {
    /// What a command line begins with so that the server does not run as root, which it refuses; often nothing.
    let prefix: [String]
    private let folder: URL

    /// - Throws: `PeerFault` with what to do, if there is no PostgreSQL here or it may not run.
    static func find() throws -> PostgresPrograms {
        let names = ["initdb", "pg_ctl", "postgres", "psql", "pgbench"]
        let folder = candidates.first { folder in
            names.allSatisfy { FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent($0).path) }
        }
        guard let folder else {
            throw PeerFault(peer: PostgresPeer.name, problem: "not installed; scripts/setup bench installs it")
        }
        return PostgresPrograms(prefix: try prefix(), folder: folder)
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// The folders of PATH, then Debian's, newest version first; its commands in PATH are wrappers for its own clusters.
    private static var candidates: [URL] {
        let debian = URL(fileURLWithPath: "/usr/lib/postgresql")
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: debian.path)) ?? [])
            .sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
        return searchPath + versions.map { debian.appendingPathComponent("\($0)/bin") }
    }

    private static var searchPath: [URL] {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { URL(fileURLWithPath: "\($0)") }
    }

    private static func prefix() throws -> [String] {
        guard geteuid() == 0 else { return [] }
        guard getpwnam("postgres") != nil else {
            throw PeerFault(
                peer: PostgresPeer.name, problem: "does not run as root, and there is no user postgres here")
        }
        let ways = [
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"],
            ["runuser", "-u", "postgres", "--"],
        ]
        for way in ways {
            for folder in searchPath {
                let path = folder.appendingPathComponent(way[0]).path
                if FileManager.default.isExecutableFile(atPath: path) { return [path] + way.dropFirst() }
            }
        }
        throw PeerFault(peer: PostgresPeer.name, problem: "does not run as root; setpriv or runuser is needed")
    }
}

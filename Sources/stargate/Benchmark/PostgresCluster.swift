import Foundation

/// A private PostgreSQL server in a folder of its own, reached by a socket in that folder only.
///
/// A keeper, a shell, makes, starts, stops and removes it, and waits on a pipe from us in between: when we close the
/// pipe, or die by whatever cause, the keeper clears away.
final class PostgresCluster {
    /// Where the server and all that belongs to it lies.
    let folder: URL
    private let programs: PostgresPrograms
    private let keeper = Process()
    private let leash = Pipe()

    init(_ programs: PostgresPrograms, in directory: URL) throws {
        self.programs = programs
        folder = directory.appendingPathComponent("postgres-\(UUID().uuidString.prefix(8))").standardizedFileURL
        guard folder.path.utf8.count < 90 else {
            throw PeerFault(peer: PostgresPeer.name, problem: "\(directory.path) is too long a path for a socket")
        }
        let output = Pipe()
        keeper.executableURL = URL(fileURLWithPath: "/bin/sh")
        keeper.arguments =
            ["-c", Self.keeping, "keeper", folder.path, programs.path("initdb"), programs.path("pg_ctl")]
            + programs.prefix
        keeper.environment = Self.environment
        keeper.standardInput = leash
        keeper.standardOutput = output
        keeper.standardError = FileHandle.nullDevice
        try keeper.run()
        let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard answer == "ready\n" else {
            let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            stop()
            let problem = (answer + rest).trimmingCharacters(in: .whitespacesAndNewlines)
            throw PeerFault(peer: PostgresPeer.name, problem: "does not start: \(problem)")
        }
    }

    /// Stops the server and removes its folder; returns when that is done.
    func stop() {
        try? leash.fileHandleForWriting.close()
        keeper.waitUntilExit()
    }

    /// Runs a client program against the server, with `file` as its input.
    ///
    /// - Returns: its output.
    /// - Throws: `PeerFault` with what it said, unless it ended well.
    func run(_ program: String, _ arguments: [String], input file: URL? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: programs.path(program))
        process.arguments = ["-h", folder.path, "-U", Self.user] + arguments + [Self.database]
        process.environment = Self.environment
        let output = Pipe()
        process.standardInput = try file.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw PeerFault(peer: PostgresPeer.name, problem: "\(program): \(text.suffix(400))")
        }
        return text
    }

    private static let user = "stargate"
    private static let database = "postgres"

    /// Ours without what would lead the programs to another server.
    private static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
    }

    /// fsync and synchronous_commit are on by default; they are named because the figures rest on them.
    private static let settings = """
        listen_addresses = ''
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        shared_buffers = 512MB
        max_wal_size = 8GB
        min_wal_size = 1GB
        checkpoint_timeout = 30min
        max_connections = 300
        jit = off
        autovacuum_naptime = 10s
        """

    private static let keeping = """
        folder=$1 initdb=$2 pg_ctl=$3
        shift 3
        trap '' INT HUP TERM
        mkdir -m 700 -p "$folder" && cd "$folder" || { echo "no folder $folder"; exit 1; }
        [ $# -eq 0 ] || chown postgres "$folder"
        clear() { cd / && rm -rf "$folder"; }
        "$@" "$initdb" -D "$folder/data" -U \(user) -A trust -E UTF8 --locale=C >"$folder/log" 2>&1 &&
        cat >>"$folder/data/postgresql.conf" <<END &&
        unix_socket_directories = '$folder'
        \(settings)
        END
        "$@" "$pg_ctl" -D "$folder/data" -l "$folder/data/log" -w -t 60 start >"$folder/log" 2>&1 || {
            tail -q -n 2 "$folder/log" "$folder/data/log" 2>/dev/null
            clear
            exit 1
        }
        echo ready
        exec >/dev/null
        read -r _
        "$@" "$pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
        clear
        """
}

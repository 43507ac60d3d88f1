import Foundation
import Synchronization

/// Progress on the terminal's error stream: one line that rewrites itself; silent anywhere else.
final class Progress: Sendable {
    private let isShown: Bool
    private let last = Mutex(-1)

    init(isWanted: Bool = true) { isShown = isWanted && isatty(STDERR_FILENO) == 1 }

    /// - Parameter share: 0…1; drawn when a whole per cent is passed.
    func show(_ label: String, _ share: Double) {
        guard isShown else { return }
        let percent = Int(min(1, max(0, share)) * 100)
        let isNew = last.withLock { last in
            defer { last = percent }
            return last != percent
        }
        guard isNew else { return }
        let filled = percent * 30 / 100
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        write("\r\u{1B}[2K\(bar) \(percent) % \(label)")
    }

    func clear() {
        guard isShown else { return }
        write("\r\u{1B}[2K")
        last.withLock { $0 = -1 }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

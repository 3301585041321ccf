import Foundation
import Kit

/// An observer that remembers which parts changed.
final class Heard: Observer, @unchecked Sendable {
    private let lock = NSLock()
    private var changes: Set<Change> = []
    var heard: Set<Change> { lock.withLock { changes } }
    func onChange(change: Change) throws { lock.withLock { _ = changes.insert(change) } }
}

import Foundation
import ShebaoCore

/// The app's one observer: the core tells it which part changed, and it asks whoever shows that part to read again.
public final class Watch: Observer, @unchecked Sendable {
    public typealias Heard = @Sendable @MainActor (Change) -> Void
    private let lock = NSLock()
    private var listeners: [UUID: (parts: Set<Change>, heard: Heard)] = [:]

    public init() {}

    public func onChange(change: Change) throws {
        let heard = lock.withLock { listeners.values.filter { $0.parts.contains(change) }.map(\.heard) }
        guard !heard.isEmpty else { return }
        Task { @MainActor in for tell in heard { tell(change) } }
    }

    /// Hears of `parts` until the answer is let go.
    public func listen(to parts: Set<Change>, _ heard: @escaping Heard) -> Listening {
        let id = UUID()
        lock.withLock { listeners[id] = (parts, heard) }
        return Listening { [weak self] in
            guard let self else { return }
            lock.withLock { listeners[id] = nil }
        }
    }
}

/// As long as it lives, someone listens.
public final class Listening: Sendable {
    private let end: @Sendable () -> Void
    init(_ end: @escaping @Sendable () -> Void) { self.end = end }
    deinit { end() }
}

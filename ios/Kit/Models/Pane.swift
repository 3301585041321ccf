import Combine
import Foundation
import ShebaoCore

/// What a screen shows of one part of the core.
public enum Shown<View: Sendable>: Sendable {
    /// Nothing yet. `long` after ten seconds, when leaving is offered.
    case loading(long: Bool)
    case content(View)
    /// Nothing could ever be shown.
    case failed(CitizenError)
}

/// One part of the core as a screen holds it: the last view, and nothing that the view does not say.
/// `view()` never waits for the network; `refresh()` does, and what is shown stays meanwhile.
@MainActor
public final class Pane<View: Sendable>: ObservableObject {
    @Published public private(set) var shown: Shown<View> = .loading(long: false)
    /// Why the last refresh failed, as long as it has not been seen.
    @Published public var trouble: CitizenError?

    private let read: @Sendable () async throws -> View
    private let ask: (@Sendable () async throws -> Void)?
    private var listening: Listening?
    private var reading = false, again = false

    public init(
        _ watch: Watch, _ parts: Set<Change>,
        view: @escaping @Sendable () async throws -> View,
        refresh: (@Sendable () async throws -> Void)? = nil
    ) {
        (read, ask) = (view, refresh)
        listening = watch.listen(to: parts) { [weak self] _ in Task { await self?.update() } }
    }

    public var view: View? { if case let .content(view) = shown { view } else { nil } }

    /// For a screen's `.task`: shows what is kept, then asks.
    public func open() async {
        let patience = Task { [weak self] in
            try await Task.sleep(nanoseconds: 10_000_000_000)
            if case .loading = self?.shown { self?.shown = .loading(long: true) }
        }
        await update()
        await refresh()
        patience.cancel()
    }

    /// Reads again. Two changes at once are read once.
    public func update() async {
        guard !reading else { again = true; return }
        reading = true
        repeat {
            again = false
            do {
                shown = .content(try await read())
            } catch {
                // What was delivered stays readable.
                if view == nil { shown = .failed(CitizenError(error)) }
            }
        } while again
        reading = false
    }

    /// Asks the gateway. Being offline is no trouble: the view says so itself.
    public func refresh() async {
        guard let ask else { return }
        do {
            try await ask()
            trouble = nil
        } catch {
            let error = CitizenError(error)
            trouble = error == .Offline || error == .Cancelled ? nil : error
        }
        await update()
    }

    /// For a verb that answers with the new view.
    public func run(_ verb: @Sendable () async throws -> View) async {
        do {
            shown = .content(try await verb())
            trouble = nil
        } catch {
            trouble = CitizenError(error)
        }
    }
}

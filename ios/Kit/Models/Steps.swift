import Combine
import Foundation
import ShebaoCore

/// Something that is done step by step through one object of the core, which says where it stands, what is wrong, and what comes next.
@MainActor
public class Steps<Object: Sendable, View: Sendable>: ObservableObject {
    @Published public private(set) var shown: Shown<View> = .loading(long: false)
    @Published public var trouble: CitizenError?
    /// What was typed where the core asks for the PIN.
    @Published public var pin = ""
    /// While the core works on the last verb: nothing to press twice.
    @Published public private(set) var busy = false

    private let begin: @Sendable () async throws -> Object
    private let read: @Sendable (Object) async throws -> View
    private var object: Object?
    private var listening: Listening?

    init(_ watch: Watch, begin: @escaping @Sendable () async throws -> Object, read: @escaping @Sendable (Object) async throws -> View) {
        (self.begin, self.read) = (begin, read)
        listening = watch.listen(to: [.payments]) { [weak self] _ in Task { await self?.update() } }
    }

    public var view: View? { if case let .content(view) = shown { view } else { nil } }

    public func open() async {
        guard object == nil else { return await update() }
        do {
            let object = try await begin()
            self.object = object
            shown = .content(try await read(object))
        } catch {
            shown = .failed(CitizenError(error))
        }
    }

    public func update() async {
        guard let object, !busy else { return }
        if let view = try? await read(object) { shown = .content(view) }
    }

    /// A verb that answers with the new view.
    func run(_ verb: @Sendable (Object) async throws -> View) async {
        guard let object else { return }
        await alone { shown = .content(try await verb(object)) }
    }

    /// A verb: nothing else can be pressed meanwhile, and what went wrong is said.
    func alone(_ verb: () async throws -> Void) async {
        guard !busy else { return }
        busy = true
        do {
            try await verb()
            trouble = nil
        } catch {
            trouble = CitizenError(error)
        }
        busy = false
        if trouble != nil { await update() }
    }

    /// Confirms, with the PIN where the core asks for it; a wrong one is typed anew.
    func confirm(asksForPin: Bool, _ verb: @Sendable (Object) async throws -> View, withPin: @Sendable (Object, String) async throws -> View) async {
        guard asksForPin else { return await run(verb) }
        let typed = pin
        pin = ""
        await run { try await withPin($0, typed) }
    }
}

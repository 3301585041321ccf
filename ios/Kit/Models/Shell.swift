import Combine
import Foundation
@_exported import ShebaoCore

/// The open app: the core's one object, its observer, and a pane for each screen that asks for one.
@MainActor
public final class Shell: ObservableObject {
    public enum Phase { case opening, open(any CitizenProtocol), failed(CitizenError) }

    @Published public private(set) var phase: Phase = .opening
    public let watch: Watch
    /// Puts a file where the person finds it; without it the screens offer to save nothing.
    public let save: (@Sendable (Export) async throws -> Void)?
    private let start: @Sendable (Watch) async throws -> any CitizenProtocol

    public init(save: (@Sendable (Export) async throws -> Void)? = nil, open start: @escaping @Sendable (Watch) async throws -> any CitizenProtocol) {
        (watch, self.save, self.start) = (Watch(), save, start)
    }

    /// An app over `config`, with the device's keys.
    public convenience init(_ config: Config, keys: any KeyStore, save: (@Sendable (Export) async throws -> Void)? = nil) {
        self.init(save: save) { watch in try await Citizen.open(config: config, keys: keys, observer: watch) }
    }

    public var citizen: (any CitizenProtocol)? { if case let .open(citizen) = phase { citizen } else { nil } }

    public func open() async {
        if case .open = phase { return }
        phase = .opening
        do {
            phase = .open(try await start(watch))
        } catch {
            phase = .failed(CitizenError(error))
        }
    }

    /// The app came to the front, or left it.
    public func became(active: Bool) { active ? citizen?.resumed() : citizen?.paused() }
}

/// The panes of the screens, each over one feature.
extension Shell {
    public func session(_ citizen: any CitizenProtocol) -> Pane<SessionView> {
        Pane(watch, [.session], view: { try await citizen.session().view() })
    }

    public func home(_ citizen: any CitizenProtocol) -> Pane<HomeView> {
        Pane(watch, [.home], view: { try await citizen.home() }, refresh: {
            // Home shows what succeeded; a part that failed is said by its own screen, or by home's freshness.
            _ = try await citizen.refresh()
        })
    }

    public func card(_ citizen: any CitizenProtocol) -> Pane<CardView> {
        Pane(watch, [.card], view: { try await citizen.card().view() }, refresh: { try await citizen.card().refresh() })
    }

    public func insurance(_ citizen: any CitizenProtocol) -> Pane<InsuranceView> {
        Pane(watch, [.insurance], view: { try await citizen.insurance().view() }, refresh: { try await citizen.insurance().refresh() })
    }

    public func messages(_ citizen: any CitizenProtocol) -> Pane<MessagesPage> {
        Pane(
            watch, [.inbox],
            view: { try await citizen.inbox().page(filter: MessageFilter(category: nil), cursor: nil) },
            refresh: { try await citizen.inbox().refresh() }
        )
    }

    public func payments(_ citizen: any CitizenProtocol) -> Pane<PaymentsView> {
        Pane(watch, [.payments], view: { try await citizen.payments().view() }, refresh: { try await citizen.payments().refresh() })
    }

    public func mandates(_ citizen: any CitizenProtocol) -> Pane<MandatesView> {
        Pane(watch, [.payments], view: { try await citizen.payments().mandates() }, refresh: { try await citizen.payments().refresh() })
    }

    public func order(_ citizen: any CitizenProtocol, _ id: String) -> Pane<OrderView> {
        Pane(watch, [.payments], view: { try await citizen.payments().order(id: id) }, refresh: { _ = try await citizen.payments().settle() })
    }

    public func receipts(_ citizen: any CitizenProtocol) -> Receipts {
        Receipts(watch, citizen.payments(), refresh: { _ = try await citizen.refresh() }, keep: save)
    }

    public func receipt(_ citizen: any CitizenProtocol, _ order: String) -> Pane<ReceiptView> {
        Pane(watch, [.payments], view: { try await citizen.payments().receipt(order: order) })
    }
}

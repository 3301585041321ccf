import Kit
import SwiftUI

/// The whole app: opening, locked, or open at home.
public struct RootScreen: View {
    @ObservedObject private var shell: Shell
    @ObservedObject private var settings: Preferences

    public init(shell: Shell, settings: Preferences) { (self.shell, self.settings) = (shell, settings) }

    public var body: some View {
        Group {
            switch shell.phase {
            case .opening: Waiting(long: false)
            case let .failed(error): Failure(error: error) { Task { await shell.open() } }
            case let .open(citizen): OpenApp(shell: shell, settings: settings, citizen: citizen)
            }
        }
        .modifier(LookTheme(settings: settings))
        .task { await shell.open() }
    }
}

/// Where one is in the open app.
struct OpenApp: View {
    let shell: Shell
    let settings: Preferences
    let citizen: any CitizenProtocol
    @StateObject private var session: Pane<SessionView>
    @State private var path: [Route] = []

    init(shell: Shell, settings: Preferences, citizen: any CitizenProtocol) {
        (self.shell, self.settings, self.citizen) = (shell, settings, citizen)
        _session = StateObject(wrappedValue: shell.session(citizen))
    }

    var body: some View {
        ShownView(shown: session.shown, retry: { Task { await session.update() } }) { view in
            if case .locked = view.state {
                LockScreen(view: view, model: Lock(citizen.session()))
            } else {
                NavigationStack(path: $path) {
                    HomeScreen(pane: shell.home(citizen), settings: settings) { path.append($0) }
                        .navigationDestination(for: Route.self) { screen($0) }
                }
            }
        }
        .task { await session.update() }
        // Who is signed out stands at home: nothing personal stays below.
        .onChange(of: signedOut) { if $0 { path = [] } }
    }

    private var signedOut: Bool { if case .signedOut = session.view?.state { true } else { false } }

    /// Once, however often it is pressed while it goes.
    private func leave(_ route: Route) { path.removeAll { $0 == route } }

    @ViewBuilder private func screen(_ route: Route) -> some View {
        switch route {
        case .signIn: EnrolScreen(model: SignIn(citizen.session())) { path = [] }
        case .settings: SettingsScreen(settings: settings, citizen: citizen) { path = [] }
        case .card: CardScreen(pane: shell.card(citizen), card: citizen.card())
        case .insurance: InsuranceScreen(pane: shell.insurance(citizen))
        case .messages: MessagesScreen(pane: shell.messages(citizen))
        case .payments: PaymentsScreen(pane: shell.payments(citizen)) { path.append($0) }
        case let .bill(id):
            PayScreen(model: Paying(shell.watch, citizen.payments(), bill: id)) { order in
                if let order { path[path.count - 1] = .order(order) } else { path = [] }
            }
        case let .order(id):
            OrderScreen(
                pane: shell.order(citizen, id), cancel: { try await citizen.payments().cancel(order: id) },
                another: { try await citizen.payments().anotherCode(order: id) }
            ) { route in
                if let route { path.append(route) } else { path = [] }
            }
        case .mandates: MandatesScreen(pane: shell.mandates(citizen), stop: { try await citizen.payments().revokeMandate(id: $0) }) { path.append($0) }
        case let .signMandate(bill): MandateScreen(model: Signing(shell.watch, citizen.payments(), bill: bill)) { leave(route) }
        case let .changeMandate(id): MandateScreen(model: Signing(shell.watch, citizen.payments(), mandate: id)) { leave(route) }
        case .receipts: ReceiptsScreen(model: shell.receipts(citizen)) { path.append($0) }
        case let .receipt(id): ReceiptScreen(pane: shell.receipt(citizen, id))
        }
    }
}

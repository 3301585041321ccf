import Kit
import Screens
import SwiftUI

/// The app: one window, covered while another app is in front.
@main
struct ShebaoApp: App {
    @StateObject private var shell = Shell(Start.config, keys: Start.keys, save: Start.save)
    @StateObject private var settings = Preferences()
    @Environment(\.scenePhase) private var phase

    var body: some Scene {
        WindowGroup {
            RootScreen(shell: shell, settings: settings)
                // The app switcher keeps a picture of what was shown last: it must show nothing.
                .overlay { if phase != .active { Cover() } }
                .onChange(of: phase) { shell.became(active: $0 == .active) }
        }
    }
}

/// Nothing to read.
private struct Cover: View {
    var body: some View { Rectangle().fill(.background).ignoresSafeArea().accessibilityHidden(true) }
}

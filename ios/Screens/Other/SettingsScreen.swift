import Kit
import SwiftUI

/// Language, elder mode, locking, and leaving.
struct SettingsScreen: View {
    @ObservedObject var settings: Preferences
    let citizen: any CitizenProtocol
    let done: @MainActor () -> Void
    @State private var trouble: CitizenError?
    @State private var leaving = false
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.word("screen_settings_title")) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            SectionHead(look.words.word("screen_settings_language"))
            SectionCard {
                // A language is named in itself, so that who cannot read the present one finds the own.
                Choice(text: look.words.word("screen_settings_chinese"), chosen: settings.language == .zh) { settings.language = .zh }
                Choice(text: look.words.word("screen_settings_english"), chosen: settings.language == .en) { settings.language = .en }
            }
            SectionHead(look.words.word("screen_home_elder"))
            SectionCard {
                Choice(text: look.words.word("screen_home_standard"), chosen: !settings.elder) { settings.elder = false }
                Choice(text: look.words.word("screen_home_elder"), chosen: settings.elder) { settings.elder = true }
            }
            SecondaryButton(look.words.word("action_lock")) { citizen.session().lock() }.padding(.top, Space.large)
            SecondaryButton(look.words.word("action_sign_out")) { leaving = true }.padding(.top, Space.small)
            Note(look.words.word("screen_settings_sign_out_note")).padding(.top, Space.small)
        }
        .alert(Text(verbatim: look.words.word("action_sign_out")), isPresented: $leaving) {
            Button(role: .destructive, action: signOut) { Text(verbatim: look.words.word("action_sign_out")) }
            Button(role: .cancel, action: {}) { Text(verbatim: look.words.word("action_cancel")) }
        } message: {
            Text(verbatim: look.words.word("screen_settings_sign_out_note"))
        }
    }

    /// An order in doubt is not left behind: the core says no, and the screen says why.
    private func signOut() {
        Task {
            do {
                try await citizen.signOut(keep: .doubtful)
                done()
            } catch {
                trouble = CitizenError(error)
            }
        }
    }
}

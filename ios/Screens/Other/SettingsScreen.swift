import Kit
import SwiftUI

/// Language, and leaving.
struct SettingsScreen: View {
    @ObservedObject var settings: Settings
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
                ForEach(Language.allCases, id: \.self) { language in
                    // A language is named in itself, so that who cannot read the present one finds the own.
                    Choice(text: Locale(identifier: language.tag).localizedString(forLanguageCode: language.rawValue) ?? language.tag, chosen: settings.language == language) {
                        settings.language = language
                    }
                }
            }
            SectionHead(look.words.word("action_sign_out"))
            Note(look.words.word("screen_settings_sign_out_note"))
            SecondaryButton(look.words.word("action_sign_out")) { leaving = true }.padding(.top, Space.small)
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

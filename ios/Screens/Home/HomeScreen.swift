import Kit
import SwiftUI

/// Answers one question: does anything need me?
struct HomeScreen: View {
    @StateObject private var pane: Pane<HomeView>
    @ObservedObject private var settings: Preferences
    private let go: @MainActor (Route) -> Void

    init(pane: @autoclosure @escaping () -> Pane<HomeView>, settings: Preferences, go: @escaping @MainActor (Route) -> Void) {
        _pane = StateObject(wrappedValue: pane())
        (self.settings, self.go) = (settings, go)
    }

    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { view in
            HomeContent(view: view, settings: settings, go: go, refresh: { await pane.refresh() })
        }
        .task { await pane.open() }
    }
}

struct HomeContent: View {
    let view: HomeView
    @ObservedObject var settings: Preferences
    let go: @MainActor (Route) -> Void
    let refresh: @MainActor @Sendable () async -> Void
    @Environment(\.look) private var look

    /// Elder mode shows so many things at once, and says how many more there are.
    private var shown: ArraySlice<AttentionView> { look.elder ? view.attention.prefix(2) : view.attention[...] }

    var body: some View {
        VStack(spacing: 0) {
            HomeTop(view: view, settings: settings, go: go)
            OfflineBanner(freshness: view.freshness)
            ScrollView {
                VStack(alignment: .leading, spacing: Space.medium) {
                    VStack(alignment: .leading, spacing: Space.tight) {
                        Title(look.words.text(view.title))
                        if view.person != nil || view.freshness.asOf != nil { Subtitle(who: view.person, freshness: view.freshness) }
                    }
                    if view.offersSignIn { SecondaryButton(look.words.word("action_sign_in")) { go(.signIn) } }
                    VStack(spacing: Space.small) {
                        ForEach(shown, id: \.id) { item in AttentionCard(item: item) { go(Route(item.target)) } }
                    }
                    if shown.count < view.attention.count {
                        Note(look.words.word("common_more", .count("count", view.attention.count - shown.count)))
                    }
                    if !look.elder, let card = view.card { CardOneLine(card: card) { go(.card) } }
                    FourActions(unread: view.unread, go: go)
                    if !look.elder { Newest(view: view, go: go) }
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                .padding(.horizontal, Space.medium)
                .padding(.top, Space.small)
                .padding(.bottom, Space.large)
            }
            .refreshable { await refresh() }
        }
        .background(look.palette.ground)
        .navigationTitle(Text(verbatim: look.words.word("action_home")))
        .toolbar(.hidden, for: .navigationBar)
    }
}

/// Whose app this is, and the two switches.
private struct HomeTop: View {
    let view: HomeView
    @ObservedObject var settings: Preferences
    let go: @MainActor (Route) -> Void
    @Environment(\.look) private var look

    var body: some View {
        SideBySide(gap: Space.small) {
            VStack(alignment: .leading, spacing: 0) {
                Note(look.words.word("screen_home_place", .text("bureau", view.bureau)))
                if view.fictional { Note(look.words.word("common_fictional")) }
            }
        } end: {
            HStack(spacing: Space.small) {
                TextVerb(look.words.word(settings.elder ? "screen_home_standard" : "screen_home_elder"), icon: .letters) { settings.elder.toggle() }
                if !look.elder {
                    Button { go(.settings) } label: {
                        Icon(shape: .settings).frame(width: look.target, height: look.target).contentShape(Rectangle())
                    }
                    .buttonStyle(.plain)
                    .accessibilityLabel(look.words.word("a11y_settings"))
                }
            }
        }
        .padding(.horizontal, Space.medium)
    }
}

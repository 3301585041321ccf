import Kit
import SwiftUI

/// Every page but home: the system's back on the left, help on the right, the title scrolls with the content.
struct Page<Content: View, Bar: View>: View {
    let title: String
    var who: String?
    var freshness: Freshness?
    @ViewBuilder let content: Content
    @ViewBuilder let bar: Bar
    @Environment(\.look) private var look

    var body: some View {
        VStack(spacing: 0) {
            if let freshness { OfflineBanner(freshness: freshness) }
            ScrollView {
                VStack(alignment: .leading, spacing: 0) {
                    Title(title)
                    if let freshness { Subtitle(who: who, freshness: freshness).padding(.top, Space.tight) }
                    content
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                .padding(.horizontal, Space.medium)
                .padding(.top, Space.small)
                .padding(.bottom, Space.large)
            }
        }
        .background(look.palette.ground)
        .safeAreaInset(edge: .bottom, spacing: 0) { bar }
        .navigationBarTitleDisplayMode(.inline)
        .toolbar { ToolbarItem(placement: .navigationBarTrailing) { HelpVerb() } }
    }
}

extension Page where Bar == EmptyView {
    init(title: String, who: String? = nil, freshness: Freshness? = nil, @ViewBuilder content: () -> Content) {
        self.init(title: title, who: who, freshness: freshness, content: content, bar: { EmptyView() })
    }
}

/// Help is always where it was.
struct HelpVerb: View {
    @Environment(\.look) private var look
    @Environment(\.openURL) private var openURL
    var body: some View {
        let phone = look.words.word("common_help_phone")
        TextVerb(phone, icon: .phone, aloud: look.words.word("a11y_call", .text("phone", phone))) { dial(phone, openURL) }
    }
}

/// What is shown was kept, and nobody could be asked. Content stays.
struct OfflineBanner: View {
    let freshness: Freshness
    @Environment(\.look) private var look

    var body: some View {
        if freshness.source == .storedOffline {
            HStack(alignment: .top, spacing: Space.inside) {
                Icon(shape: .offline, size: 20, color: look.palette.waiting)
                Note(text, color: look.palette.ink)
                Spacer(minLength: 0)
            }
            .padding(.horizontal, Space.medium)
            .padding(.vertical, Space.inside)
            .background(look.palette.waitingSoft)
            .accessibilityElement(children: .combine)
        }
    }

    private var text: String {
        guard let at = freshness.asOf else { return look.words.word("error_offline") }
        return look.words.word("error_offline_stored", .moment("time", at))
    }
}

/// Holds the one filled button in the thumb's reach; a line above it says whether money moves.
struct PrimaryBar<Content: View>: View {
    var note: String?
    @ViewBuilder let content: Content
    @Environment(\.look) private var look
    var body: some View {
        VStack(spacing: 0) {
            Line()
            VStack(spacing: Space.small) {
                if let note { Note(note).multilineTextAlignment(.center) }
                content
            }
            .padding(.horizontal, Space.medium)
            .padding(.vertical, Space.inside)
        }
        .background(look.palette.surface)
    }
}

/// The same states everywhere: loading, content, failure. Empty is content that says so.
struct ShownView<V: Sendable, Content: View>: View {
    let shown: Shown<V>
    let retry: @MainActor () -> Void
    @ViewBuilder let content: (V) -> Content

    var body: some View {
        switch shown {
        case let .loading(long): Waiting(long: long)
        case let .content(view): content(view)
        case let .failed(error): Failure(error: error, retry: retry)
        }
    }
}

/// Nothing yet: the shape of what will be here, in words for those who listen. After ten seconds it says so and offers to leave.
struct Waiting: View {
    let long: Bool
    @Environment(\.look) private var look
    @Environment(\.dismiss) private var dismiss
    @Environment(\.isPresented) private var isPresented

    var body: some View {
        VStack(alignment: .leading, spacing: Space.small) {
            VStack(alignment: .leading, spacing: Space.small) {
                ForEach(0 ..< 3) { _ in
                    RoundedRectangle(cornerRadius: Corner.card).fill(look.palette.line).frame(height: 88)
                }
            }
            .accessibilityElement(children: .ignore)
            .accessibilityLabel(look.words.word("a11y_loading"))
            Note(look.words.word(long ? "common_loading_long" : "common_loading"))
            if long, isPresented { SecondaryButton(look.words.word("action_cancel")) { dismiss() } }
        }
        .padding(Space.medium)
        .frame(maxWidth: .infinity, maxHeight: .infinity, alignment: .top)
        .background(look.palette.ground)
    }
}

/// Nothing could be shown: why, and what one can do.
struct Failure: View {
    let error: CitizenError
    let retry: @MainActor () -> Void
    @Environment(\.look) private var look

    var body: some View {
        VStack(alignment: .leading, spacing: Space.medium) {
            Trouble(error: error)
            if ErrorText(error).retry { SecondaryButton(look.words.word("action_retry"), action: retry) }
            HelpVerb()
        }
        .padding(Space.medium)
        .frame(maxWidth: .infinity, maxHeight: .infinity, alignment: .topLeading)
        .background(look.palette.ground)
    }
}

/// What went wrong with the last verb. Stays until the next one; nothing here vanishes by itself.
struct Trouble: View {
    let error: CitizenError
    @Environment(\.look) private var look
    var body: some View {
        HStack(alignment: .top, spacing: Space.inside) {
            Mark(tone: .wrong, size: 24)
            SaysText(ErrorText(error).says)
            Spacer(minLength: 0)
        }
        .padding(Space.medium)
        .background(look.palette.wrongSoft, in: RoundedRectangle(cornerRadius: Corner.card))
        .accessibilityElement(children: .combine)
    }
}

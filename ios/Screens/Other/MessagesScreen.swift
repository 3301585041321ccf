import Kit
import SwiftUI

/// The newest page of messages.
struct MessagesScreen: View {
    @StateObject private var pane: Pane<MessagesPage>
    @Environment(\.look) private var look
    init(pane: @autoclosure @escaping () -> Pane<MessagesPage>) { _pane = StateObject(wrappedValue: pane()) }

    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { view in
            Page(title: look.words.word("screen_inbox_title"), freshness: view.freshness) {
                if let trouble = pane.trouble { Trouble(error: trouble).padding(.top, Space.medium) }
                if view.rows.isEmpty { BodyText(look.words.word("screen_inbox_empty")).padding(.top, Space.medium) }
                ForEach(view.rows, id: \.id) { row in
                    SectionCard { MessageLine(row: row) }.padding(.top, Space.small)
                }
            }
            .refreshable { await pane.refresh() }
        }
        .task { await pane.open() }
    }
}

import Kit
import SwiftUI

/// The five insurances, a line each.
struct InsuranceScreen: View {
    @StateObject private var pane: Pane<InsuranceView>
    @Environment(\.look) private var look
    init(pane: @autoclosure @escaping () -> Pane<InsuranceView>) { _pane = StateObject(wrappedValue: pane()) }

    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { view in
            Page(title: look.words.word("screen_insurance_title"), who: view.person, freshness: view.freshness) {
                if let trouble = pane.trouble { Trouble(error: trouble).padding(.top, Space.medium) }
                ForEach(view.lines, id: \.kind) { line in
                    SectionCard {
                        CardBody {
                            SideBySide(gap: Space.small) { Headline(line.name) } end: { Chip(line.tone, line.status) }
                            if let scheme = line.scheme { Note(look.words.text(scheme)) }
                            SaysText(line.detail)
                        }
                    }
                    .padding(.top, Space.small)
                    .accessibilityElement(children: .combine)
                }
            }
            .refreshable { await pane.refresh() }
        }
        .task { await pane.open() }
    }
}

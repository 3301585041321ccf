import Kit
import SwiftUI

/// What is paid by itself, and what can be.
struct MandatesScreen: View {
    @StateObject private var pane: Pane<MandatesView>
    private let stop: @Sendable (String) async throws -> MandatesView
    private let go: @MainActor (Route) -> Void

    init(
        pane: @autoclosure @escaping () -> Pane<MandatesView>, stop: @escaping @Sendable (String) async throws -> MandatesView,
        go: @escaping @MainActor (Route) -> Void
    ) {
        _pane = StateObject(wrappedValue: pane())
        (self.stop, self.go) = (stop, go)
    }

    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { view in
            MandatesContent(view: view, trouble: pane.trouble, stop: { id in Task { await pane.run { [stop] in try await stop(id) } } }, go: go)
                .refreshable { await pane.refresh() }
        }
        .task { await pane.open() }
    }
}

struct MandatesContent: View {
    let view: MandatesView
    let trouble: CitizenError?
    let stop: @MainActor (String) -> Void
    let go: @MainActor (Route) -> Void
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.word("screen_mandates_title"), freshness: view.freshness) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            SaysText(view.says).padding(.top, Space.medium)
            ForEach(view.rows, id: \.id) { row in MandateCard(row: row, stop: { stop(row.id) }, go: go).padding(.top, Space.medium) }
            if !view.offers.isEmpty {
                SectionHead(look.words.word("screen_mandates_offers"))
                ForEach(view.offers, id: \.id) { bill in
                    BillCard(bill: bill, verb: "action_sign_mandate") { go(.signMandate(bill.id)) }.padding(.bottom, Space.small)
                }
            }
        }
    }
}

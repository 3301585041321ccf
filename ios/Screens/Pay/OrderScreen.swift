import Kit
import SwiftUI

/// One order: whether money moved, and its four stages to being credited.
struct OrderScreen: View {
    @StateObject private var pane: Pane<OrderView>
    private let cancel: @Sendable () async throws -> OrderView
    private let another: @Sendable () async throws -> OrderView
    /// To another screen, or home.
    private let go: @MainActor (Route?) -> Void

    init(
        pane: @autoclosure @escaping () -> Pane<OrderView>, cancel: @escaping @Sendable () async throws -> OrderView,
        another: @escaping @Sendable () async throws -> OrderView, go: @escaping @MainActor (Route?) -> Void
    ) {
        _pane = StateObject(wrappedValue: pane())
        (self.cancel, self.another, self.go) = (cancel, another, go)
    }

    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { view in
            OrderContent(
                view: view, trouble: pane.trouble, cancel: { Task { await pane.run(cancel) } }, another: { Task { await pane.run(another) } }, go: go
            )
                .refreshable { await pane.refresh() }
        }
        .task { await pane.open() }
    }
}

struct OrderContent: View {
    let view: OrderView
    let trouble: CitizenError?
    let cancel: @MainActor () -> Void
    let another: @MainActor () -> Void
    let go: @MainActor (Route?) -> Void
    @State private var asking = false
    @Environment(\.look) private var look
    @Environment(\.openURL) private var openURL

    var body: some View {
        Page(title: look.words.text(view.title), who: view.row.person, freshness: view.freshness) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            SectionCard {
                CardBody {
                    Chip(view.row.tone, view.row.state)
                    AmountText(view.row.amount)
                    Note(look.words.text(view.row.title))
                    SaysText(view.says).padding(.top, Space.small)
                }
            }
            .padding(.top, Space.medium)
            if let call = view.call {
                SecondaryButton(look.words.word("action_call", .text("phone", call)), icon: .phone) { dial(call, openURL) }.padding(.top, Space.small)
            }
            if let cashier = view.cashier { CashierCode(view: cashier, another: another) }
            if !view.stages.isEmpty {
                SectionHead(look.words.word("screen_order_stages"))
                SectionCard { StageLine(steps: view.stages) }
            }
            SectionHead(look.words.word("screen_order_details"))
            SectionCard { FactList(facts: view.lines) }
            if view.canCancel { TextVerb(look.words.word("action_cancel_order")) { asking = true } }
        } bar: {
            PrimaryBar {
                if view.hasReceipt {
                    PrimaryButton(look.words.word("action_receipt")) { go(.receipt(view.row.id)) }
                } else {
                    SecondaryButton(look.words.word("action_home")) { go(nil) }
                }
            }
        }
        .alert(Text(verbatim: look.words.word("screen_prompt_cancel")), isPresented: $asking) {
            Button(role: .destructive, action: cancel) { Text(verbatim: look.words.word("action_cancel_order")) }
            Button(role: .cancel, action: {}) { Text(verbatim: look.words.word("action_back")) }
        } message: {
            Text(verbatim: look.words.text(view.row.title))
        }
    }
}

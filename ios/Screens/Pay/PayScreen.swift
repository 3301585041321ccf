import Kit
import SwiftUI

/// One payment: choosing, reviewing, and its end. The core says which.
struct PayScreen: View {
    @StateObject private var model: Paying
    /// To the order's page, or home.
    private let leave: @MainActor (String?) -> Void

    init(model: @autoclosure @escaping () -> Paying, leave: @escaping @MainActor (String?) -> Void) {
        _model = StateObject(wrappedValue: model())
        self.leave = leave
    }

    var body: some View {
        ShownView(shown: model.shown, retry: { Task { await model.open() } }) { view in
            PayContent(view: view, trouble: model.trouble, busy: model.busy || view.busy, verbs: model, leave: leave)
        }
        .task { await model.open() }
    }
}

struct PayContent: View {
    let view: PaymentView
    let trouble: CitizenError?
    let busy: Bool
    let verbs: Paying
    let leave: @MainActor (String?) -> Void

    private func another() { Task { await verbs.another() } }

    var body: some View {
        switch view.step {
        case .choose: ChooseContent(view: view, trouble: trouble, busy: busy, verbs: verbs)
        case .review: ReviewContent(view: view, trouble: trouble, busy: busy, verbs: verbs)
        case .confirming, .attention, .paid, .notCharged: EndContent(view: view, trouble: trouble, leave: leave, another: another)
        }
    }
}

import Kit
import SwiftUI

/// Signing a mandate, or other terms of one: choosing, reviewing, and its end. The core says which.
struct MandateScreen: View {
    @StateObject private var model: Signing
    /// Back to the list.
    private let leave: @MainActor () -> Void

    init(model: @autoclosure @escaping () -> Signing, leave: @escaping @MainActor () -> Void) {
        _model = StateObject(wrappedValue: model())
        self.leave = leave
    }

    var body: some View {
        ShownView(shown: model.shown, retry: { Task { await model.open() } }) { view in
            MandateContent(view: view, trouble: model.trouble, busy: model.busy || view.busy, verbs: model, leave: leave)
        }
        .task { await model.open() }
    }
}

struct MandateContent: View {
    let view: MandateFormView
    let trouble: CitizenError?
    let busy: Bool
    let verbs: Signing
    let leave: @MainActor () -> Void

    var body: some View {
        switch view.step {
        case .choose: MandateChooseContent(view: view, trouble: trouble, busy: busy, verbs: verbs)
        case .review: MandateReviewContent(view: view, trouble: trouble, busy: busy, verbs: verbs)
        case .confirming, .attention, .done, .notDone: MandateEndContent(view: view, trouble: trouble, leave: leave)
        }
    }
}

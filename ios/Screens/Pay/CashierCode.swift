import Kit
import SwiftUI

/// What there is to scan while an order waits at the cashier: the code and how long it is good, and another once it is over.
struct CashierCode: View {
    let view: CashierView
    let another: @MainActor () -> Void
    @Environment(\.look) private var look

    var body: some View {
        VStack(spacing: Space.small) {
            if let qr = view.qr { QrCode(qr: qr, label: look.words.word("a11y_qr_cashier")) }
            // Shown, and nothing decided by it: the gateway's clock ends a code.
            if let until = view.until { Note(look.words.word("screen_code_until", .moment("time", until)), strong: true) }
            Note(look.words.text(view.says))
            if view.canAskAgain { SecondaryButton(look.words.word("action_another_code"), action: another) }
        }
        .frame(maxWidth: .infinity)
        .padding(.top, Space.medium)
    }
}

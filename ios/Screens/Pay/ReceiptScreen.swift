import Kit
import SwiftUI

/// A verified receipt, with a code that anyone can verify.
struct ReceiptScreen: View {
    @StateObject private var pane: Pane<ReceiptView>
    init(pane: @autoclosure @escaping () -> Pane<ReceiptView>) { _pane = StateObject(wrappedValue: pane()) }
    var body: some View {
        ShownView(shown: pane.shown, retry: { Task { await pane.open() } }) { ReceiptContent(view: $0) }
            .task { await pane.open() }
    }
}

struct ReceiptContent: View {
    let view: ReceiptView
    @Environment(\.look) private var look
    var body: some View {
        Page(title: look.words.word("screen_receipt_title")) {
            SectionCard {
                CardBody {
                    BodyText(view.person, strong: true)
                    BodyText(look.words.text(view.title))
                    AmountText(view.amount)
                    Note(look.words.tidy(look.words.formats.moment(view.paidAt)))
                }
                Line()
                FactList(facts: view.lines)
            }
            .padding(.top, Space.medium)
            if let qr = view.qr {
                SectionHead(look.words.word("screen_receipt_verify"))
                QrCode(qr: qr, label: look.words.word("a11y_qr_receipt"))
            }
        }
    }
}

/// The core's modules, black on white in every theme, with the quiet zone around them.
struct QrCode: View {
    let qr: QrView
    let label: String
    var body: some View {
        Canvas { context, area in
            let side = Int(qr.side), quiet = 4
            let module = min(area.width, area.height) / CGFloat(side + 2 * quiet)
            var path = Path()
            for (at, dark) in qr.modules.enumerated() where dark {
                path.addRect(CGRect(x: CGFloat(at % side + quiet) * module, y: CGFloat(at / side + quiet) * module, width: module, height: module))
            }
            context.fill(path, with: .color(.black))
        }
        .frame(width: 264, height: 264)
        .background(Color.white)
        .accessibilityLabel(label)
    }
}

import Kit
import SwiftUI

/// The app is locked: the PIN, and how many tries are left.
struct LockScreen: View {
    let view: SessionView
    @StateObject private var model: Lock
    @Environment(\.look) private var look

    init(view: SessionView, model: @autoclosure @escaping () -> Lock) {
        self.view = view
        _model = StateObject(wrappedValue: model())
    }

    private var tries: Int { if case let .locked(tries, _) = view.state { Int(tries) } else { 0 } }
    /// Seconds until the next try is heard.
    private var wait: Int { if case let .locked(_, wait) = view.state { Int(wait) } else { 0 } }

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 0) {
                Title(look.words.word("screen_lock_title"))
                Note(view.bureau)
                if let trouble = model.trouble { Trouble(error: trouble).padding(.top, Space.medium) }
                Field(title: "screen_lock_pin", problem: nil) { SecureField($0, text: $model.pin).keyboardType(.numberPad) }
                CountDown(seconds: wait, of: view) { left in
                    Note(left > 0 ? look.words.word("screen_lock_wait", .count("count", left)) : look.words.word("screen_lock_tries", .count("count", tries)))
                        .padding(.top, Space.small)
                }
                HelpVerb()
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(Space.medium)
        }
        .background(look.palette.ground)
        .safeAreaInset(edge: .bottom, spacing: 0) {
            PrimaryBar {
                CountDown(seconds: wait, of: view) { left in
                    PrimaryButton(look.words.word("action_unlock")) { Task { await model.unlock() } }.disabled(model.busy || model.pin.isEmpty || left > 0)
                }
            }
        }
    }
}

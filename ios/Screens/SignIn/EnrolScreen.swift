import Kit
import SwiftUI

/// Enrolling: the bureau's code, who it is, the one-time code, the PIN. The core says which step it is.
struct EnrolScreen: View {
    @StateObject private var model: SignIn
    private let done: @MainActor () -> Void

    init(model: @autoclosure @escaping () -> SignIn, done: @escaping @MainActor () -> Void) {
        _model = StateObject(wrappedValue: model())
        self.done = done
    }

    var body: some View { EnrolContent(model: model, done: done) }
}

struct EnrolContent: View {
    @ObservedObject var model: SignIn
    let done: @MainActor () -> Void
    @Environment(\.look) private var look

    var body: some View {
        Page(title: look.words.word("screen_enrol_title")) {
            if let view = model.view {
                if !view.bureau.isEmpty { Note(view.bureau).padding(.top, Space.tight) }
                SaysText(view.says).padding(.top, Space.small)
            }
            if let trouble = model.trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            fields
        } bar: {
            PrimaryBar { verb }
        }
        .onChange(of: model.view?.step == .done) { if $0 { done() } }
        .onDisappear { Task { await model.leave() } }
    }

    @ViewBuilder private var fields: some View {
        switch model.view?.step {
        case nil:
            Field(title: "screen_enrol_code", hint: look.words.word("screen_enrol_code_hint"), problem: nil) { title in
                TextField(title, text: $model.typedCode).keyboardType(.numbersAndPunctuation)
            }
        case .identity:
            Field(title: "screen_enrol_name", problem: model.problem("name")) { TextField($0, text: $model.name).textContentType(.name) }
            Field(title: "screen_enrol_number", problem: model.problem("number")) { TextField($0, text: $model.number).keyboardType(.asciiCapable) }
            Field(title: "screen_enrol_phone", problem: model.problem("phone")) { TextField($0, text: $model.phone).keyboardType(.numberPad) }
        case let .oneTimeCode(_, seconds):
            Field(title: "screen_enrol_one_time_code", problem: model.problem("code")) {
                TextField($0, text: $model.oneTimeCode).keyboardType(.numberPad).textContentType(.oneTimeCode)
            }
            CountDown(seconds: Int(seconds), of: model.answers) { left in
                if left > 0 {
                    Note(look.words.word("action_resend_in", .count("count", left))).padding(.top, Space.small)
                } else {
                    TextVerb(look.words.word("action_resend")) { Task { await model.resend() } }.disabled(model.busy)
                }
            }
        case .choosePin:
            Field(title: "screen_enrol_pin", problem: model.problem("pin")) { SecureField($0, text: $model.pin).keyboardType(.numberPad) }
        case .done: EmptyView()
        }
    }

    @ViewBuilder private var verb: some View {
        switch model.view?.step {
        case nil: next(!model.typedCode.isEmpty) { await model.begin() }
        // Never a dead button: whoever goes on with a mistake is told which.
        case .identity: next(true) { await model.sendIdentity() }
        case .oneTimeCode: next(!model.oneTimeCode.isEmpty) { await model.sendCode() }
        case .choosePin: next(!model.pin.isEmpty) { await model.setPin() }
        case .done: EmptyView()
        }
    }

    private func next(_ can: Bool, _ action: @escaping @MainActor @Sendable () async -> Void) -> some View {
        PrimaryButton(look.words.word("action_continue")) { Task { await action() } }.disabled(model.busy || !can)
    }
}

/// A field with its name above it, always visible, and what is wrong below it.
struct Field<Content: View>: View {
    let title: String
    var hint: String?
    let problem: Says?
    @ViewBuilder let content: (String) -> Content
    @Environment(\.look) private var look

    var body: some View {
        VStack(alignment: .leading, spacing: Space.tight) {
            BodyText(look.words.word(title)).accessibilityHidden(true)
            content(look.words.word(title))
                .typed(.body)
                .autocorrectionDisabled()
                .padding(.horizontal, Space.medium)
                .frame(maxWidth: .infinity, minHeight: look.target)
                .background(look.palette.surface, in: RoundedRectangle(cornerRadius: Corner.button))
                .overlay { RoundedRectangle(cornerRadius: Corner.button).stroke(look.palette.outline, lineWidth: 1) }
                .privacySensitive()
            if let hint { Note(hint) }
            if let problem { Problem(says: problem) }
        }
        .padding(.top, Space.medium)
    }
}

import Combine
import ShebaoCore

/// Enrolling, step by step. Holds what was typed and the core's last answer.
@MainActor
public final class SignIn: ObservableObject {
    @Published public var typedCode = ""
    @Published public var name = ""
    @Published public var number = ""
    @Published public var phone = ""
    @Published public var oneTimeCode = ""
    @Published public var pin = ""
    /// `nil` before the bureau's code was accepted.
    @Published public private(set) var view: EnrolmentView?
    /// How often the core answered: what counts down begins anew with each.
    @Published public private(set) var answers = 0
    @Published public private(set) var trouble: CitizenError?
    @Published public private(set) var busy = false

    private let session: any SessionProtocol
    private var enrolment: (any EnrolmentProtocol)?

    public init(_ session: any SessionProtocol) { self.session = session }

    public var draft: IdentityDraft { IdentityDraft(name: name, number: number, phone: phone) }

    /// What is wrong with a field, once the core has seen it.
    public func problem(_ field: String) -> Says? { view?.problems.first { $0.field == field }?.says }

    public func begin() async {
        await run {
            let enrolment = try await self.session.enrol(code: self.typedCode)
            self.enrolment = enrolment
            return enrolment.view()
        }
    }

    /// What was scanned, handed on as it is.
    public func begin(scanned text: String) async {
        typedCode = text
        await begin()
    }

    public func sendIdentity() async { await step { [draft] in try await $0.identity(draft: draft) } }
    public func sendCode() async { await step { [oneTimeCode] in try await $0.code(text: oneTimeCode) } }
    public func setPin() async { await step { [pin] in try await $0.pin(pin: pin) } }
    public func resend() async { await step { try await $0.resend() } }

    /// Leaves; the core destroys what was made for it.
    public func leave() async {
        if let enrolment, view?.step != .done { try? await enrolment.cancel() }
        enrolment = nil
        view = nil
        forget()
    }

    private func step(_ verb: @escaping (any EnrolmentProtocol) async throws -> EnrolmentView) async {
        guard let enrolment else { return }
        await run { try await verb(enrolment) }
    }

    private func run(_ verb: () async throws -> EnrolmentView) async {
        guard !busy else { return }
        busy = true
        do {
            view = try await verb()
            answers += 1
            trouble = nil
        } catch {
            trouble = CitizenError(error)
            view = enrolment?.view() ?? view
        }
        busy = false
        if view?.step == .done { forget() }
    }

    private func forget() { (typedCode, name, number, phone, oneTimeCode, pin) = ("", "", "", "", "", "") }
}

/// Unlocking with the PIN.
@MainActor
public final class Lock: ObservableObject {
    @Published public var pin = ""
    @Published public private(set) var trouble: CitizenError?
    @Published public private(set) var busy = false
    private let session: any SessionProtocol

    public init(_ session: any SessionProtocol) { self.session = session }

    public func unlock() async {
        guard !busy else { return }
        busy = true
        do {
            try await session.unlock(how: .pin(pin: pin))
            trouble = nil
        } catch {
            trouble = CitizenError(error)
        }
        pin = ""
        busy = false
    }
}

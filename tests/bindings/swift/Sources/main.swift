import Foundation
import Kit
import Sandbox

// The same steps as tests/bindings/kotlin. Ends with status 0 only if every step was possible; the texts are compared by the suite.
do {
    try await run()
} catch {
    print("the journey broke: \(error)")
    exit(1)
}

func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "journey-\(UUID().uuidString)")
    let app = folder.appending(path: "app")
    try FileManager.default.createDirectory(at: app, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let sandbox = try Sandbox(seed: 7)
    let keys = try FileKeyStore(file: folder.appending(path: "keys").path())
    let watch = Heard()
    let config = Config(directory: app.path(), bureau: sandbox.bureau, language: Language.zh.tag, client: "swift/0.1.0")
    let citizen = try await Citizen.open(config: config, keys: keys, observer: watch)
    let journal = Journal()
    let journey = Journey(sandbox: sandbox, citizen: citizen, journal: journal, folder: app)

    try await step("open", journey.open)
    try await step("enrol", journey.enrol)
    try await step("home", journey.home)
    try await step("card", journey.card)
    try await step("insurance", journey.insurance)
    try await step("pay", journey.pay)
    try await step("cancel", journey.cancel)
    try await step("push", journey.push)
    try await step("offline", journey.offline)
    try await step("lock", journey.lock)
    try await step("signout", journey.signOut)

    // The observer and the key store are Swift's own, and were used.
    let parts: Set<Change> = [.session, .card, .insurance, .payments, .inbox, .home]
    try journey.require(watch.heard.isSuperset(of: parts), "the observer heard of every part, not only of \(watch.heard)")
    let calls = Set(keys.log.map { $0.prefix { $0 != " " } })
    try journey.require(calls.isSuperset(of: ["create", "sign", "wrap", "writeAnchor", "delete"]), "the key store was used, not only for \(calls)")
    let asked = keys.prompts.contains { if case .confirmPayment = $0 { true } else { false } }
    try journey.require(asked, "the user was asked to confirm with the amount")
    if let file = CommandLine.arguments.dropFirst().first { try journal.write(to: URL(filePath: file)) }
}

/// A step that hangs is named, and ends the journey. The longest waits a minute for a payment.
func step(_ name: String, _ work: () async throws -> Void) async throws {
    let seconds = 90.0
    let late = DispatchWorkItem {
        FileHandle.standardOutput.write(Data("the journey broke: step \(name) did not end within \(Int(seconds)) s\n".utf8))
        _exit(1)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: late)
    defer { late.cancel() }
    try await work()
}

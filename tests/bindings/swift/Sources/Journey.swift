import Foundation
import Kit
import Sandbox

/// A citizen of the fictional city on her way through the app, and what must hold on the way.
struct Journey {
    static let pin = "482915"
    let sandbox: Sandbox
    let citizen: Citizen
    let journal: Journal
    let folder: URL

    struct Broken: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }

    func open() async throws {
        journal.note("open", "session", journal.text(try await citizen.session().view().says))
        journal.note("open", "home", journal.text(try await citizen.home().title))
    }

    func enrol() async throws {
        journal.note("enrol", "refused", await journal.refusal { try await citizen.session().enrol(code: "00000000") })
        let enrolment = try await citizen.session().enrol(code: sandbox.enrolmentCode)
        journal.note("enrol", "identity", journal.text(enrolment.view().says))
        let who = sandbox.citizen
        let short = IdentityDraft(name: who.name, number: String(who.number.dropLast()), phone: who.phone)
        for problem in enrolment.check(draft: short).problems { journal.note("enrol", "problem", problem.field, journal.text(problem.says)) }
        let asked = try await enrolment.identity(draft: IdentityDraft(name: who.name, number: who.number, phone: who.phone))
        journal.note("enrol", "code", journal.text(asked.says))
        let proved = try await enrolment.code(text: try await sandbox.oneTimeCode())
        journal.note("enrol", "pin", journal.text(proved.says))
        let done = try await enrolment.pin(pin: Self.pin)
        journal.note("enrol", "done", journal.text(done.says))
        try require(done.step == .done, "enrolled")
    }

    func home() async throws {
        let refreshed = try await citizen.refresh()
        try require(refreshed.failed.isEmpty, "everything was refreshed, not \(refreshed.failed)")
        let home = try await citizen.home()
        journal.note("home", "title", journal.text(home.title))
        for item in home.attention { journal.note("home", "attention", journal.text(item.state), journal.text(item.headline), journal.text(item.verb)) }
        if let card = home.card { journal.note("home", "card", journal.text(card.headline), journal.text(card.state)) }
    }

    func card() async throws {
        let card = try await citizen.card().view()
        journal.note("card", "headline", journal.text(card.headline))
        journal.note("card", "state", journal.text(card.state))
        for step in card.progress { journal.note("card", "step", journal.text(step.name), journal.text(step.state)) }
        for task in card.activation { journal.note("card", "task", journal.text(task.name), journal.text(task.state)) }
        for fact in card.holder.facts { journal.note("card", "holder", journal.text(fact.label), journal.text(fact.value)) }
    }

    func insurance() async throws {
        for line in try await citizen.insurance().view().lines {
            journal.note("insurance", "line", journal.text(line.name), journal.text(line.status), journal.text(line.detail))
        }
        for row in try await citizen.insurance().contributions(kind: .pension, year: 2026).rows {
            journal.note("insurance", "month", row.month, journal.text(row.state), journal.text(row.total))
        }
    }

    func push() async throws {
        try await sandbox.operate("benefit", ["person": "p-wang", "kind": "pension", "amount_fen": 312_345])
        let sealed = try await sandbox.newestPush()
        journal.note("push", "first", name(try await citizen.receivePush(sealed: sealed)))
        journal.note("push", "again", name(try await citizen.receivePush(sealed: sealed)))
        journal.note("push", "rubbish", name(try await citizen.receivePush(sealed: Data([1, 2, 3]))))
        journal.note("push", "unread", String(try await citizen.inbox().view().unread))
        let page = try await citizen.inbox().page(filter: MessageFilter(category: nil), cursor: nil)
        journal.note("push", "message", page.rows.first?.title ?? "")
    }

    func offline() async throws {
        sandbox.end()
        journal.note("offline", "refresh", await journal.refusal { try await citizen.card().refresh() })
        let card = try await citizen.card().view()
        journal.note("offline", "card", journal.text(card.headline))
        journal.note("offline", "source", name(card.freshness.source))
        guard let first = try await citizen.payments().orders(cursor: nil).rows.first else { throw Broken("orders are kept") }
        let receipt = try await citizen.payments().receipt(order: first.id)
        journal.note("offline", "receipt", journal.text(receipt.title), journal.text(receipt.amount))
    }

    func lock() async throws {
        let session = citizen.session()
        session.lock()
        journal.note("lock", "locked", journal.text(try await session.view().says))
        journal.note("lock", "wrong", await journal.refusal { try await session.unlock(how: .pin(pin: "130725")) })
        try await session.unlock(how: .pin(pin: Self.pin))
        journal.note("lock", "open", journal.text(try await session.view().says))
    }

    func signOut() async throws {
        try await citizen.signOut(keep: .nothing)
        journal.note("signout", "session", journal.text(try await citizen.session().view().says))
        let who = sandbox.citizen
        let personal = [who.name, who.number, who.phone].map { Data($0.utf8) }
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        let readable = files.filter { file in
            guard let content = try? Data(contentsOf: file) else { return false }
            return personal.contains { content.range(of: $0) != nil }
        }
        journal.note("signout", "left", String(readable.count))
    }

    func require(_ holds: Bool, _ what: String) throws {
        if !holds { throw Broken("it does not hold that \(what)") }
    }

    /// A minute is long enough for anything the core settles by itself.
    func wait<T>(_ what: String, for come: () async throws -> T?) async throws -> T {
        for _ in 0 ..< 600 {
            if let value = try await come() { return value }
            try await Task.sleep(nanoseconds: 100_000_000)
        }
        throw Broken("it did not come: \(what)")
    }
}

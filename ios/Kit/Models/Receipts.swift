import Combine
import Foundation
import ShebaoCore

/// The receipts of what was paid, filtered and a page at a time, and whether the bureau has credited all of it.
@MainActor
public final class Receipts: ObservableObject {
    public struct Content: Sendable {
        public let page: ReceiptsPage
        /// Of all pages so far.
        public let rows: [ReceiptRowView]
        public let findings: FindingsView

        public init(page: ReceiptsPage, rows: [ReceiptRowView], findings: FindingsView) { (self.page, self.rows, self.findings) = (page, rows, findings) }
    }

    @Published public private(set) var shown: Shown<Content> = .loading(long: false)
    @Published public var trouble: CitizenError?
    @Published public private(set) var filter = ReceiptFilter()
    /// The name of the file that was saved last.
    @Published public private(set) var saved: String?

    private let payments: any PaymentsProtocol
    private let ask: @Sendable () async throws -> Void
    private let keep: (@Sendable (Export) async throws -> Void)?
    private var pages = 1
    private var listening: Listening?

    /// `refresh` asks for everything: what is credited is another part's. `keep` puts a file where the person finds it; without it nothing can be saved.
    public init(
        _ watch: Watch, _ payments: any PaymentsProtocol, refresh: @escaping @Sendable () async throws -> Void,
        keep: (@Sendable (Export) async throws -> Void)? = nil
    ) {
        (self.payments, ask, self.keep) = (payments, refresh, keep)
        listening = watch.listen(to: [.home]) { [weak self] _ in Task { await self?.update() } }
    }

    public var canSave: Bool { keep != nil }

    public func open() async {
        await update()
        await refresh()
    }

    public func refresh() async {
        do {
            try await ask()
            trouble = nil
        } catch {
            let error = CitizenError(error)
            trouble = error == .Offline ? nil : error
        }
        await update()
    }

    public func update() async {
        do {
            var page = try await payments.receipts(filter: filter, cursor: nil)
            var rows = page.rows
            for _ in 1 ..< pages {
                guard let next = page.next else { break }
                page = try await payments.receipts(filter: filter, cursor: next)
                rows += page.rows
            }
            shown = .content(Content(page: page, rows: rows, findings: try await payments.findings()))
        } catch {
            // What was delivered stays readable.
            if case .content = shown { return }
            shown = .failed(CitizenError(error))
        }
    }

    public func choose(_ filter: ReceiptFilter) async {
        (self.filter, pages, saved) = (filter, 1, nil)
        await update()
    }

    public func more() async {
        pages += 1
        await update()
    }

    public func save(_ format: ExportFormat) async {
        guard let keep else { return }
        do {
            let export = try await payments.exportReceipts(filter: filter, format: format)
            try await keep(export)
            (saved, trouble) = (export.name, nil)
        } catch {
            trouble = CitizenError(error)
        }
    }
}

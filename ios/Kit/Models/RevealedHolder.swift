import Combine
import Foundation
import ShebaoCore

/// On-card data in full, as long as the core lets it be seen. Only here, never kept.
@MainActor
public final class RevealedHolder: ObservableObject {
    /// `nil` while masked.
    @Published public private(set) var holder: HolderView?
    @Published public private(set) var secondsLeft = 0
    @Published public private(set) var trouble: CitizenError?
    private let card: any CardProtocol
    private let clock: @Sendable () -> Date
    private var countdown: Task<Void, Never>?

    public init(_ card: any CardProtocol, clock: @escaping @Sendable () -> Date = { Date() }) { (self.card, self.clock) = (card, clock) }

    public func show() async {
        do {
            let revealed = try await card.holder(reveal: .yes)
            trouble = nil
            guard let end = revealed.hiddenAgainAt else { return }
            holder = revealed
            count(until: end)
        } catch {
            trouble = CitizenError(error)
        }
    }

    public func hide() {
        countdown?.cancel()
        (countdown, holder, secondsLeft) = (nil, nil, 0)
    }

    private func count(until end: Date) {
        countdown?.cancel()
        secondsLeft = Int(end.timeIntervalSince(clock()).rounded(.up))
        countdown = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(nanoseconds: 250_000_000)
                guard let self, !Task.isCancelled else { return }
                let left = Int(end.timeIntervalSince(clock()).rounded(.up))
                if left <= 0 { return hide() }
                if left != secondsLeft { secondsLeft = left }
            }
        }
    }
}

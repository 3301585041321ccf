import SwiftUI

/// Whole seconds down to none. Begins anew when what it belongs to is another.
struct CountDown<Content: View>: View {
    let seconds: Int
    let of: AnyHashable
    @ViewBuilder let content: (Int) -> Content
    @State private var left: Int?

    var body: some View {
        Group { content(left ?? seconds) }
            .task(id: of) {
                let end = Date().addingTimeInterval(Double(seconds))
                left = seconds
                while !Task.isCancelled, let now = left, now > 0 {
                    try? await Task.sleep(nanoseconds: 200_000_000)
                    let rest = max(0, Int(end.timeIntervalSinceNow.rounded(.up)))
                    if rest != now { left = rest }
                }
            }
    }
}

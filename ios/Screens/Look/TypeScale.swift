import SwiftUI

/// Five sizes, two weights. They follow the system's text size, and elder mode takes a quarter more.
enum TypeSize: CGFloat {
    case title = 24, section = 18, body = 17, note = 15, amount = 34

    /// The line's height, from which the air between lines follows.
    var line: CGFloat {
        switch self {
        case .title: 32
        case .section, .body: 26
        case .note: 22
        case .amount: 42
        }
    }
}

struct Typed: ViewModifier {
    let size: TypeSize
    let strong: Bool
    @Environment(\.look) private var look
    @ScaledMetric(relativeTo: .body) private var system: CGFloat = 1

    func body(content: Content) -> some View {
        content
            .font(.system(size: size.rawValue * scale, weight: strong ? .bold : .regular))
            .monospacedDigit()
            .lineSpacing((size.line - size.rawValue * 1.2) * scale)
            .fixedSize(horizontal: false, vertical: true)
    }

    private var scale: CGFloat { system * (look.elder ? 1.25 : 1) }
}

extension View {
    func typed(_ size: TypeSize, strong: Bool = false) -> some View { modifier(Typed(size: size, strong: strong)) }
}

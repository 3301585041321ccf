import Kit

/// A screen to go to.
enum Route: Hashable {
    case signIn, settings, card, insurance, messages, payments, receipts, mandates
    case bill(String), order(String), receipt(String)
    /// Signing a mandate for a bill, and other terms of one.
    case signMandate(String), changeMandate(String)

    /// Where an attention item's verb leads. Screens that are not built yet lead to the list that has the thing.
    init(_ target: Target) {
        switch target {
        case .signIn: self = .signIn
        case let .order(id): self = .order(id)
        case let .bill(id): self = .bill(id)
        case .mandates: self = .mandates
        case .card: self = .card
        case .insurance: self = .insurance
        case .message, .article: self = .messages
        }
    }
}

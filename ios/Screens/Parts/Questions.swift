import Kit
import SwiftUI

/// One question, its answers, and what is wrong with the one that was given.
struct Choices<Content: View>: View {
    let title: String
    let problem: Says?
    @ViewBuilder let content: Content
    @Environment(\.look) private var look
    var body: some View {
        VStack(alignment: .leading, spacing: 0) {
            SectionHead(look.words.word(title))
            SectionCard { content }
            if let problem { Problem(says: problem) }
        }
    }
}

/// What is wrong with a field, below it.
struct Problem: View {
    let says: Says
    @Environment(\.look) private var look
    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: Space.small) {
            Mark(tone: .wrong, size: 15)
            Note(look.words.text(says), color: look.palette.wrong)
        }
        .padding(.top, Space.tight)
        .accessibilityElement(children: .combine)
    }
}

/// Bases between floor and ceiling.
struct BaseQuestion: View {
    let base: BaseChoice
    let chosen: Money?
    let problem: Says?
    let choose: @MainActor (Money) -> Void
    @Environment(\.look) private var look
    var body: some View {
        Choices(title: "screen_pay_choose_base", problem: problem) {
            Note(look.words.word("screen_pay_base_range", .amount("floor", base.floor), .amount("ceiling", base.ceiling)))
                .padding(.horizontal, Space.medium)
                .padding(.top, Space.inside)
            Amounts(offered: base.offered, chosen: chosen, choose: choose)
        }
    }
}

/// Fixed tiers.
struct TierQuestion: View {
    let tiers: [TierChoice]
    let chosen: String?
    let problem: Says?
    let choose: @MainActor (String) -> Void
    @Environment(\.look) private var look
    var body: some View {
        Choices(title: "screen_pay_choose_tier", problem: problem) {
            ForEach(tiers, id: \.id) { tier in
                Choice(text: look.words.yuan(tier.amount), chosen: chosen == tier.id) { choose(tier.id) }
            }
        }
    }
}

/// Where the money comes from.
struct SourceQuestion: View {
    let instruments: [InstrumentChoice]
    let chosen: String?
    let problem: Says?
    let choose: @MainActor (String) -> Void
    @Environment(\.look) private var look
    var body: some View {
        Choices(title: "screen_pay_choose_from", problem: problem) {
            ForEach(instruments, id: \.id) { from in
                Choice(text: look.words.text(from.name), chosen: chosen == from.id) { choose(from.id) }
            }
        }
    }
}

/// Amounts to choose among.
struct Amounts: View {
    let offered: [Money]
    let chosen: Money?
    let choose: @MainActor (Money) -> Void
    @Environment(\.look) private var look
    var body: some View {
        ForEach(offered, id: \.fen) { amount in
            Choice(text: look.words.yuan(amount), chosen: chosen == amount) { choose(amount) }
        }
    }
}

extension [ProblemView] {
    /// What is wrong with a field, if anything.
    func about(_ field: String) -> Says? { first { $0.field == field }?.says }
}

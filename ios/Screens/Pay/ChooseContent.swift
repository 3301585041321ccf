import Kit
import SwiftUI

/// Nothing is chosen beforehand, and what is wrong stands where it is wrong.
struct ChooseContent: View {
    let view: PaymentView
    let trouble: CitizenError?
    let busy: Bool
    let verbs: Paying
    @Environment(\.look) private var look

    private var choices: ChoicesView { view.choices }

    var body: some View {
        Page(title: look.words.text(view.title)) {
            BillHead(bill: view.bill)
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            if let base = choices.base { bases(base) }
            if !choices.tiers.isEmpty { tiers }
            periods
            instruments
        } bar: {
            PrimaryBar(note: look.words.text(view.says)) {
                PrimaryButton(look.words.word("action_quote")) { Task { await verbs.quote() } }.disabled(busy || !view.canGoOn)
            }
        }
    }

    private func bases(_ base: BaseChoice) -> some View {
        Choices(title: "screen_pay_choose_base", problem: problem("base")) {
            Note(look.words.word("screen_pay_base_range", .amount("floor", base.floor), .amount("ceiling", base.ceiling)))
                .padding(.horizontal, Space.medium)
                .padding(.top, Space.inside)
            ForEach(base.offered, id: \.fen) { offered in
                Choice(text: yuan(offered), chosen: view.draft.base == offered) { Task { await verbs.choose(base: offered) } }
            }
        }
    }

    private var tiers: some View {
        Choices(title: "screen_pay_choose_tier", problem: problem("tier")) {
            ForEach(choices.tiers, id: \.id) { tier in
                Choice(text: yuan(tier.amount), chosen: view.draft.tier == tier.id) { Task { await verbs.choose(tier: tier.id) } }
            }
        }
    }

    private var periods: some View {
        Choices(title: "screen_pay_choose_periods", problem: problem("periods")) {
            ForEach(choices.rules, id: \.key) { rule in
                Note(look.words.text(rule)).padding(.horizontal, Space.medium).padding(.top, Space.inside)
            }
            ForEach(choices.periods, id: \.id) { period in
                Choice(text: look.words.text(period.name), chosen: view.draft.periods.contains(period.id)) { Task { await verbs.toggle(period: period.id) } }
                    .disabled(!period.canPay)
            }
        }
    }

    private var instruments: some View {
        Choices(title: "screen_pay_choose_from", problem: problem("instrument")) {
            ForEach(choices.instruments, id: \.id) { from in
                Choice(text: look.words.text(from.name), chosen: view.draft.instrument == from.id) { Task { await verbs.choose(instrument: from.id) } }
            }
        }
    }

    private func yuan(_ money: Money) -> String { look.words.word("a11y_amount", .text("amount", look.words.amount(money))) }
    private func problem(_ field: String) -> Says? { view.problems.first { $0.field == field }?.says }
}

/// One question, its answers, and what is wrong with the one that was given.
private struct Choices<Content: View>: View {
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

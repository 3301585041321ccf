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
    private var draft: PaymentDraft { view.draft }
    private var problems: [ProblemView] { view.problems }

    var body: some View {
        Page(title: look.words.text(view.title)) {
            WhoAndWhat(who: look.words.dots(view.bill.person, look.words.text(view.bill.relation)), what: view.bill.title)
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            if let base = choices.base {
                BaseQuestion(base: base, chosen: draft.base, problem: problems.about("base")) { base in Task { await verbs.choose(base: base) } }
            }
            if !choices.tiers.isEmpty {
                TierQuestion(tiers: choices.tiers, chosen: draft.tier, problem: problems.about("tier")) { tier in Task { await verbs.choose(tier: tier) } }
            }
            periods
            SourceQuestion(instruments: choices.instruments, chosen: draft.instrument, problem: problems.about("instrument")) { from in
                Task { await verbs.choose(instrument: from) }
            }
        } bar: {
            PrimaryBar(note: look.words.text(view.says)) {
                PrimaryButton(look.words.word("action_quote")) { Task { await verbs.quote() } }.disabled(busy || !view.canGoOn)
            }
        }
    }

    private var periods: some View {
        Choices(title: "screen_pay_choose_periods", problem: problems.about("periods")) {
            ForEach(choices.rules, id: \.key) { rule in
                Note(look.words.text(rule)).padding(.horizontal, Space.medium).padding(.top, Space.inside)
            }
            ForEach(choices.periods, id: \.id) { period in
                Choice(text: look.words.text(period.name), chosen: draft.periods.contains(period.id)) { Task { await verbs.toggle(period: period.id) } }
                    .disabled(!period.canPay)
            }
        }
    }
}

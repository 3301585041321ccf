import Kit
import SwiftUI

/// Nothing is chosen beforehand, and what is wrong stands where it is wrong.
struct MandateChooseContent: View {
    let view: MandateFormView
    let trouble: CitizenError?
    let busy: Bool
    let verbs: Signing
    @Environment(\.look) private var look

    private var choices: MandateChoices { view.choices }
    private var draft: MandateDraft { view.draft }
    private var problems: [ProblemView] { view.problems }

    var body: some View {
        Page(title: look.words.text(view.title)) {
            WhoAndWhat(who: view.person, what: view.scheme)
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            if let base = choices.base {
                BaseQuestion(base: base, chosen: draft.base, problem: problems.about("base")) { base in Task { await verbs.choose(base: base) } }
            }
            if !choices.tiers.isEmpty {
                TierQuestion(tiers: choices.tiers, chosen: draft.tier, problem: problems.about("tier")) { tier in Task { await verbs.choose(tier: tier) } }
            }
            days
            caps
            SourceQuestion(instruments: choices.instruments, chosen: draft.instrument, problem: problems.about("instrument")) { from in
                Task { await verbs.choose(instrument: from) }
            }
        } bar: {
            PrimaryBar(note: look.words.text(view.says)) {
                PrimaryButton(look.words.text(view.verb)) { Task { await verbs.review() } }.disabled(busy || !view.canGoOn)
            }
        }
    }

    private var days: some View {
        Choices(title: "screen_mandate_choose_day", problem: problems.about("day")) {
            ForEach(choices.days, id: \.day) { day in
                Choice(text: look.words.text(day.name), chosen: draft.day == day.day) { Task { await verbs.choose(day: day.day) } }
            }
        }
    }

    /// Offered once it is known what one debit takes.
    @ViewBuilder private var caps: some View {
        if let expected = view.expected {
            Choices(title: "screen_mandate_choose_cap", problem: problems.about("cap")) {
                Note(look.words.word("screen_mandate_expected", .amount("amount", expected))).padding(.horizontal, Space.medium).padding(.top, Space.inside)
                Amounts(offered: choices.caps, chosen: draft.cap) { cap in Task { await verbs.choose(cap: cap) } }
            }
        }
    }
}

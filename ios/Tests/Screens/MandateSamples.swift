import Foundation
import Kit

// What the core would send about auto-debit.

private func amount(_ name: String, _ fen: Int64) -> Arg { .amount(name, Money(fen: fen)) }

func mandate(
    _ tone: Tone = .done, state: String = "mandate_state_active", says: Says? = nil, short: Bool = false, note: String? = nil, inDoubt: Bool = false,
    stop: StopView? = StopView(verb: word("action_stop_mandate"), question: Says(key: "mandate_stop_question", args: [.text("person", "王＊")])), call: String? = nil
) -> MandateView {
    let next = Says(key: "mandate_says_next", args: [.text("person", "王＊"), .day("day", "2026-12-05"), amount("amount", 95_500), amount("cap", 110_000)])
    let uncovered = Says(key: "mandate_says_uncovered", args: [.text("person", "王＊"), .day("day", "2026-12-05"), amount("amount", 95_500)])
    return MandateView(
        id: "m1", person: "王＊", relation: word("common_self"), title: word("pay_scheme_pension_flexible"), tone: tone, state: word(state), says: says ?? (short ? uncovered : next),
        short: short, note: note.map(word),
        nextOn: "2026-12-05", expected: Money(fen: 95_500), lines: [fromCard], inDoubt: inDoubt, canChange: !inDoubt, stop: stop, call: call, bill: "b1"
    )
}

func mandates(_ rows: [MandateView], offers: [BillView] = [], freshness: Freshness = fresh) -> MandatesView {
    MandatesView(freshness: freshness, rows: rows, offers: offers, says: word(rows.isEmpty ? "mandate_list_none" : "mandate_list_some"))
}

func form(_ step: MandateStep, problems: [ProblemView] = [], asksForPin: Bool = false, tone: Tone = .now) -> MandateFormView {
    let expected: Money? = step == .choose && !problems.isEmpty ? nil : Money(fen: 95_500)
    let choices = MandateChoices(
        base: BaseChoice(floor: Money(fen: 477_500), ceiling: Money(fen: 2_754_900), offered: [Money(fen: 477_500)]), tiers: [],
        days: [1, 5].map { DayChoice(day: $0, name: Says(key: "mandate_value_day", args: [.count("count", Int($0))])) }, caps: [Money(fen: 95_500), Money(fen: 110_000)],
        instruments: [InstrumentChoice(id: "card", name: word("action_card"))]
    )
    return MandateFormView(
        step: step, tone: tone, changes: false, person: "王＊", scheme: word("pay_scheme_pension_flexible"), title: word("mandate_title_sign"), choices: choices,
        draft: MandateDraft(base: nil, tier: nil, day: nil, cap: nil, instrument: nil), problems: problems, canGoOn: problems.isEmpty,
        verb: word(step == .choose ? "action_check" : "action_confirm_mandate"), asksForPin: asksForPin, busy: false, expected: expected, nextOn: "2026-12-05",
        lines: step == .choose ? [] : [fromCard], next: step == .review ? [word("pay_next_presence"), word("mandate_next_by_hand")] : [],
        says: Says(key: "mandate_not_yet", args: [.text("person", "王＊")]), call: step == .attention ? "12333" : nil
    )
}

import Foundation
import Kit
@testable import Screens

// What the core would send. The people are the fictional city's.

let fee = Money(fen: 42000)

func attention(_ id: String, _ target: Target, tone: Tone = .waiting) -> AttentionView {
    AttentionView(
        id: id, tone: tone, state: Says(key: "home_bill_days_left", args: [.count("count", 6)]), person: "王＊", amount: fee,
        headline: Says(key: "home_bill_due", args: [Arg(name: "title", value: .word(key: "action_pay")), .day("day", "2026-11-30")]),
        body: word("home_session_body"), verb: word("action_go_pay"), target: target
    )
}

func home(
    _ freshness: Freshness = fresh, person: String? = "王＊", attention: [AttentionView] = [], card: Bool = true, messages: Bool = false
) -> HomeView {
    HomeView(
        freshness: freshness, person: person, bureau: "测试城市社会保险", fictional: true,
        title: attention.isEmpty ? word("home_title_none") : Says(key: "home_title_some", args: [.count("count", attention.count)]),
        attention: attention, offersSignIn: person == nil, card: card ? CardLineView(headline: word("card_step_make"), tone: .waiting, state: word("card_stage_late")) : nil,
        unread: messages ? 2 : 0, messages: messages ? [message] : [], news: []
    )
}

let message = MessageRowView(
    id: "m1", category: .benefit, name: word("screen_insurance_benefits"), title: "养老金已发放", summary: "11 月养老金", at: noon.addingTimeInterval(-86_400), unread: true
)

func step(_ key: String, _ tone: Tone, _ state: String, at: Date? = nil, note: String? = nil, call: String? = nil) -> StepView {
    StepView(name: word(key), tone: tone, state: word(state), at: at, note: note.map(word), usual: nil, call: call)
}

func card(_ freshness: Freshness = fresh, progress: Bool = true) -> CardView {
    let steps = [
        step("card_step_collect", .done, "card_stage_done", at: noon.addingTimeInterval(-5_000_000)),
        step("card_step_make", .waiting, "card_stage_late", at: noon.addingTimeInterval(-2_000_000), note: "card_activate_bank_note", call: "12333"),
        step("card_step_issue", .idle, "card_stage_todo"),
    ]
    return CardView(
        freshness: freshness, person: "王＊", kind: word("action_card"), headline: word("card_step_make"), tone: .waiting, state: word("card_stage_late"),
        progress: progress ? steps : [],
        status: [StatusLineView(axis: word("screen_card_status"), value: word("card_stage_todo"), raw: "41", tone: .idle)],
        activation: [TaskView(name: word("card_activate_bank"), note: word("card_activate_bank_note"), tone: .idle, state: word("card_stage_todo"))],
        advice: nil,
        holder: HolderView(facts: [FactView(label: word("screen_enrol_name"), value: Says(key: "common_person", args: [.text("name", "王＊"), .text("relation", "")]))], hiddenAgainAt: nil)
    )
}

func bill(_ id: String = "b1", canPay: Bool = true) -> BillView {
    BillView(
        id: id, person: "李＊＊", relation: word("common_self"), title: word("action_insurance"), due: "2026-11-30", canPay: canPay,
        says: word("pay_not_yet"), amount: fee
    )
}

func row(_ tone: Tone = .waiting) -> OrderRowView {
    OrderRowView(id: "o1", person: "李＊＊", title: word("action_insurance"), amount: fee, tone: tone, state: word("card_stage_now"), at: noon)
}

let fromCard = FactView(label: word("screen_pay_choose_from"), value: Says(key: "common_person", args: [.text("name", "测试银行"), .text("relation", "**** 4321")]))

func payment(_ step: PaymentStep, problems: [ProblemView] = [], canGoOn: Bool = true, order: String? = nil, chosen: [String] = [], asksForPin: Bool = false, cashier: CashierView? = nil) -> PaymentView {
    let choices = ChoicesView(
        base: BaseChoice(floor: Money(fen: 488_400), ceiling: Money(fen: 2_442_000), offered: [Money(fen: 488_400), Money(fen: 500_000)]),
        tiers: [],
        periods: [
            PeriodChoice(id: "2026-11", name: Says(key: "screen_pay_due", args: [.day("day", "2026-11-30")]), canPay: true),
            PeriodChoice(id: "2026-12", name: Says(key: "screen_pay_due", args: [.day("day", "2026-12-31")]), canPay: false),
        ],
        rules: [word("pay_rule_monthly"), Says(key: "pay_rule_no_back", args: [.text("title", "测试城市缴费标准（虚构）")])],
        instruments: [InstrumentChoice(id: "card", name: word("action_card"))]
    )
    return PaymentView(
        step: step, tone: step == .paid ? .done : .now, bill: bill(), choices: choices, draft: PaymentDraft(base: nil, tier: nil, periods: chosen, instrument: nil),
        problems: problems, canGoOn: canGoOn, asksForPin: asksForPin, busy: false, title: word("screen_pay_title"), amount: step == .choose ? nil : Money(fen: 97_680),
        arithmetic: nil, lines: step == .choose ? [] : [fromCard], next: step == .review ? [word("pay_not_yet")] : [],
        says: word("pay_not_yet"), order: order, cashier: cashier
    )
}

func order(canCancel: Bool = false, hasReceipt: Bool = false, freshness: Freshness = fresh, cashier: CashierView? = nil) -> OrderView {
    OrderView(
        freshness: freshness, row: row(hasReceipt ? .done : .waiting), title: word("screen_order_title"), says: word("home_order_in_doubt"),
        stages: [
            step("order_stage_pay", .done, "card_stage_done", at: noon), step("order_stage_tax", .now, "card_stage_now"),
            step("order_stage_treasury", .idle, "card_stage_todo"), step("order_stage_credit", .idle, "card_stage_todo"),
        ],
        lines: [fromCard], cashier: cashier, canCancel: canCancel, hasReceipt: hasReceipt, call: nil
    )
}

func receiptRow(_ order: String, counted: Bool = true) -> ReceiptRowView {
    ReceiptRowView(
        order: order, person: "李＊＊", payer: word("receipt_payer_self"), title: word("action_insurance"), amount: fee, paidAt: noon,
        tone: counted ? .done : .idle, state: word(counted ? "order_state_paid" : "order_state_refunded"), counted: counted
    )
}

func receipts(_ rows: [ReceiptRowView], alarm: Bool) -> Receipts.Content {
    let person = Arg.text("person", "王＊")
    let finding = FindingView(
        id: "f1", kind: .amountDiffers, alarm: true, tone: .wrong, state: word("finding_state_amount"), person: "王＊", scheme: "pension_flexible",
        title: word("action_insurance"), period: word("common_self"), amount: fee,
        says: Says(key: "finding_says_amount", args: [person, Arg(name: "amount", value: .amount(amount: fee)), Arg(name: "credited", value: .amount(amount: Money(fen: 40000)))]),
        doSays: Says(key: "finding_do_amount", args: [.text("phone", "12333")]), basedOn: Says(key: "finding_from_records", args: [Arg(name: "at", value: .moment(at: noon))]),
        asOf: noon, order: "o1", call: "12333"
    )
    let findings = FindingsView(
        freshness: fresh, title: alarm ? Says(key: "finding_title_some", args: [.count("count", 1)]) : word("finding_title_none"), rows: alarm ? [finding] : [],
        unchecked: alarm ? [UncheckedView(person: "李＊＊", title: word("action_insurance"), says: Says(key: "finding_unchecked_person", args: [.text("person", "李＊＊")]))] : [],
        checked: 2
    )
    let total = YearTotalView(
        year: 2026, count: 1, total: fee, says: Says(key: "receipt_total", args: [.text("year", "2026"), .count("count", 1), Arg(name: "amount", value: .amount(amount: fee))]),
        notCounted: Says(key: "receipt_not_counted", args: [.count("count", 1)])
    )
    let choices = ReceiptChoices(
        payers: [], insured: [ReceiptChoice(id: "p-wang", name: word("common_self")), ReceiptChoice(id: "p-li", name: word("action_card"))], years: [2026], schemes: []
    )
    let page = ReceiptsPage(
        rows: rows, totals: rows.isEmpty ? [] : [total], choices: choices, empty: rows.isEmpty ? word("receipt_none") : nil, next: nil, dropped: nil
    )
    return Receipts.Content(page: page, rows: rows, findings: findings)
}

import Kit
import SwiftUI

/// The receipts of what was paid: found, added up, taken along; and whether the bureau has credited all of it.
struct ReceiptsScreen: View {
    @StateObject private var model: Receipts
    private let go: @MainActor (Route) -> Void

    init(model: @autoclosure @escaping () -> Receipts, go: @escaping @MainActor (Route) -> Void) {
        _model = StateObject(wrappedValue: model())
        self.go = go
    }

    var body: some View {
        ShownView(shown: model.shown, retry: { Task { await model.open() } }) { content in
            ReceiptsContent(content: content, trouble: model.trouble, saved: model.saved, filter: model.filter, verbs: model, go: go)
                .refreshable { await model.refresh() }
        }
        .task { await model.open() }
    }
}

struct ReceiptsContent: View {
    let content: Receipts.Content
    let trouble: CitizenError?
    let saved: String?
    let filter: ReceiptFilter
    let verbs: Receipts
    let go: @MainActor (Route) -> Void
    @Environment(\.look) private var look

    private var page: ReceiptsPage { content.page }
    private var findings: FindingsView { content.findings }

    var body: some View {
        Page(title: look.words.word("screen_receipts_title"), freshness: findings.freshness) {
            if let trouble { Trouble(error: trouble).padding(.top, Space.medium) }
            SectionHead(look.words.word("screen_receipts_check"))
            BodyText(look.words.text(findings.title), strong: true)
            ForEach(findings.rows, id: \.id) { FindingCard(finding: $0, go: go).padding(.top, Space.small) }
            if !findings.unchecked.isEmpty {
                SectionHead(look.words.word("screen_receipts_unchecked"))
                SectionCard { ForEach(Array(findings.unchecked.enumerated()), id: \.offset) { UncheckedRow(row: $0.element) } }
            }
            SectionHead(look.words.word("screen_receipts_list"))
            ReceiptFilters(choices: page.choices, filter: filter) { chosen in Task { await verbs.choose(chosen) } }
            if let empty = page.empty { BodyText(look.words.text(empty)) }
            ForEach(content.rows, id: \.order) { row in ReceiptCard(row: row) { go(.receipt(row.order)) }.padding(.bottom, Space.small) }
            if let dropped = page.dropped { Note(look.words.text(dropped)) }
            if page.next != nil { TextVerb(look.words.word("action_older")) { Task { await verbs.more() } } }
            if !page.totals.isEmpty { totals }
            if verbs.canSave && !content.rows.isEmpty { save }
        }
    }

    @ViewBuilder private var totals: some View {
        SectionHead(look.words.word("screen_receipts_totals"))
        ForEach(page.totals, id: \.year) { total in
            SaysText(total.says)
            if let left = total.notCounted { Note(look.words.text(left)) }
        }
    }

    @ViewBuilder private var save: some View {
        SecondaryButton(look.words.word("action_export_page")) { Task { await verbs.save(.page) } }.padding(.top, Space.medium)
        SecondaryButton(look.words.word("action_export_data")) { Task { await verbs.save(.json) } }.padding(.top, Space.small)
        if let saved { Note(look.words.word("screen_receipts_saved", .text("name", saved))).padding(.top, Space.small) }
    }
}

/// What does not agree, what to do, and what it follows from.
private struct FindingCard: View {
    let finding: FindingView
    let go: @MainActor (Route) -> Void
    @Environment(\.look) private var look
    @Environment(\.openURL) private var openURL

    var body: some View {
        SectionCard {
            CardBody {
                SideBySide(gap: Space.small) { Chip(finding.tone, finding.state) } end: { Note(finding.person, strong: true, color: look.palette.ink) }
                BodyText(look.words.dots(look.words.text(finding.title), look.words.text(finding.period)))
                SaysText(finding.says)
                SaysText(finding.doSays)
                Note(look.words.text(finding.basedOn))
                if let call = finding.call {
                    SecondaryButton(look.words.word("action_call", .text("phone", call)), icon: .phone) { dial(call, openURL) }.padding(.top, Space.small)
                }
            }
            if let order = finding.order { CardVerb(look.words.word("action_see_order"), about: look.words.text(finding.title)) { go(.order(order)) } }
        }
    }
}

private struct UncheckedRow: View {
    let row: UncheckedView
    @Environment(\.look) private var look
    var body: some View {
        CardBody {
            Note(look.words.dots(row.person, look.words.text(row.title)), strong: true, color: look.palette.ink)
            Note(look.words.text(row.says))
        }
    }
}

private struct ReceiptCard: View {
    let row: ReceiptRowView
    let action: @MainActor () -> Void
    @Environment(\.look) private var look
    var body: some View {
        let how = look.words.dots(look.words.tidy(look.words.formats.moment(row.paidAt)), look.words.text(row.payer))
        MoneyCard(tone: row.tone, state: row.state, person: row.person, title: row.title, amount: row.amount, note: how, verb: "action_receipt", action: action)
    }
}

/// Only what occurs more than once can be chosen between; closed until it is asked for.
private struct ReceiptFilters: View {
    let choices: ReceiptChoices
    let filter: ReceiptFilter
    let choose: @MainActor (ReceiptFilter) -> Void
    @State private var open = false
    @Environment(\.look) private var look

    private struct Group: Identifiable {
        let id: String
        let options: [ReceiptChoice]
        let chosen: String?
        let change: (String?) -> ReceiptFilter
    }

    private var groups: [Group] {
        let years = choices.years.map { ReceiptChoice(id: "\($0)", name: Says(key: "screen_receipts_one_year", args: [.text("year", "\($0)")])) }
        return [
            Group(id: "screen_receipts_insured", options: choices.insured, chosen: filter.insured) {
                ReceiptFilter(payer: filter.payer, insured: $0, year: filter.year, scheme: filter.scheme)
            },
            Group(id: "screen_receipts_payer", options: choices.payers, chosen: filter.payer) {
                ReceiptFilter(payer: $0, insured: filter.insured, year: filter.year, scheme: filter.scheme)
            },
            Group(id: "screen_receipts_year", options: years, chosen: filter.year.map { "\($0)" }) {
                ReceiptFilter(payer: filter.payer, insured: filter.insured, year: $0.flatMap(UInt16.init), scheme: filter.scheme)
            },
            Group(id: "screen_receipts_scheme", options: choices.schemes, chosen: filter.scheme) {
                ReceiptFilter(payer: filter.payer, insured: filter.insured, year: filter.year, scheme: $0)
            },
        ].filter { $0.options.count > 1 }
    }

    var body: some View {
        if !groups.isEmpty {
            if open || filter != ReceiptFilter() {
                ForEach(groups) { group in
                    VStack(alignment: .leading, spacing: 0) {
                        Note(look.words.word(group.id), strong: true, color: look.palette.ink).padding(.vertical, Space.tight)
                        SectionCard {
                            Choice(text: look.words.word("screen_receipts_everything"), chosen: group.chosen == nil) { choose(group.change(nil)) }
                            ForEach(group.options, id: \.id) { option in
                                Choice(text: look.words.text(option.name), chosen: group.chosen == option.id) { choose(group.change(option.id)) }
                            }
                        }
                    }
                    .padding(.bottom, Space.small)
                }
            } else {
                TextVerb(look.words.word("action_filter")) { open = true }
            }
        }
    }
}

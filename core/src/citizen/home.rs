//! Puts the features' answers together into home. Pure: what is shown follows from the sections and the day.

use super::records_attention::{about_to_be_missed, changed};
use super::view::{AttentionView, CardLineView, HomeView, Target};
use crate::card::CardView;
use crate::contributions::insurance_of;
use crate::date::CalendarDate;
use crate::freshness::Freshness;
use crate::inbox::{Category, InboxView, MessageRowView, MessagesPage};
use crate::insurance::{ContinuityView, InsuranceKind, RecordChangesView};
use crate::news::ArticlesPage;
use crate::payments::{
    BillView, FindingView, FindingsView, MandateView, MandatesView, OrderRowView, PaymentsView,
};
use crate::reading::together;
use crate::says::{Says, Tone};
use crate::session::{SessionState, SessionView};

/// What home is made of. A part that could not be read is left out; the others are shown all the same.
pub(crate) struct Sections {
    pub session: SessionView,
    pub payments: Option<PaymentsView>,
    pub findings: Option<FindingsView>,
    pub mandates: Option<MandatesView>,
    pub continuity: Option<ContinuityView>,
    pub changes: Option<RecordChangesView>,
    pub card: Option<CardView>,
    pub inbox: Option<InboxView>,
    pub messages: Option<MessagesPage>,
    pub news: Option<ArticlesPage>,
}

/// A bill is shown so many days before its last day, and is urgent so many before.
const BILL_SHOWN_DAYS: i32 = 30;
const BILL_URGENT_DAYS: i32 = 7;

/// So many of the newest messages and articles stand on home.
const NEWEST: usize = 3;

pub(crate) fn compose(sections: Sections, today: CalendarDate) -> HomeView {
    let attention = attention(&sections, today);
    let freshness = oldest(&sections);
    let title = match (attention.len(), &sections.session.state) {
        (_, SessionState::SignedOut) => Says::word("home_title_signed_out"),
        (_, SessionState::Locked { .. }) => Says::word("home_title_locked"),
        (0, _) if !known(&sections) => Says::word("home_title_not_known"),
        (0, _) => Says::word("home_title_none"),
        (count, _) => Says::word("home_title_some").count("count", u32::try_from(count).unwrap_or(u32::MAX)),
    };
    // Usable without signing in: what leads there stands once on the screen.
    let offers_sign_in =
        sections.session.person.is_none() && !attention.iter().any(|item| item.target == Target::SignIn);
    let Sections { session, card, inbox, messages, news, .. } = sections;
    HomeView {
        freshness,
        person: session.person,
        bureau: session.bureau,
        fictional: session.fictional,
        title,
        attention,
        offers_sign_in,
        card: card.map(|card| CardLineView { headline: card.headline, tone: card.tone, state: card.state }),
        unread: inbox.map_or(0, |inbox| inbox.unread),
        messages: messages.map(|page| page.rows.into_iter().take(NEWEST).collect()).unwrap_or_default(),
        news: news.map(|page| page.rows.into_iter().take(NEWEST).collect()).unwrap_or_default(),
    }
}

/// Whether anything was ever received of what may need somebody: without it nobody can say that nothing does.
fn known(sections: &Sections) -> bool {
    let payments = sections.payments.as_ref().is_some_and(|view| view.freshness.as_of.is_some());
    payments && sections.card.as_ref().is_none_or(|view| view.freshness.as_of.is_some())
}

/// Most urgent first: money in doubt, the session, a month about to be missed, books that do not agree, records that changed, a debit the account does not cover,
/// the card, a benefit.
fn attention(sections: &Sections, today: CalendarDate) -> Vec<AttentionView> {
    let mut items = Vec::new();
    if let Some(payments) = &sections.payments {
        items.extend(payments.live.iter().map(order_in_doubt));
    }
    if sections.session.state == SessionState::Expired {
        items.push(sign_in_again());
    }
    if let Some(payments) = &sections.payments {
        items.extend(payments.bills.iter().filter_map(|bill| bill_due(bill, today)));
    }
    if let Some(continuity) = &sections.continuity {
        let bills = sections.payments.iter().flat_map(|view| &view.bills);
        let shown: Vec<Says> =
            bills.filter(|bill| bill_due(bill, today).is_some()).map(|bill| bill.title.clone()).collect();
        items.extend(about_to_be_missed(continuity, &shown));
    }
    let findings = sections.findings.iter().flat_map(|view| &view.rows);
    items.extend(findings.filter(|finding| finding.alarm).map(books_disagree));
    items.extend(sections.changes.as_ref().and_then(changed));
    let mandates = sections.mandates.iter().flat_map(|view| &view.rows);
    items.extend(mandates.filter(|mandate| mandate.short).map(balance_short));
    items.extend(sections.card.as_ref().and_then(card_waits));
    if let Some(messages) = &sections.messages {
        let benefit = messages.rows.iter().find(|row| row.unread && row.category == Category::Benefit);
        items.extend(benefit.map(benefit_paid));
    }
    items
}

fn order_in_doubt(order: &OrderRowView) -> AttentionView {
    AttentionView {
        id: format!("order:{}", order.id),
        tone: order.tone,
        state: order.state.clone(),
        person: Some(order.person.clone()),
        amount: Some(order.amount),
        // What waits for a scan is not to be paid in another way, but it is to be paid.
        headline: Says::word(match order.state.key.as_str() {
            "order_state_scan" => "home_order_scan",
            "order_state_code_over" => "home_order_code_over",
            _ => "home_order_in_doubt",
        }),
        body: Some(order.title.clone()),
        verb: Says::word("action_see_progress"),
        target: Target::Order { id: order.id.clone() },
    }
}

fn sign_in_again() -> AttentionView {
    AttentionView {
        id: "session".to_owned(),
        tone: Tone::Waiting,
        state: Says::word("home_session_state"),
        person: None,
        amount: None,
        headline: Says::word("home_session_expired"),
        body: Some(Says::word("home_session_body")),
        verb: Says::word("action_sign_in"),
        target: Target::SignIn,
    }
}

fn bill_due(bill: &BillView, today: CalendarDate) -> Option<AttentionView> {
    let due = bill.due.filter(|_| bill.waits())?;
    let days = today.days_until(due);
    if !(0..=BILL_SHOWN_DAYS).contains(&days) {
        return None;
    }
    let urgent = days <= BILL_URGENT_DAYS;
    Some(AttentionView {
        id: format!("bill:{}", bill.id),
        tone: if urgent { Tone::Wrong } else { Tone::Waiting },
        state: Says::word("home_bill_days_left").count("count", days.unsigned_abs()),
        person: Some(bill.person.clone()),
        amount: bill.amount,
        headline: Says::word("home_bill_due").named("title", bill.title.key.clone()).day("day", due),
        body: Some(bill.says.clone()),
        verb: Says::word("action_go_pay"),
        target: Target::Bill { id: bill.id.clone() },
    })
}

fn books_disagree(finding: &FindingView) -> AttentionView {
    let kind = match insurance_of(&finding.scheme) {
        Some("medical") => InsuranceKind::Medical,
        _ => InsuranceKind::Pension,
    };
    AttentionView {
        id: format!("finding:{}", finding.id),
        tone: finding.tone,
        state: finding.state.clone(),
        person: Some(finding.person.clone()),
        amount: finding.amount,
        headline: Says::word("home_finding"),
        body: Some(finding.says.clone()),
        verb: Says::word("action_see_record"),
        target: match &finding.order {
            Some(order) => Target::Order { id: order.clone() },
            None => Target::Insurance { kind },
        },
    }
}

/// The money has to be put in at the bank; the verb leads to where paying by hand and stopping are offered too.
fn balance_short(mandate: &MandateView) -> AttentionView {
    AttentionView {
        id: format!("mandate:{}", mandate.id),
        tone: Tone::Waiting,
        state: Says::word("mandate_state_short"),
        person: Some(mandate.person.clone()),
        amount: mandate.expected,
        headline: Says::word("home_mandate_short").named("title", mandate.title.key.clone()),
        body: Some(mandate.says.clone()),
        verb: Says::word("action_see_mandates"),
        target: Target::Mandates,
    }
}

/// Only what is not going as usual, or needs the citizen: a step under way needs nobody.
fn card_waits(card: &CardView) -> Option<AttentionView> {
    if !matches!(card.tone, Tone::Waiting | Tone::Wrong) {
        return None;
    }
    let note = card.progress.iter().find(|step| step.tone == card.tone).and_then(|step| step.note.clone());
    Some(AttentionView {
        id: "card".to_owned(),
        tone: card.tone,
        state: card.state.clone(),
        person: Some(card.person.clone()),
        amount: None,
        headline: card.headline.clone(),
        body: note.or_else(|| card.advice.clone()),
        verb: Says::word("action_see_progress"),
        target: Target::Card,
    })
}

fn benefit_paid(message: &MessageRowView) -> AttentionView {
    AttentionView {
        id: format!("message:{}", message.id),
        tone: Tone::Done,
        state: message.name.clone(),
        person: None,
        amount: None,
        headline: Says::word("home_benefit").text("title", message.title.clone()),
        body: None,
        verb: Says::word("action_read"),
        target: Target::Message { id: message.id.clone() },
    }
}

/// Home is as old as its oldest part, and as cut off as its most cut-off part.
fn oldest(sections: &Sections) -> Freshness {
    let parts = [
        sections.payments.as_ref().map(|view| view.freshness),
        sections.card.as_ref().map(|view| view.freshness),
        sections.inbox.as_ref().map(|view| view.freshness),
        sections.news.as_ref().map(|page| page.freshness),
    ];
    let parts: Vec<Freshness> = parts.into_iter().flatten().collect();
    together(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::freshness::Source;
    use crate::money::Money;
    use crate::payments::OrderRowView;

    const NOW: Freshness =
        Freshness { as_of: Some(std::time::SystemTime::UNIX_EPOCH), source: Source::Fresh };

    fn empty(state: SessionState) -> Sections {
        let session = SessionView {
            state,
            person: Some("王＊".to_owned()),
            says: Says::word("session_open"),
            bureau: "测试城市".to_owned(),
            fictional: true,
        };
        Sections {
            session,
            payments: None,
            findings: None,
            mandates: None,
            continuity: None,
            changes: None,
            card: None,
            inbox: None,
            messages: None,
            news: None,
        }
    }

    fn bill(due: &str, can_pay: bool) -> BillView {
        BillView {
            id: "b1".to_owned(),
            person: "李＊＊".to_owned(),
            relation: Says::word("pay_relation_mother"),
            title: Says::word("pay_scheme_medical_resident"),
            due: due.parse().ok(),
            can_pay,
            says: Says::word("pay_bill_fixed"),
            amount: Some(Money::fen(40_000)),
        }
    }

    fn order() -> OrderRowView {
        OrderRowView {
            id: "o1".to_owned(),
            person: "王＊".to_owned(),
            title: Says::word("pay_scheme_pension_flexible"),
            amount: Money::fen(100_000),
            tone: Tone::Waiting,
            state: Says::word("order_state_confirming"),
            at: std::time::SystemTime::UNIX_EPOCH,
        }
    }

    fn today() -> CalendarDate {
        CalendarDate::new(2026, 11, 24).unwrap()
    }

    fn ids(home: &HomeView) -> Vec<&str> {
        home.attention.iter().map(|item| item.id.as_str()).collect()
    }

    #[test]
    fn an_order_that_waits_for_a_scan_is_said_to_wait_for_it_and_any_other_not_to_be_paid_again() {
        for (state, headline) in [
            ("order_state_confirming", "home_order_in_doubt"),
            ("order_state_cancelling", "home_order_in_doubt"),
            ("order_state_scan", "home_order_scan"),
            ("order_state_code_over", "home_order_code_over"),
        ] {
            let order = OrderRowView { state: Says::word(state), ..order() };
            assert_eq!(order_in_doubt(&order).headline.key, headline);
        }
    }

    #[test]
    fn nothing_to_do_is_said_in_words_once_it_is_known() {
        let mut sections = empty(SessionState::Open);
        assert_eq!(compose(empty(SessionState::Open), today()).title.key, "home_title_not_known");
        let never = Freshness { as_of: None, source: Source::Stored };
        sections.payments =
            Some(PaymentsView { freshness: never, bills: vec![], live: vec![], past: vec![] });
        assert_eq!(compose(sections, today()).title.key, "home_title_not_known", "an empty list nobody sent");
        let mut sections = empty(SessionState::Open);
        sections.payments = Some(PaymentsView { freshness: NOW, bills: vec![], live: vec![], past: vec![] });
        let home = compose(sections, today());
        assert_eq!((home.title.key.as_str(), home.attention.len()), ("home_title_none", 0));
        assert_eq!(compose(empty(SessionState::SignedOut), today()).title.key, "home_title_signed_out");
    }

    #[test]
    fn what_leads_to_signing_in_stands_once_on_home() {
        let mut nobody = empty(SessionState::SignedOut);
        nobody.session.person = None;
        assert!(compose(nobody, today()).offers_sign_in);
        assert!(!compose(empty(SessionState::Open), today()).offers_sign_in);
        let mut expired = empty(SessionState::Expired);
        expired.session.person = None;
        assert!(!compose(expired, today()).offers_sign_in, "what needs attention leads there");
    }

    #[test]
    fn money_in_doubt_comes_before_everything() {
        let mut sections = empty(SessionState::Expired);
        sections.payments = Some(PaymentsView {
            freshness: NOW,
            bills: vec![bill("2026-11-30", true)],
            live: vec![order()],
            past: vec![],
        });
        let home = compose(sections, today());
        assert_eq!(ids(&home), ["order:o1", "session", "bill:b1"]);
        assert_eq!(home.attention[2].person.as_deref(), Some("李＊＊"), "the line names the insured person");
        assert_eq!(home.attention[2].tone, Tone::Wrong, "six days are urgent");
    }

    #[test]
    fn a_bill_far_off_past_or_closed_needs_nobody() {
        for (due, can_pay) in [("2027-02-28", true), ("2026-11-23", true), ("2026-11-30", false)] {
            let mut sections = empty(SessionState::Open);
            sections.payments = Some(PaymentsView {
                freshness: NOW,
                bills: vec![bill(due, can_pay)],
                live: vec![],
                past: vec![],
            });
            assert_eq!(compose(sections, today()).attention, [], "{due}");
        }
    }

    #[test]
    fn a_bill_whose_rule_is_missing_is_not_forgotten() {
        let mut sections = empty(SessionState::Open);
        let unruled = BillView { says: Says::word("pay_bill_rule_missing"), ..bill("2026-11-30", false) };
        sections.payments =
            Some(PaymentsView { freshness: NOW, bills: vec![unruled], live: vec![], past: vec![] });
        let home = compose(sections, today());
        assert_eq!(
            home.attention[0].body.as_ref().map(|says| says.key.as_str()),
            Some("pay_bill_rule_missing")
        );
    }

    #[test]
    fn a_debit_the_account_does_not_cover_is_said_whether_its_bill_is_there_or_not() {
        let mandate = |id: &str, short, bill: Option<&str>| MandateView {
            id: id.to_owned(),
            person: "李＊＊".to_owned(),
            relation: Says::word("pay_relation_mother"),
            title: Says::word("pay_scheme_medical_resident"),
            tone: Tone::Waiting,
            state: Says::word("mandate_state_short"),
            says: Says::word("mandate_says_uncovered"),
            short,
            note: None,
            next_on: None,
            expected: Some(Money::fen(40_000)),
            lines: vec![],
            in_doubt: false,
            can_change: true,
            stop: None,
            call: None,
            bill: bill.map(str::to_owned),
        };
        let mut sections = empty(SessionState::Open);
        let rows = vec![mandate("m1", true, None), mandate("m2", false, Some("b1"))];
        sections.mandates = Some(MandatesView {
            freshness: NOW,
            rows,
            offers: vec![],
            says: Says::word("mandate_list_some"),
        });
        let home = compose(sections, today());
        assert_eq!(ids(&home), ["mandate:m1"]);
        let item = &home.attention[0];
        assert_eq!((item.person.as_deref(), &item.target), (Some("李＊＊"), &Target::Mandates));
        assert_eq!(item.body.as_ref().map(|says| says.key.as_str()), Some("mandate_says_uncovered"));
    }

    #[test]
    fn home_is_as_cut_off_as_its_most_cut_off_part() {
        let mut sections = empty(SessionState::Open);
        let offline = Freshness { as_of: None, source: Source::StoredOffline };
        sections.payments = Some(PaymentsView { freshness: NOW, bills: vec![], live: vec![], past: vec![] });
        sections.inbox = Some(InboxView { freshness: offline, unread: 2, categories: vec![] });
        let home = compose(sections, today());
        assert_eq!(
            (home.freshness.source, home.freshness.as_of, home.unread),
            (Source::StoredOffline, NOW.as_of, 2)
        );
    }
}

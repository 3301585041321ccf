//! One payment as its screen shows it: choosing, reviewing, or how its order stands.

use super::choice;
use super::flow::{Books, CASHIER, Order, State};
use super::label;
use super::price::Price;
use super::ruling::Ruled;
use super::show_bills;
use super::show_cashier;
use super::show_order;
use super::view::{PaymentDraft, PaymentStep, PaymentView};
use super::wire::{Bill, Instrument, Quote, Rule, Wish};
use crate::money::Money;
use crate::says::{FactView, Says, Tone};

/// A quote that came out right.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub wish: Wish,
    pub quote: Quote,
    pub price: Price,
    /// The tariff it was computed by.
    pub ruled: Ruled,
}

/// What a payment's screen is made of.
pub(super) struct Page<'a> {
    pub bill: &'a Bill,
    pub ruled: &'a Ruled,
    pub instruments: &'a [Instrument],
    pub books: &'a Books,
    pub draft: &'a PaymentDraft,
    pub offer: Option<&'a Offer>,
    pub order: Option<&'a Order>,
    pub busy: bool,
    /// True on a phone without a secure lock.
    pub by_pin: bool,
    pub help_phone: &'a str,
}

/// Where a payment stands.
pub(super) fn page(page: &Page<'_>) -> PaymentView {
    match (page.order, page.offer) {
        (Some(order), offer) => ordered(page, order, offer),
        (None, Some(offer)) => review(page, offer),
        (None, None) => choose(page),
    }
}

fn blank(page: &Page<'_>) -> PaymentView {
    PaymentView {
        step: PaymentStep::Choose,
        tone: Tone::Idle,
        bill: show_bills::bill(page.bill, page.books, &Ok(page.ruled.clone())),
        choices: choice::choices(page.bill, page.ruled, page.instruments, page.books),
        draft: page.draft.clone(),
        problems: Vec::new(),
        can_go_on: false,
        asks_for_pin: false,
        busy: page.busy,
        title: Says::word("pay_title_choose"),
        amount: None,
        arithmetic: None,
        lines: Vec::new(),
        next: Vec::new(),
        says: Says::word("pay_not_yet"),
        order: None,
        cashier: None,
    }
}

fn choose(page: &Page<'_>) -> PaymentView {
    let mut view = blank(page);
    view.problems = choice::problems(page.draft, &view.choices, page.ruled);
    view.can_go_on = view.problems.is_empty() && !page.busy;
    view
}

fn review(page: &Page<'_>, offer: &Offer) -> PaymentView {
    let instrument = page.instruments.iter().find(|known| known.id.text() == offer.wish.instrument);
    let account = instrument.map_or_else(unknown, label::instrument);
    PaymentView {
        step: PaymentStep::Review,
        can_go_on: !page.busy,
        asks_for_pin: page.by_pin,
        title: Says::word("pay_title_review"),
        amount: Some(offer.price.total),
        arithmetic: Some(arithmetic(offer)),
        lines: lines(page.bill, offer, account),
        next: next(offer, instrument),
        ..blank(page)
    }
}

fn ordered(page: &Page<'_>, order: &Order, offer: Option<&Offer>) -> PaymentView {
    let step = match order.state {
        State::Prepared | State::Submitting | State::Accepted | State::CancelAsked => PaymentStep::Confirming,
        State::Attention => PaymentStep::Attention,
        State::Paid | State::Refunding | State::Refunded => PaymentStep::Paid,
        State::Rejected(_) | State::Cancelled => PaymentStep::NotCharged,
    };
    let account = label::source(order).unwrap_or_else(unknown);
    PaymentView {
        step,
        tone: show_order::tone(order.state),
        title: show_order::title(order),
        amount: Some(Money::fen(order.terms.amt)),
        arithmetic: offer.map(arithmetic),
        lines: offer.map(|offer| lines(page.bill, offer, account)).unwrap_or_default(),
        says: show_order::says(order, page.help_phone),
        order: Some(order.id().to_owned()),
        cashier: show_cashier::view(order),
        ..blank(page)
    }
}

/// How the total comes about.
fn arithmetic(offer: &Offer) -> Says {
    let count = u32::try_from(offer.wish.periods.len()).unwrap_or(u32::MAX);
    match &offer.quote.rule {
        Rule::Rate { base_fen, rate_bp, .. } => Says::word("pay_arithmetic_rate")
            .amount("base", base_fen.money())
            .rate("rate", *rate_bp)
            .count("count", count),
        Rule::Fixed { amount_fen } => {
            Says::word("pay_arithmetic_fixed").amount("amount", amount_fen.money()).count("count", count)
        }
    }
}

fn amount(amount: Money) -> Says {
    Says::word("pay_value_amount").amount("amount", amount)
}

fn unknown() -> Says {
    Says::word("pay_value_unknown")
}

/// Who, what, which periods, how it is computed, what is taken and from where.
fn lines(bill: &Bill, offer: &Offer, account: Says) -> Vec<FactView> {
    let fact = |label: &str, value: Says| FactView { label: Says::word(label), value };
    let person = crate::identity::mask_name(bill.person.name.text());
    let mut lines = vec![
        fact("pay_line_person", label::insured(&person, bill.person.relation.text())),
        fact("pay_line_scheme", Says::word(label::scheme(bill.scheme.text()))),
        fact("pay_line_periods", label::periods(&offer.wish.periods)),
    ];
    if let Rule::Rate { base_fen, rate_bp, .. } = &offer.quote.rule {
        lines.push(fact("pay_line_base", amount(base_fen.money())));
        lines.push(fact("pay_line_rate", Says::word("pay_value_rate").rate("rate", *rate_bp)));
    }
    lines.push(fact("pay_line_each", amount(offer.price.each)));
    if let Some(share) = offer.price.account_share {
        lines.push(fact("pay_line_share", amount(share)));
    }
    lines.push(fact("pay_line_fee", Says::word("pay_value_no_fee")));
    lines.push(fact("pay_line_total", amount(offer.price.total)));
    lines.push(fact("pay_line_from", account));
    let Ruled { version, from, source, .. } = &offer.ruled;
    let rule = Says::word("pay_value_rule").text("title", &source.title).text("issuer", &source.issued_by);
    lines.push(fact("pay_line_rule", rule.day("day", source.date)));
    let tariff = Says::word("pay_value_tariff").text("version", version).day("from", *from);
    lines.push(fact("pay_line_tariff", tariff));
    let until = Says::word("pay_value_until").moment("until", offer.quote.expires_at.at());
    lines.push(fact("pay_line_until", until));
    lines
}

/// What happens after confirming.
fn next(offer: &Offer, instrument: Option<&Instrument>) -> Vec<Says> {
    let part = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let bank = instrument.and_then(|known| known.bank.as_ref()).map(|bank| bank.text());
    let tail = instrument.and_then(|known| known.tail.as_ref()).map(|tail| tail.text());
    let moves = match instrument.and_then(label::channel) {
        Some(CASHIER) => Says::word("pay_next_scan").amount("amount", offer.price.total),
        _ => Says::word("pay_next_debit")
            .amount("amount", offer.price.total)
            .text("bank", part(bank))
            .text("tail", part(tail)),
    };
    vec![Says::word("pay_next_presence"), moves, Says::word("pay_next_credit")]
}

#[cfg(test)]
mod tests {
    use super::super::flow::Stage;
    use super::super::price::price;
    use super::super::samples;
    use super::*;
    use crate::says::ArgValue;

    fn offer() -> Offer {
        let (bill, wish) = (samples::pension(), samples::wish(500_000, &["2026-11", "2026-12"]));
        let ruled = samples::ruled(&bill);
        Offer { price: price(&ruled, &wish).unwrap(), quote: samples::quote(&bill, &wish), wish, ruled }
    }

    fn shown(offer: Option<&Offer>, order: Option<&Order>) -> PaymentView {
        shown_on(false, offer, order)
    }

    fn shown_on(by_pin: bool, offer: Option<&Offer>, order: Option<&Order>) -> PaymentView {
        let bills = samples::bills();
        page(&Page {
            bill: &samples::pension(),
            ruled: &samples::ruled(&samples::pension()),
            instruments: &bills.instruments.rows,
            books: &Books::default(),
            draft: &PaymentDraft::default(),
            offer,
            order,
            busy: false,
            by_pin,
            help_phone: "12333",
        })
    }

    #[test]
    fn at_first_nothing_is_chosen_and_nothing_is_taken() {
        let view = shown(None, None);
        assert_eq!(
            (view.draft, view.can_go_on, view.says.key.as_str()),
            (PaymentDraft::default(), false, "pay_not_yet")
        );
        assert_eq!(view.problems.len(), 3);
    }

    #[test]
    fn the_review_names_the_person_and_shows_how_the_total_comes_about() {
        let view = shown(Some(&offer()), None);
        assert_eq!((view.step, view.amount), (PaymentStep::Review, Some(Money::fen(200_000))));
        let person = ArgValue::Text { text: "王＊".to_owned() };
        assert!(view.lines[0].value.args.iter().any(|arg| arg.value == person));
        assert_eq!(view.arithmetic.unwrap().key, "pay_arithmetic_rate");
        assert_eq!(view.says.key, "pay_not_yet");
        assert_eq!(view.next.len(), 3);
        let line = |label: &str| {
            let found = view.lines.iter().find(|line| line.label.key == label).unwrap();
            found.value.args.iter().map(|arg| arg.value.clone()).collect::<Vec<_>>()
        };
        let text = |text: &str| ArgValue::Text { text: text.to_owned() };
        let day = |text: &str| ArgValue::Day { day: text.parse().unwrap() };
        let (title, issuer) = (text("测试城市缴费标准（虚构）"), text("测试城市税务局"));
        assert_eq!(line("pay_line_rule"), [title, issuer, day("2026-06-20")]);
        assert_eq!(line("pay_line_tariff"), [text("2026-07"), day("2026-07-01")]);
    }

    #[test]
    fn the_review_of_a_payment_at_the_cashier_names_it_and_says_that_one_scan_pays() {
        let mut offer = offer();
        offer.wish.instrument = "cashier".to_owned();
        let view = shown(Some(&offer), None);
        assert_eq!(view.next[1].key, "pay_next_scan");
        assert!(view.lines.iter().any(|line| line.value.key == "pay_value_cashier"));
        assert_eq!((view.says.key.as_str(), view.cashier), ("pay_not_yet", None));
    }

    #[test]
    fn a_payment_at_the_cashier_is_confirming_with_its_code() {
        let order = samples::at_cashier(2, Stage::Open);
        let view = shown(Some(&offer()), Some(&order));
        assert_eq!((view.step, view.title.key.as_str()), (PaymentStep::Confirming, "order_answer_scan"));
        assert!(view.cashier.unwrap().qr.is_some());
    }

    #[test]
    fn the_pin_is_asked_for_while_reviewing_on_a_phone_without_a_lock_and_nowhere_else() {
        let (offer, order) = (offer(), samples::order());
        let asked = |by_pin, offer, order| shown_on(by_pin, offer, order).asks_for_pin;
        assert!(asked(true, Some(&offer), None));
        assert!(!asked(false, Some(&offer), None));
        assert!(!asked(true, None, None));
        assert!(!asked(true, Some(&offer), Some(&order)));
    }

    #[test]
    fn once_ordered_the_order_decides_what_is_said() {
        let mut order = samples::order();
        for (state, step) in [
            (State::Submitting, PaymentStep::Confirming),
            (State::Attention, PaymentStep::Attention),
            (State::Paid, PaymentStep::Paid),
            (State::Cancelled, PaymentStep::NotCharged),
        ] {
            order.state = state;
            let view = shown(Some(&offer()), Some(&order));
            assert_eq!((view.step, view.can_go_on, view.order.as_deref()), (step, false, Some(order.id())));
            assert_eq!(view.tone, show_order::row(&order).tone);
            assert_eq!(view.says, show_order::says(&order, "12333"));
        }
    }
}

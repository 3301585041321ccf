//! Orders as screens show them. Every sentence says whether money moved.

use super::answers::is_by_mandate;
use super::flow::{Order, Reason, State};
use super::label;
use super::show_cashier;
use super::stages;
use super::view::{OrderRowView, OrderView};
use crate::freshness::Freshness;
use crate::moment::Moment;
use crate::money::Money;
use crate::says::{FactView, Says, Tone};
use std::time::SystemTime;

/// The moment of so many seconds since 1970, or the beginning for what no screen can mean.
pub(super) fn at(seconds: u64) -> SystemTime {
    Moment::from_unix(seconds).map_or(SystemTime::UNIX_EPOCH, Moment::at)
}

/// An order in a list.
pub(super) fn row(order: &Order) -> OrderRowView {
    OrderRowView {
        id: order.id().to_owned(),
        person: label::person_of(order),
        title: label::title(&order.terms.ob),
        amount: Money::fen(order.terms.amt),
        tone: tone(order.state),
        state: chip(order),
        at: at(order.terms.iat),
    }
}

/// How a state is drawn. In doubt is never drawn as wrong.
pub(super) fn tone(state: State) -> Tone {
    match state {
        State::Prepared => Tone::Idle,
        State::Submitting | State::Accepted | State::CancelAsked => Tone::Now,
        State::Attention | State::Refunding => Tone::Waiting,
        State::Paid | State::Refunded => Tone::Done,
        State::Rejected(_) | State::Cancelled => Tone::Missing,
    }
}

/// How an order stands, in a chip.
fn chip(order: &Order) -> Says {
    show_cashier::instead(order).map_or_else(|| state(order.state), |[_, chip, _]| chip)
}

fn state(state: State) -> Says {
    Says::word(match state {
        State::Prepared => "order_state_prepared",
        State::Submitting | State::Accepted => "order_state_confirming",
        State::CancelAsked => "order_state_cancelling",
        State::Attention => "order_state_attention",
        State::Paid => "order_state_paid",
        State::Rejected(_) => "order_state_not_charged",
        State::Cancelled => "order_state_cancelled",
        State::Refunding => "order_state_refunding",
        State::Refunded => "order_state_refunded",
    })
}

/// The answer, as a page's title.
pub(super) fn title(order: &Order) -> Says {
    if let Some([title, ..]) = show_cashier::instead(order) {
        return title;
    }
    Says::word(match order.state {
        State::Prepared => "order_answer_prepared",
        State::Submitting | State::Accepted => "order_answer_confirming",
        State::CancelAsked => "order_answer_cancelling",
        State::Attention => "order_answer_attention",
        State::Paid => "order_answer_paid",
        State::Rejected(_) => "order_answer_not_charged",
        State::Cancelled => "order_answer_cancelled",
        State::Refunding => "order_answer_refunding",
        State::Refunded => "order_answer_refunded",
    })
}

/// Whether money moved, for whom, and what to do.
pub(super) fn says(order: &Order, help_phone: &str) -> Says {
    if let Some([_, _, says]) = show_cashier::instead(order) {
        return says;
    }
    let key = match order.state {
        State::Prepared => "order_says_prepared",
        State::Submitting | State::Accepted => "order_says_confirming",
        State::CancelAsked => "order_says_cancelling",
        State::Attention => "order_says_attention",
        State::Paid if order.stages.credited_at.is_some() => "order_says_credited",
        State::Paid => "order_says_paid",
        State::Rejected(reason) => refused(reason),
        State::Cancelled => "order_says_cancelled",
        State::Refunding => "order_says_refunding",
        State::Refunded => "order_says_refunded",
    };
    let says = Says::word(key).text("person", label::person_of(order));
    match order.state {
        State::Attention | State::Rejected(Reason::RiskDenied | Reason::Unknown) => {
            says.text("phone", help_phone)
        }
        _ => says,
    }
}

fn refused(reason: Reason) -> &'static str {
    match reason {
        Reason::TariffChanged => "order_why_tariff_changed",
        Reason::QuoteExpired => "order_why_quote_expired",
        Reason::DuplicateObligation => "order_why_duplicate",
        Reason::Insufficient => "order_why_insufficient",
        Reason::RiskDenied => "order_why_denied",
        Reason::BadProof => "order_why_bad_proof",
        Reason::Unknown => "order_why_unknown",
    }
}

/// All that is said about where an order stands: the page's title, the sentence, and the chip. For campaigns and tests of the words.
#[cfg(feature = "simulation")]
pub fn words(order: &Order, help_phone: &str) -> [Says; 3] {
    [title(order), says(order, help_phone), chip(order)]
}

/// One order, whole. `now` only tells what takes longer than usual.
pub(super) fn whole(order: &Order, freshness: Freshness, help_phone: &str, now: SystemTime) -> OrderView {
    OrderView {
        freshness: Freshness { as_of: order.stages.as_of.map(at).or(freshness.as_of), ..freshness },
        row: row(order),
        title: title(order),
        says: says(order, help_phone),
        stages: stages::steps(order, help_phone, now),
        lines: lines(order),
        cashier: show_cashier::view(order),
        can_cancel: (order.state.is_live()) && order.close.is_none(),
        has_receipt: order.receipt.is_some(),
        call: (order.state == State::Attention).then(|| help_phone.to_owned()),
    }
}

pub(super) fn fact(label: &str, value: Says) -> FactView {
    FactView { label: Says::word(label), value }
}

fn lines(order: &Order) -> Vec<FactView> {
    let mut lines = vec![
        fact("order_line_person", label::insured(&label::person_of(order), &order.about.relation)),
        fact("order_line_what", label::title(&order.terms.ob)),
        fact("order_line_amount", amount(order.terms.amt)),
    ];
    lines.extend(label::source(order).map(|source| fact("order_line_from", source)));
    if is_by_mandate(&order.jws) {
        lines.push(fact("order_line_how", Says::word("order_value_mandate")));
    }
    lines.push(fact("order_line_confirmed", moment(order.terms.iat)));
    if let Some(paid) = order.stages.paid_at {
        lines.push(fact("order_line_paid", moment(paid)));
    }
    if let Some(number) = &order.stages.tax_receipt_no {
        lines.push(fact("order_line_tax_no", text(number)));
    }
    lines.push(fact("order_line_number", text(&label::order_number(order.id()))));
    lines
}

pub(super) fn amount(fen: i64) -> Says {
    Says::word("pay_value_amount").amount("amount", Money::fen(fen))
}

pub(super) fn moment(seconds: u64) -> Says {
    Says::word("order_value_moment").moment("at", at(seconds))
}

pub(super) fn text(text: &str) -> Says {
    Says::word("order_value_text").text("text", text)
}

#[cfg(test)]
#[path = "show_order_tests.rs"]
mod tests;

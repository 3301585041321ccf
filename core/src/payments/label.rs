//! Names of things, as codes: people, schemes, periods, accounts.

use super::flow::{About, CASHIER, DEBIT, Obligation, Order};
use super::wire::{Bill, Instrument, Person};
pub(super) use crate::contributions::scheme_word as scheme;
use crate::date::YearMonth;
use crate::identity::mask_name;
use crate::says::Says;

/// What is kept about a person with an order: the name already masked.
pub(super) fn about_person(person: &Person) -> About {
    About {
        person: mask_name(person.name.text()),
        relation: person.relation.text().to_owned(),
        ..About::default()
    }
}

/// Oneself, mother, …
pub(super) fn relation(relation: &str) -> Says {
    Says::word(match relation {
        "self" => "pay_relation_self",
        "mother" => "pay_relation_mother",
        "father" => "pay_relation_father",
        "child" => "pay_relation_child",
        "spouse" => "pay_relation_spouse",
        _ => "pay_relation_other",
    })
}

/// The insured person with the relation: every line about money has it.
pub(super) fn insured(person: &str, kind: &str) -> Says {
    Says::word("pay_value_person").text("person", person).named("relation", relation(kind).key)
}

/// One period's name.
pub(super) fn period(period: &str) -> Says {
    match period.parse::<YearMonth>() {
        Ok(month) => Says::word("pay_period_month").month("month", month),
        Err(_) => Says::word("pay_period_year").text("year", period),
    }
}

/// Several periods.
pub(super) fn periods(periods: &[String]) -> Says {
    match months(periods) {
        Some(months) => Says::word("pay_value_months").months("months", months),
        None => Says::word("pay_value_years").text("years", periods.join("、")),
    }
}

fn months(periods: &[String]) -> Option<Vec<YearMonth>> {
    periods.iter().map(|period| period.parse().ok()).collect()
}

/// Scheme and periods.
pub(super) fn title(obligation: &Obligation) -> Says {
    let scheme = scheme(&obligation.scheme);
    match months(&obligation.period) {
        Some(months) => Says::word("order_title_months").named("scheme", scheme).months("months", months),
        None => Says::word("order_title_years")
            .named("scheme", scheme)
            .text("years", obligation.period.join("、")),
    }
}

/// The account that pays, its number masked.
pub(super) fn account(bank: &str, tail: &str) -> Says {
    Says::word("pay_value_account").text("bank", bank).text("tail", tail)
}

/// The channel an instrument pays by; `None` for one this version does not know, or that lacks what is to be said of it.
pub(super) fn channel(instrument: &Instrument) -> Option<&'static str> {
    let named = instrument.bank.is_some() && instrument.tail.is_some();
    match instrument.kind.text() {
        "card_debit" if named => Some(DEBIT),
        "cashier" => Some(CASHIER),
        _ => None,
    }
}

/// Where the money comes from.
pub(super) fn instrument(instrument: &Instrument) -> Says {
    match (channel(instrument), &instrument.bank, &instrument.tail) {
        (Some(CASHIER), ..) => Says::word("pay_value_cashier"),
        (_, Some(bank), Some(tail)) => account(bank.text(), tail.text()),
        _ => Says::word("pay_value_unknown"),
    }
}

/// Where the money of an order comes from, as far as this device knows.
pub(super) fn source(order: &Order) -> Option<Says> {
    if order.is_for_cashier() {
        return Some(Says::word("pay_value_cashier"));
    }
    (!order.about.tail.is_empty()).then(|| account(&order.about.bank, &order.about.tail))
}

/// An order's number in groups of four, so that it can be read out on the telephone and breaks between groups.
pub(super) fn order_number(id: &str) -> String {
    let digits: Vec<char> = id.chars().collect();
    digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// The insured person of an order, masked.
pub(super) fn person_of(order: &Order) -> String {
    if order.about.person.is_empty() { mask_name("") } else { order.about.person.clone() }
}

/// What is kept with a new order for its screens.
pub(super) fn about(bill: &Bill, instrument: &Instrument, base_fen: Option<i64>) -> About {
    About {
        bill: bill.id.text().to_owned(),
        bank: instrument.bank.as_ref().map(|bank| bank.text().to_owned()).unwrap_or_default(),
        tail: instrument.tail.as_ref().map(|tail| tail.text().to_owned()).unwrap_or_default(),
        base_fen,
        ..about_person(&bill.person)
    }
}

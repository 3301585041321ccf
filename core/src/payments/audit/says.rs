//! The audit's sentences: what does not agree and whether money moved, what to do, and what it follows from.

use super::super::stages::TAX_PHONE;
use super::super::{label, show_order};
use super::compare::{Detail, Found, Unchecked};
use super::view::FindingKind;
use crate::money::Money;
use crate::says::{Says, Tone};

/// In a chip.
pub(super) fn state(kind: FindingKind) -> (Says, Tone) {
    let (key, tone) = match kind {
        FindingKind::PaidNotCredited => ("finding_state_not_credited", Tone::Waiting),
        FindingKind::AmountDiffers => ("finding_state_amount", Tone::Wrong),
        FindingKind::CreditedTwice => ("finding_state_twice", Tone::Wrong),
        FindingKind::RefundedStillCredited => ("finding_state_refunded", Tone::Wrong),
        FindingKind::CreditedNotPaid => ("finding_state_elsewhere", Tone::Idle),
    };
    (Says::word(key), tone)
}

/// What does not agree.
pub(super) fn says(found: &Found) -> Says {
    let person = |key: &str| Says::word(key).text("person", &found.person);
    let amount = found.amount.unwrap_or_default();
    match &found.detail {
        Detail::Late { paid_at } => {
            person("finding_says_late").amount("amount", amount).moment("at", show_order::at(*paid_at))
        }
        Detail::NotRecorded { said_at } => person("finding_says_not_recorded")
            .amount("amount", amount)
            .moment("at", show_order::at(*said_at)),
        Detail::Amount { credited } => two(person("finding_says_amount"), amount, *credited),
        Detail::Base { confirmed, credited } => two(person("finding_says_base"), *confirmed, *credited),
        Detail::Rate { base, rate, expected, recorded } => {
            two(person("finding_says_rate").amount("base", *base).rate("rate", *rate), *expected, *recorded)
        }
        Detail::Sum { expected, recorded } => two(person("finding_says_sum"), *expected, *recorded),
        Detail::Twice { records, paid } => {
            person("finding_says_twice").count("records", *records).count("paid", *paid)
        }
        Detail::StillThere => person("finding_says_refunded").amount("amount", amount),
        Detail::Elsewhere { months } => match found.scheme.ends_with("_resident") {
            true => person("finding_says_elsewhere_year"),
            false => person("finding_says_elsewhere").count("count", *months),
        },
    }
}

fn two(says: Says, ours: Money, theirs: Money) -> Says {
    says.amount("amount", ours).amount("credited", theirs)
}

/// Whom to call.
pub(super) fn phone<'a>(found: &Found, help_phone: &'a str) -> &'a str {
    if matches!(found.detail, Detail::Late { .. }) && !found.in_treasury { TAX_PHONE } else { help_phone }
}

/// What to do.
pub(super) fn to_do(found: &Found, help_phone: &str) -> Says {
    let key = match found.detail.kind() {
        FindingKind::PaidNotCredited => "finding_do_not_credited",
        FindingKind::AmountDiffers if found.order.is_some() => "finding_do_amount",
        FindingKind::AmountDiffers => "finding_do_record",
        FindingKind::CreditedTwice => "finding_do_twice",
        FindingKind::RefundedStillCredited => "finding_do_refunded",
        FindingKind::CreditedNotPaid => "finding_do_elsewhere",
    };
    Says::word(key).text("phone", phone(found, help_phone))
}

/// What it follows from, and how old that is.
pub(super) fn based_on(found: &Found) -> Says {
    let key = if found.from_progress { "finding_from_progress" } else { "finding_from_records" };
    Says::word(key).moment("at", show_order::at(found.as_of))
}

/// Why something could not be checked: whose, what, why.
pub(super) fn unchecked(what: &Unchecked, own: &str) -> (String, Says, Says) {
    let of_year = |scheme: &str, year: u16| {
        Says::word("order_title_years").named("scheme", label::scheme(scheme)).text("years", year.to_string())
    };
    let year = |key: &str, year: u16| Says::word(key).text("year", year.to_string());
    match what {
        Unchecked::NotReceived { scheme, year: of } => {
            (own.to_owned(), of_year(scheme, *of), year("finding_unchecked_missing", *of))
        }
        Unchecked::TooOld { scheme, year: of, as_of } => {
            let says = year("finding_unchecked_old", *of).moment("at", show_order::at(*as_of));
            (own.to_owned(), of_year(scheme, *of), says)
        }
        Unchecked::Unreadable { scheme, year: of, count } => {
            let says = year("finding_unchecked_unreadable", *of).count("count", *count);
            (own.to_owned(), of_year(scheme, *of), says)
        }
        Unchecked::SomebodyElses { name, scheme } => {
            let says = Says::word("finding_unchecked_person").text("person", name);
            (name.clone(), Says::word(label::scheme(scheme)), says)
        }
        Unchecked::UnknownScheme { scheme } => {
            (own.to_owned(), Says::word(label::scheme(scheme)), Says::word("finding_unchecked_scheme"))
        }
    }
}

#[cfg(test)]
#[path = "says_tests.rs"]
mod tests;

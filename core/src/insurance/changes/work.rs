//! The difference two rules make at one's own base. Pure.

use super::view::RuleChangeView;
use crate::contributions::{Contribution, scheme_word};
use crate::date::CalendarDate;
use crate::money::Money;
use crate::rules::{self, Charge, Rule, Rulebook, Terms, Unit};
use crate::says::{Says, Tone};
use std::cmp::Reverse;

/// A change that is so old is no news any more, in days.
const NEWS: i32 = 400;

/// What somebody pays under a scheme, by the newest record of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mine<'a> {
    pub scheme: &'a str,
    /// The base a month; `None`: no record has one.
    pub base: Option<Money>,
    /// One's own part of the newest record: tells the tier.
    pub paid: Option<Money>,
}

impl<'a> Mine<'a> {
    /// Out of a scheme's records.
    pub fn of(scheme: &'a str, records: &[&Contribution]) -> Self {
        let newest = records.iter().filter(|record| record.is_credited()).max_by_key(|record| record.month);
        Self {
            scheme,
            base: newest.and_then(|record| record.base()),
            paid: newest.and_then(|record| record.by_person()),
        }
    }
}

/// The changes that concern these, the newest first.
pub(super) fn changes(mine: &[Mine<'_>], book: &Rulebook) -> Vec<RuleChangeView> {
    let mut rows: Vec<RuleChangeView> = mine.iter().flat_map(|one| of_scheme(one, book)).collect();
    rows.sort_by_key(|row| Reverse(row.from));
    rows
}

fn of_scheme(mine: &Mine<'_>, book: &Rulebook) -> Vec<RuleChangeView> {
    let Ok(pack) = book.newest() else { return Vec::new() };
    let begins = pack.tariffs.iter().filter(|one| one.scheme == mine.scheme).map(|one| one.from);
    let fresh = begins.filter(|from| from.days_until(book.today()) <= NEWS);
    fresh
        .filter_map(|from| {
            let (before, after) =
                (book.on(mine.scheme, from.day_before()).ok()?, book.on(mine.scheme, from).ok()?);
            (before.tariff.version != after.tariff.version)
                .then(|| change(mine, &before, &after, book.today()))
        })
        .collect()
}

fn change(mine: &Mine<'_>, before: &Rule<'_>, after: &Rule<'_>, today: CalendarDate) -> RuleChangeView {
    let (was, _) = price(mine, before.terms);
    let (is, note) = price(mine, after.terms);
    let difference = was.zip(is).and_then(|(was, is)| is.fen.checked_sub(was.fen)).map(Money::fen);
    let month = after.terms.unit == Unit::Month;
    let from = after.tariff.from;
    let (tone, key) = match difference.map(|difference| difference.fen) {
        None => (Tone::Waiting, "change_unknown"),
        Some(0) => (Tone::Done, "change_same"),
        Some(1..) if month => (Tone::Waiting, "change_more_month"),
        Some(1..) => (Tone::Waiting, "change_more_year"),
        Some(_) if month => (Tone::Now, "change_less_month"),
        Some(_) => (Tone::Now, "change_less_year"),
    };
    let mut says = Says::word(key).day("from", from);
    if let Some(difference) = difference.filter(|difference| difference.fen != 0) {
        says = says.amount("amount", Money::fen(difference.fen.saturating_abs()));
    }
    RuleChangeView {
        scheme: mine.scheme.to_owned(),
        name: Says::word(scheme_word(mine.scheme)),
        from,
        ahead: from > today,
        before: was,
        after: is,
        difference,
        tone,
        says,
        note,
        rule: rules::cited(after),
        rule_before: rules::cited(before),
    }
}

/// What one period costs with one's own base or tier; where that is not offered (any more), with the nearest base, which is said.
fn price(mine: &Mine<'_>, terms: &Terms) -> (Option<Money>, Option<Says>) {
    match &terms.charge {
        Charge::Rate(rate) => {
            let Some(base) = mine.base else { return (None, None) };
            let (floor, ceiling) = (rate.floor_fen.money(), rate.ceiling_fen.money());
            let (nearest, note) = if base < floor {
                (floor, Some(Says::word("change_base_raised").amount("amount", floor)))
            } else if base > ceiling {
                (ceiling, Some(Says::word("change_base_lowered").amount("amount", ceiling)))
            } else {
                (base, None)
            };
            (terms.one_period(Some(nearest.fen), None).map(|one| one.amount), note)
        }
        Charge::Fixed { .. } => (terms.one_period(None, None).map(|one| one.amount), None),
        Charge::Tiers { tiers } => {
            let same = tiers.iter().find(|tier| Some(tier.amount_fen.money()) == mine.paid);
            (same.map(|tier| tier.amount_fen.money()), None)
        }
    }
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;

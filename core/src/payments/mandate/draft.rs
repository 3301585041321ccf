//! What can be chosen for a mandate, and what is wrong with what was chosen. Nothing is chosen beforehand.

use super::flow::MandateTerms;
use super::view::{MandateChoices, MandateDraft};
use crate::date::CalendarDate;
use crate::money::Money;
use crate::payments::PaymentDraft;
use crate::payments::choice;
use crate::payments::flow::Books;
use crate::payments::ruling::Ruled;
use crate::payments::wire::{Bill, Instrument};
use crate::rules::Unit;
use crate::says::{ProblemView, Says};

/// Every month has it.
pub(super) const LAST_DAY: u32 = 28;
/// Highest amounts are offered in whole hundreds of yuan.
const HUNDRED: i64 = 10_000;

/// The terms in force, as a change begins with.
pub(super) fn of_terms(terms: &MandateTerms) -> MandateDraft {
    MandateDraft {
        base: terms.base_fen.map(Money::fen),
        tier: terms.tier.clone(),
        day: Some(u32::from(terms.day)),
        cap: Some(Money::fen(terms.cap)),
        instrument: Some(terms.ins.clone()),
    }
}

/// What one debit takes by the tariff in force, once base or tier is chosen.
pub(super) fn expected(draft: &MandateDraft, ruled: &Ruled) -> Option<Money> {
    let one = ruled.terms.one_period(draft.base.map(|base| base.fen), draft.tier.as_deref())?;
    (one.amount.fen > 0).then_some(one.amount)
}

/// What can be chosen.
pub(super) fn choices(
    bill: &Bill,
    ruled: &Ruled,
    instruments: &[Instrument],
    books: &Books,
    draft: &MandateDraft,
) -> MandateChoices {
    let offered = choice::choices(bill, ruled, instruments, books);
    MandateChoices {
        base: offered.base,
        tiers: offered.tiers,
        last_day: LAST_DAY,
        caps: expected(draft, ruled).map(caps).unwrap_or_default(),
        instruments: offered.instruments,
    }
}

/// What it takes now; with room for the next tariff, in whole hundreds; and with more room.
fn caps(expected: Money) -> Vec<Money> {
    let whole = |fen: i64| fen.checked_add(HUNDRED - 1).map(|fen| fen / HUNDRED * HUNDRED);
    let tenth = expected.fen.checked_add(expected.fen / 10).and_then(whole);
    let half = expected.fen.checked_add(expected.fen / 2).and_then(whole);
    let mut caps: Vec<Money> =
        [Some(expected.fen), tenth, half].into_iter().flatten().map(Money::fen).collect();
    caps.dedup();
    caps
}

/// What is wrong with a draft; empty if it can be reviewed.
pub(super) fn problems(
    draft: &MandateDraft,
    bill: &Bill,
    ruled: &Ruled,
    instruments: &[Instrument],
    books: &Books,
) -> Vec<ProblemView> {
    let paid = PaymentDraft {
        base: draft.base,
        tier: draft.tier.clone(),
        periods: Vec::new(),
        instrument: draft.instrument.clone(),
    };
    let offered = choice::choices(bill, ruled, instruments, books);
    let mut problems = choice::problems(&paid, &offered, ruled);
    problems.retain(|problem| problem.field != "periods");
    let mut wrong = |field: &str, says: Says| problems.push(ProblemView { field: field.to_owned(), says });
    match draft.day {
        None => wrong("day", Says::word("mandate_problem_day_missing")),
        Some(day) if !(1..=LAST_DAY).contains(&day) => {
            wrong("day", Says::word("mandate_problem_day_range").count("last", LAST_DAY));
        }
        Some(_) => {}
    }
    match (draft.cap, expected(draft, ruled)) {
        (None, _) => wrong("cap", Says::word("mandate_problem_cap_missing")),
        (Some(cap), Some(expected)) if cap < expected => {
            wrong("cap", Says::word("mandate_problem_cap_low").amount("amount", expected));
        }
        _ => {}
    }
    problems
}

/// The first day on which a mandate signed on `today` debits: never today, and not for a period that is paid or being paid. `None` if there
/// is none within a year. The gateway's word after signing is the one that counts.
pub(super) fn first_day(day: u32, bill: &Bill, ruled: &Ruled, books: &Books) -> Option<CalendarDate> {
    let (today, day) = (ruled.today, u8::try_from(day).ok()?);
    let mut month = today.year_month();
    for _ in 0..=12 {
        let date = CalendarDate::new(month.year(), month.month(), day).ok()?;
        let free = match ruled.terms.unit {
            Unit::Month => {
                let one = choice::obligation(bill, "", vec![month.to_string()]);
                let paid = bill.choices.paid_periods.iter().any(|paid| paid.text() == month.to_string());
                !paid && books.holder(&one).is_none()
            }
            Unit::Year => {
                let periods = &bill.choices.periods;
                let open = bill.open && bill.due.is_none_or(|due| date <= due);
                open && periods.iter().any(|period| choice::is_free(bill, period, books))
            }
        };
        if date > today && free {
            return Some(date);
        }
        month = month.next();
    }
    None
}

//! What can be chosen for a mandate, and what is wrong with what was chosen. Nothing is chosen beforehand.

use super::flow::MandateTerms;
use super::view::{DayChoice, MandateChoices, MandateDraft};
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
/// Few enough to be read at a glance.
const OFFERED_DAYS: [u32; 6] = [1, 5, 10, 15, 20, 25];
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
        days: days(draft.day),
        caps: expected(draft, ruled).map(caps).unwrap_or_default(),
        instruments: offered.instruments,
    }
}

/// Days to offer, the chosen one among them.
fn days(chosen: Option<u32>) -> Vec<DayChoice> {
    let mut days = OFFERED_DAYS.to_vec();
    days.extend(chosen.filter(|day| (1..=LAST_DAY).contains(day)));
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| DayChoice { day, name: day_of_month(day) }).collect()
}

/// A day of the month in words.
pub(super) fn day_of_month(day: u32) -> Says {
    Says::word("mandate_value_day").count("count", day)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::flow::Record;
    use crate::payments::flow::State;
    use crate::payments::samples;

    fn good() -> MandateDraft {
        MandateDraft {
            base: Some(Money::fen(500_000)),
            tier: None,
            day: Some(5),
            cap: Some(Money::fen(120_000)),
            instrument: Some("card".to_owned()),
        }
    }

    fn fields(draft: &MandateDraft) -> Vec<String> {
        let (bill, bills) = (samples::pension(), samples::bills());
        let problems =
            problems(draft, &bill, &samples::ruled(&bill), &bills.instruments.rows, &Books::default());
        problems.into_iter().map(|problem| format!("{} {}", problem.field, problem.says.key)).collect()
    }

    #[test]
    fn nothing_is_chosen_beforehand_and_everything_missing_or_wrong_is_named() {
        assert_eq!(
            fields(&MandateDraft::default()),
            [
                "base pay_problem_base_missing",
                "instrument pay_problem_instrument_missing",
                "day mandate_problem_day_missing",
                "cap mandate_problem_cap_missing"
            ]
        );
        assert_eq!(fields(&good()), [""; 0]);
        for day in [0, 29, 31, u32::MAX] {
            assert_eq!(fields(&MandateDraft { day: Some(day), ..good() }), ["day mandate_problem_day_range"]);
        }
        // 5 000.00 × 20 % = 1 000.00.
        let cap = |fen| fields(&MandateDraft { cap: Some(Money::fen(fen)), ..good() });
        assert_eq!((cap(99_999), cap(100_000)), (vec!["cap mandate_problem_cap_low".to_owned()], vec![]));
    }

    #[test]
    fn highest_amounts_are_offered_once_the_price_is_known() {
        let bill = samples::pension();
        let caps = |draft: &MandateDraft| {
            let instruments = samples::bills().instruments.rows;
            choices(&bill, &samples::ruled(&bill), &instruments, &Books::default(), draft).caps
        };
        assert_eq!(caps(&MandateDraft::default()), []);
        assert_eq!(caps(&good()), [100_000, 110_000, 150_000].map(Money::fen));
    }

    #[test]
    fn a_day_that_was_chosen_elsewhere_is_offered_too() {
        let offered = |chosen| days(chosen).into_iter().map(|choice| choice.day).collect::<Vec<u32>>();
        assert_eq!(offered(None), OFFERED_DAYS);
        assert_eq!(offered(Some(5)), OFFERED_DAYS);
        assert_eq!(offered(Some(28)), [1, 5, 10, 15, 20, 25, 28]);
        assert_eq!(offered(Some(31)), OFFERED_DAYS);
    }

    #[test]
    fn the_first_day_is_never_today_and_never_for_a_month_that_is_paid() {
        let bill = samples::pension();
        let ruled = samples::ruled(&bill);
        assert_eq!(ruled.today.to_string(), "2026-11-24");
        let first = |day, books: &Books| {
            first_day(day, &bill, &ruled, books).map(|day| day.to_string()).unwrap_or_default()
        };
        let none = Books::default();
        assert_eq!((first(25, &none).as_str(), first(24, &none).as_str()), ("2026-11-25", "2026-12-24"));
        assert_eq!((first(5, &none).as_str(), first(0, &none).as_str()), ("2026-12-05", ""));
        let (mut books, mut order) = (Books::default(), samples::order());
        (order.state, order.terms.ob.period) = (State::Paid, vec!["2026-12".to_owned()]);
        books.add(Record::Order(Box::new(order)));
        assert_eq!(first(5, &books), "2027-01-05");
        let mother = samples::medical();
        let ruled = samples::ruled(&mother);
        let last = |day| first_day(day, &mother, &ruled, &none).map(|day| day.to_string());
        // The window ends on 30 November.
        assert_eq!((last(28).as_deref(), last(5)), (Some("2026-11-28"), None));
    }
}

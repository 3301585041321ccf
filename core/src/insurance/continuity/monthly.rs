//! Schemes that count months.

use super::view::ContinuityPeriod;
use super::work::{Known, Standing, Verdict, is_urgent};
use crate::date::YearMonth;
use crate::rules::{BackPayment, Terms, Waiting};
use crate::says::{Says, Tone};

/// So many months stand in the calendar.
const SHOWN: i32 = 12;

/// What a scheme that counts months says.
pub(super) fn verdict(known: &Known<'_>, terms: &Terms) -> Verdict {
    let (standings, this_month) = (known.standings(), known.today.year_month());
    let back = match terms.back_payment {
        BackPayment::None => 0,
        BackPayment::Allowed { periods } => periods,
    };
    let periods = periods(known, back);
    let of = |month: &YearMonth| standings.get(month).copied().unwrap_or(Standing::Unpaid);
    let last_paid = standings.iter().filter(|(_, standing)| standing.holds()).map(|(month, _)| *month).max();
    let verdict =
        |tone, state, says, cost, pay_by, periods| Verdict { tone, state, says, cost, pay_by, periods };
    if of(&this_month).holds() || last_paid.is_some_and(|last| last > this_month) {
        let until = last_paid.unwrap_or(this_month);
        let says = Says::word("continuity_paid_until").month("month", until);
        return verdict(Tone::Done, "continuity_state_whole", says, None, None, periods);
    }
    if of(&this_month) == Standing::Unclear {
        let says = Says::word("continuity_unclear").month("month", this_month);
        return verdict(Tone::Waiting, "continuity_state_unknown", says, None, None, periods);
    }
    let Some(last) = last_paid else {
        // Nothing was paid in what was received: nobody is warned of losing what they may never have had.
        let says = Says::word("continuity_none").month("month", known.since);
        return verdict(Tone::Idle, "continuity_state_none", says, None, None, periods);
    };
    let (deadline, cost) = match terms.waiting {
        Some(waiting) => match without_waiting(last, waiting) {
            deadline if deadline >= this_month => (deadline, waits(last, this_month, waiting, false)),
            // The wait cannot be avoided any more: paying now is still the shortest one.
            _ => {
                let cost = waits(last, this_month, waiting, true);
                let says = Says::word("continuity_wait_begun").month("month", last);
                return verdict(Tone::Wrong, "continuity_state_broken", says, Some(cost), None, periods);
            }
        },
        None => (this_month, lost(terms.back_payment)),
    };
    let pay_by = deadline.last_day();
    let gap = last.months_until(this_month) > 1;
    let (tone, state) = match (is_urgent(known.today, pay_by), gap) {
        (true, _) => (Tone::Wrong, "continuity_state_urgent"),
        (false, true) => (Tone::Waiting, "continuity_state_gap"),
        (false, false) => (Tone::Waiting, "continuity_state_due"),
    };
    let says = match (gap, deadline == this_month) {
        (true, _) => Says::word("continuity_gap_pay_by"),
        (false, true) => Says::word("continuity_pay_by"),
        // This month may still be let pass.
        (false, false) => Says::word("continuity_resume_by"),
    };
    let says = says.month("month", last).day("day", pay_by);
    verdict(tone, state, says, Some(cost), Some(pay_by), periods)
}

/// The last month in which paying again makes nobody wait: so many unpaid months between are let pass.
fn without_waiting(last: YearMonth, waiting: Waiting) -> YearMonth {
    last.plus(i32::from(waiting.grace_months) + 1)
}

/// How long cover waits.
fn waits(last: YearMonth, this_month: YearMonth, waiting: Waiting, begun: bool) -> Says {
    let missed_years = (last.months_until(this_month) - 1).max(0) / 12;
    let more = u32::from(waiting.more_per_missed_year).saturating_mul(missed_years.unsigned_abs());
    let months = u32::from(waiting.months).saturating_add(more);
    if begun {
        let from = this_month.plus(i32::try_from(months).unwrap_or(i32::MAX));
        Says::word("continuity_cost_wait_from").count("count", months).month("month", from)
    } else {
        Says::word("continuity_cost_wait").count("count", months)
    }
}

/// What becomes of a month that is not paid in it.
fn lost(back: BackPayment) -> Says {
    match back {
        BackPayment::None => Says::word("continuity_cost_lost"),
        BackPayment::Allowed { periods } => {
            Says::word("continuity_cost_later").count("count", u32::from(periods))
        }
    }
}

/// The last months up to this one. `back`: so many that are over may still be paid.
pub(super) fn periods(known: &Known<'_>, back: u8) -> Vec<ContinuityPeriod> {
    let (standings, this_month) = (known.standings(), known.today.year_month());
    let months = (0..SHOWN).rev().map(|ago| (ago, this_month.plus(-ago)));
    months
        .filter(|(_, month)| *month >= known.since)
        .map(|(ago, month)| {
            let standing = standings.get(&month).copied().unwrap_or(Standing::Unpaid);
            let (tone, state) = standing.look(ago > i32::from(back));
            let name = Says::word("insurance_value_month").month("month", month);
            ContinuityPeriod { month, name, tone, state: Says::word(state) }
        })
        .collect()
}

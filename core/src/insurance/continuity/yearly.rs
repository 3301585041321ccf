//! Schemes that count years.

use super::view::ContinuityPeriod;
use super::work::{Known, Standing, Verdict, is_urgent};
use crate::contributions::Contribution;
use crate::date::{CalendarDate, YearMonth};
use crate::rules::{Terms, Waiting};
use crate::says::{Says, Tone};

/// So many years stand in the calendar, the next one with them.
const SHOWN: u16 = 4;

/// What a scheme that counts years says: of the year whose days to pay are now or next.
pub(super) fn verdict(known: &Known<'_>, terms: &Terms) -> Verdict {
    let today = known.today;
    let (year, window) = wanted(known, terms);
    let periods = periods(known, year);
    let verdict = |tone, state, says, cost, pay_by| Verdict { tone, state, says, cost, pay_by, periods };
    let text = year.to_string();
    match (standing(known, year), window) {
        (standing, _) if standing.holds() => {
            let says = Says::word("continuity_year_paid").text("year", text);
            verdict(Tone::Done, "continuity_state_whole", says, None, None)
        }
        (Standing::Unclear, _) => {
            let says = Says::word("continuity_year_unclear").text("year", text);
            verdict(Tone::Waiting, "continuity_state_unknown", says, None, None)
        }
        (_, None) => {
            let says = Says::word("continuity_year_no_window").text("year", text);
            verdict(
                Tone::Waiting,
                "continuity_state_due",
                says,
                terms.waiting.map(|rule| waits(known, year, rule)),
                None,
            )
        }
        (_, Some((from, _))) if today < from => {
            let says = Says::word("continuity_year_opens").text("year", text).day("day", from);
            verdict(Tone::Idle, "continuity_state_due", says, None, None)
        }
        (_, Some((_, until))) if today > until => {
            let says = Says::word("continuity_year_late").text("year", text).day("day", until);
            verdict(
                Tone::Wrong,
                "continuity_state_broken",
                says,
                terms.waiting.map(|rule| waits(known, year, rule)),
                None,
            )
        }
        (_, Some((_, until))) => {
            let says = Says::word("continuity_year_pay_by").text("year", text).day("day", until);
            let (tone, state) = if is_urgent(today, until) {
                (Tone::Wrong, "continuity_state_urgent")
            } else {
                (Tone::Waiting, "continuity_state_due")
            };
            let cost = terms.waiting.map(|rule| waits(known, year, rule));
            verdict(tone, state, says, cost, Some(until))
        }
    }
}

/// The year to speak of, and its days: the present one while it is unpaid, else the next.
fn wanted(known: &Known<'_>, terms: &Terms) -> (u16, Option<(CalendarDate, CalendarDate)>) {
    let this = known.today.year();
    let year = match standing(known, this) {
        Standing::Unpaid => {
            let over = terms
                .window
                .and_then(|window| window.days(this))
                .is_some_and(|(_, until)| known.today > until);
            let next_open = terms
                .window
                .and_then(|window| window.days(this + 1))
                .is_some_and(|(from, until)| (from..=until).contains(&known.today));
            // Where this year's days are over and next year's have begun, next year's is what can still be saved.
            if over && next_open { this + 1 } else { this }
        }
        _ => this + 1,
    };
    (year, terms.window.and_then(|window| window.days(year)))
}

/// The fee of a year is recorded under its first month; months within it count as well.
fn standing(known: &Known<'_>, year: u16) -> Standing {
    let standings = known.standings();
    let mut of_year =
        standings.iter().filter(|(month, _)| month.year() == year).map(|(_, standing)| *standing);
    of_year.find(|standing| standing.holds()).or_else(|| of_year.next()).unwrap_or_else(|| {
        let unclear =
            standings.iter().any(|(month, standing)| month.year() == year && *standing == Standing::Unclear);
        if unclear { Standing::Unclear } else { Standing::Unpaid }
    })
}

/// How long cover waits for whoever pays after the days for it.
fn waits(known: &Known<'_>, year: u16, waiting: Waiting) -> Says {
    let paid = known
        .records
        .iter()
        .filter(|record| Contribution::is_credited(record))
        .map(|record| record.month.year());
    let missed =
        paid.filter(|paid| *paid < year).max().map_or(0, |last| year.saturating_sub(last).saturating_sub(1));
    let more = u32::from(waiting.more_per_missed_year).saturating_mul(u32::from(missed));
    Says::word("continuity_cost_wait").count("count", u32::from(waiting.months).saturating_add(more))
}

fn periods(known: &Known<'_>, last: u16) -> Vec<ContinuityPeriod> {
    let years = (0..SHOWN).rev().filter_map(|ago| last.checked_sub(ago));
    years
        .filter_map(|year| YearMonth::new(year, 1).ok())
        .filter(|month| month.year() >= known.since.year())
        .map(|month| {
            let (tone, state) = standing(known, month.year()).look(month.year() < known.today.year());
            let name = Says::word("continuity_year").text("year", month.year().to_string());
            ContinuityPeriod { month, name, tone, state: Says::word(state) }
        })
        .collect()
}

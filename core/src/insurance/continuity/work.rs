//! One scheme's continuity, out of its records and the rules. Pure.

use super::super::InsuranceKind;
use super::view::{ContinuityPeriod, ContinuityRow};
use super::{monthly, yearly};
use crate::contributions::{Contribution, scheme_word};
use crate::date::{CalendarDate, YearMonth};
use crate::rules::{self, NoRule, Rule, Unit};
use crate::says::{Says, Tone};
use std::collections::BTreeMap;

/// How one period stands by the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It counts.
    Paid,
    /// Paid, and not entered yet.
    Confirming,
    /// Nothing is recorded, or that it is missing or was given back.
    Unpaid,
    /// Something is recorded that cannot be read: nobody can say that it is missing.
    Unclear,
}

/// What was received of a scheme.
pub(super) struct Known<'a> {
    pub scheme: &'a str,
    /// The records of the scheme.
    pub records: Vec<&'a Contribution>,
    /// The first month of which records were received: before it nothing is known.
    pub since: YearMonth,
    pub today: CalendarDate,
}

/// What the guard says of a scheme.
pub(super) struct Verdict {
    pub tone: Tone,
    pub state: &'static str,
    pub says: Says,
    pub cost: Option<Says>,
    pub pay_by: Option<CalendarDate>,
    pub periods: Vec<ContinuityPeriod>,
}

impl Known<'_> {
    /// How each recorded month stands; the best of several records counts.
    pub(super) fn standings(&self) -> BTreeMap<YearMonth, Standing> {
        let mut standings = BTreeMap::new();
        let rank = |standing: &Standing| match standing {
            Standing::Paid => 3,
            Standing::Confirming => 2,
            Standing::Unclear => 1,
            Standing::Unpaid => 0,
        };
        for record in &self.records {
            let known = standings.entry(record.month).or_insert(Standing::Unpaid);
            *known = (*known).max_by(standing(record), rank);
        }
        standings
    }
}

impl Standing {
    fn max_by(self, other: Self, rank: impl Fn(&Self) -> u8) -> Self {
        if rank(&other) > rank(&self) { other } else { self }
    }

    /// True if there is no gap here.
    pub(super) fn holds(self) -> bool {
        matches!(self, Self::Paid | Self::Confirming)
    }

    /// In words and drawn. `over`: nothing can be done about it any more.
    pub(super) fn look(self, over: bool) -> (Tone, &'static str) {
        match (self, over) {
            (Self::Paid, _) => (Tone::Done, "insurance_month_paid"),
            (Self::Confirming, _) => (Tone::Waiting, "insurance_month_confirming"),
            (Self::Unclear, _) => (Tone::Waiting, "insurance_unreadable"),
            (Self::Unpaid, true) => (Tone::Missing, "insurance_month_missing"),
            (Self::Unpaid, false) => (Tone::Idle, "continuity_open"),
        }
    }
}

fn standing(record: &Contribution) -> Standing {
    if record.is_credited() {
        return Standing::Paid;
    }
    match record.state.got().map(|state| state.text()) {
        Some("confirming") => Standing::Confirming,
        Some("missing" | "refunded") => Standing::Unpaid,
        _ => Standing::Unclear,
    }
}

/// One scheme's row.
pub(super) fn row(kind: InsuranceKind, known: &Known<'_>, rule: Result<Rule<'_>, NoRule>) -> ContinuityRow {
    let verdict = match &rule {
        Ok(rule) => match rule.terms.unit {
            Unit::Month => monthly::verdict(known, rule.terms),
            Unit::Year => yearly::verdict(known, rule.terms),
        },
        Err(why) => unruled(known, *why),
    };
    ContinuityRow {
        kind,
        scheme: known.scheme.to_owned(),
        name: Says::word(scheme_word(known.scheme)),
        tone: verdict.tone,
        state: Says::word(verdict.state),
        says: verdict.says,
        cost: verdict.cost,
        pay_by: verdict.pay_by,
        periods: verdict.periods,
        rule: rule.ok().map(|rule| rules::cited(&rule)),
    }
}

/// Without the rule nobody knows by when, and what it costs: the records are shown, and which rule is missing is said.
fn unruled(known: &Known<'_>, why: NoRule) -> Verdict {
    Verdict {
        tone: Tone::Waiting,
        state: "continuity_state_unknown",
        says: rules::refused(why, known.scheme),
        cost: None,
        pay_by: None,
        periods: monthly::periods(known, 0),
    }
}

/// Is it urgent: within a week.
pub(super) fn is_urgent(today: CalendarDate, pay_by: CalendarDate) -> bool {
    today.days_until(pay_by) <= 7
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;

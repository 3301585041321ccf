//! What the guard shows.

use super::super::InsuranceKind;
use crate::date::{CalendarDate, YearMonth};
use crate::freshness::Freshness;
use crate::rules::RuleView;
use crate::says::{Says, Tone};

/// Every scheme that somebody pays for themselves.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ContinuityView {
    /// How old the oldest records looked at are.
    pub freshness: Freshness,
    /// Whose it is, masked.
    pub person: String,
    /// The answer: what to do by when, or that nothing is to be done.
    pub title: Says,
    /// A scheme each, what presses most first.
    pub rows: Vec<ContinuityRow>,
}

/// One scheme.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ContinuityRow {
    /// Which insurance.
    pub kind: InsuranceKind,
    /// The scheme, as the bureau calls it.
    pub scheme: String,
    /// Its name.
    pub name: Says,
    /// How it is drawn.
    pub tone: Tone,
    /// The same in words, for a chip.
    pub state: Says,
    /// What to do, or that nothing is to be done.
    pub says: Says,
    /// What it costs not to; `None` if nothing is to be done, or nobody knows.
    pub cost: Option<Says>,
    /// The last day on which paying costs nothing more; `None` if nothing is to be paid, it is too late, or nobody knows.
    pub pay_by: Option<CalendarDate>,
    /// The last periods, oldest first: a calendar.
    pub periods: Vec<ContinuityPeriod>,
    /// The rule it follows from.
    pub rule: Option<RuleView>,
}

/// A month or a year of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ContinuityPeriod {
    /// The month; for yearly fees the first month of the year.
    pub month: YearMonth,
    /// Its name.
    pub name: Says,
    /// How it is drawn.
    pub tone: Tone,
    /// Paid, being confirmed, missed, still open.
    pub state: Says,
}

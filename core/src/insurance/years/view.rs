//! What the years show.

use crate::date::YearMonth;
use crate::freshness::Freshness;
use crate::money::Money;
use crate::says::{Says, Tone};

/// One insurance, year by year.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct YearsView {
    /// How old the oldest year is.
    pub freshness: Freshness,
    /// Newest first; only years whose records are here.
    pub rows: Vec<YearView>,
    /// Years that have records which could not be asked for yet, newest first.
    pub not_here: Vec<u16>,
    /// All years that are here together.
    pub total: Option<YearSums>,
}

/// One year.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct YearView {
    /// The year.
    pub year: u16,
    /// Months that count.
    pub months: u32,
    /// How many count, and how many are missing.
    pub says: Says,
    /// How it is drawn.
    pub tone: Tone,
    /// What was paid.
    pub sums: YearSums,
    /// Months recorded as missing, oldest first.
    pub missing: Vec<YearMonth>,
    /// Says how many records could not be read and are left out, if any.
    pub dropped: Option<Says>,
}

/// What was paid in a time, in fen. Records that do not count are not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct YearSums {
    /// All of it.
    pub total: Money,
    /// One's own part.
    pub own: Money,
    /// The employer's part.
    pub unit: Money,
    /// What the public purse added.
    pub subsidy: Money,
    /// What of it went to the personal account.
    pub to_account: Money,
}

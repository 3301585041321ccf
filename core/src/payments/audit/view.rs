//! What the audit shows.

use crate::freshness::Freshness;
use crate::money::Money;
use crate::says::{Says, Tone};
use std::time::SystemTime;

/// What became of holding payments against credited records.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FindingsView {
    /// How old the oldest records looked at are.
    pub freshness: Freshness,
    /// The answer: how many things do not agree, that all agrees, or that not all could be checked.
    pub title: Says,
    /// Alarms first, then what is only good to know; newest first.
    pub rows: Vec<FindingView>,
    /// What could not be checked, and why.
    pub unchecked: Vec<UncheckedView>,
    /// How many paid periods were held against a record.
    pub checked: u32,
}

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum FindingKind {
    /// Paid, and not credited after the usual delay.
    PaidNotCredited,
    /// Credited with another amount or base than paid, or not base × rate.
    AmountDiffers,
    /// Credited more than once.
    CreditedTwice,
    /// Given back, and still credited.
    RefundedStillCredited,
    /// Credited, and not paid here: good to know, no alarm.
    CreditedNotPaid,
}

/// One thing that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FindingView {
    /// Stable while it is about the same thing.
    pub id: String,
    /// What it is.
    pub kind: FindingKind,
    /// True if somebody should do something.
    pub alarm: bool,
    /// How it is drawn.
    pub tone: Tone,
    /// The same in words, for a chip.
    pub state: Says,
    /// The insured person, masked.
    pub person: String,
    /// The scheme, as the bureau calls it.
    pub scheme: String,
    /// Insurance and scheme.
    pub title: Says,
    /// The months or years.
    pub period: Says,
    /// The amount it is about.
    pub amount: Option<Money>,
    /// What does not agree, and whether money moved.
    pub says: Says,
    /// What to do.
    pub do_says: Says,
    /// What it follows from, and how old that is.
    pub based_on: Says,
    /// When the gateway last confirmed what it follows from.
    pub as_of: Option<SystemTime>,
    /// Our order, if there is one.
    pub order: Option<String>,
    /// The number to call, where somebody should.
    pub call: Option<String>,
}

/// Something that could not be checked.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct UncheckedView {
    /// The insured person, masked.
    pub person: String,
    /// Insurance and scheme, and for which year or person.
    pub title: Says,
    /// Why, and what would help.
    pub says: Says,
}

//! What the watch shows.

use super::super::InsuranceKind;
use crate::says::{Says, Tone};
use std::time::SystemTime;

/// What changed in one's records since they were first shown on this device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RecordChangesView {
    /// The answer: that nothing changed for the worse, or how many things.
    pub title: Says,
    /// What is open first, then what was put right; the newest first.
    pub rows: Vec<RecordChangeView>,
    /// Since when records are watched here; `None`: none were shown yet.
    pub since: Option<SystemTime>,
    /// True if the history on this device is as it was written.
    pub whole: bool,
    /// That it is not, and what follows.
    pub note: Option<Says>,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum RecordChangeKind {
    /// A month disappeared.
    MonthGone,
    /// A month that counted does not.
    StateFlipped,
    /// A base fell.
    BaseFell,
    /// An amount fell.
    AmountFell,
    /// Fewer months count in all.
    MonthsFell,
    /// No longer insured.
    StatusFlipped,
}

/// One change for the worse.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RecordChangeView {
    /// Stable; what [`super::super::Insurance::dismiss_change`] takes.
    pub id: String,
    /// Which insurance.
    pub insurance: InsuranceKind,
    /// What changed.
    pub kind: RecordChangeKind,
    /// True if it is open: neither put right nor dismissed.
    pub open: bool,
    /// How it is drawn.
    pub tone: Tone,
    /// The same in words, for a chip.
    pub state: Says,
    /// Insurance, and month where there is one.
    pub title: Says,
    /// What was shown before and what is shown now.
    pub says: Says,
    /// What to do.
    pub do_says: Says,
    /// When this device saw the change.
    pub found_at: SystemTime,
    /// When it saw that it was put right.
    pub mended_at: Option<SystemTime>,
    /// The number to call; `None` if nobody has to.
    pub call: Option<String>,
}

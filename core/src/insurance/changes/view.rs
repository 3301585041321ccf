//! What changed rules mean for one person.

use crate::date::CalendarDate;
use crate::freshness::Freshness;
use crate::money::Money;
use crate::rules::RuleView;
use crate::says::{Says, Tone};

/// The changes of rules that concern somebody, and the pack they are in.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RuleChangesView {
    /// How old the records are that tell what somebody pays.
    pub freshness: Freshness,
    /// The answer: that nothing changed, or how many things.
    pub title: Says,
    /// The newest first.
    pub rows: Vec<RuleChangeView>,
    /// The rules at hand: their number, and until when they can be acted on; or which are missing.
    pub pack: Says,
}

/// One scheme's change.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RuleChangeView {
    /// The scheme, as the bureau calls it.
    pub scheme: String,
    /// Its name.
    pub name: Says,
    /// From this day on.
    pub from: CalendarDate,
    /// True if that day has not come.
    pub ahead: bool,
    /// What one month or year cost before, at one's own base or tier; `None` if nobody can tell.
    pub before: Option<Money>,
    /// What it costs from then on.
    pub after: Option<Money>,
    /// By how much that is more; negative: less. Fen a month, or a year where years are paid.
    pub difference: Option<Money>,
    /// How it is drawn.
    pub tone: Tone,
    /// In words.
    pub says: Says,
    /// That one's base must change with the rule, if it must.
    pub note: Option<Says>,
    /// The new rule.
    pub rule: RuleView,
    /// The rule before.
    pub rule_before: RuleView,
}

//! What an explanation shows.

use crate::date::YearMonth;
use crate::freshness::Freshness;
use crate::rules::RuleView;
use crate::says::Says;

/// One month's records, explained.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ExplanationView {
    /// How old the records are.
    pub freshness: Freshness,
    /// The month.
    pub month: YearMonth,
    /// One for each record of the month.
    pub records: Vec<RecordExplanation>,
}

/// One record, explained.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RecordExplanation {
    /// Its scheme.
    pub name: Says,
    /// Sentence by sentence, in the order money goes.
    pub lines: Vec<Says>,
    /// True if its amounts are what its own base and rates make.
    pub adds_up: bool,
    /// The law it follows from.
    pub law: Option<Says>,
    /// The local rule of that month, where it is at hand and the record is of a scheme it is about.
    pub rule: Option<RuleView>,
}

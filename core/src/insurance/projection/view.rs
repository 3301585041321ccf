//! What the projection takes and shows.

use crate::date::YearMonth;
use crate::money::Money;
use crate::rules::{RetirementGroup, RuleView};
use crate::says::{FactView, ProblemView, Says};

/// What a projection starts from. What is left out is taken from the records, where they have it.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct ProjectionDraft {
    /// For whom the retirement age is.
    #[uniffi(default = None)]
    pub group: Option<RetirementGroup>,
    /// The month of birth.
    #[uniffi(default = None)]
    pub born: Option<YearMonth>,
    /// Months that count so far.
    #[uniffi(default = None)]
    pub months: Option<u32>,
    /// What is in the personal account.
    #[uniffi(default = None)]
    pub account: Option<Money>,
    /// The average index of the contributions so far, in basis points: 6000 is 60 % of the average wage.
    #[uniffi(default = None)]
    pub index_basis_points: Option<u32>,
    /// The base a month from now on.
    #[uniffi(default = None)]
    pub base: Option<Money>,
}

/// The projection's screen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ProjectionView {
    /// What was worked with: the draft, and from the records what it left out.
    pub draft: ProjectionDraft,
    /// What is wrong with the draft; a field that is not filled in yet is not.
    pub problems: Vec<ProblemView>,
    /// The answer.
    pub answer: ProjectionAnswer,
    /// What was assumed, in order.
    pub assumptions: Vec<Says>,
    /// Where it is written.
    pub rules: Vec<RuleView>,
}

/// What the projection says.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ProjectionAnswer {
    /// Something is not chosen yet, or is wrong.
    Open,
    /// So much a month.
    Projected {
        /// The basic pension and that from the personal account together, a month.
        monthly: Money,
        /// From this month on.
        from: YearMonth,
        /// How it comes about, line by line.
        lines: Vec<FactView>,
    },
    /// Too few months by then: what can be done is said.
    TooShort {
        /// The month in which the age is reached.
        from: YearMonth,
        /// Months missing then.
        missing: u32,
        /// In words.
        says: Says,
    },
    /// Nothing is said, because a rule is missing, over or unreadable.
    Refused {
        /// Which.
        says: Says,
    },
}

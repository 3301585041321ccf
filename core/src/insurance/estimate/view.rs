//! What the estimator takes and shows.

use crate::money::Money;
use crate::rules::RuleView;
use crate::says::{FactView, ProblemView, Says};

/// What somebody wants to know the cost of. Nothing is chosen beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct EstimateDraft {
    /// The region, six digits; `None`: the bureau's own.
    #[uniffi(default = None)]
    pub region: Option<String>,
    /// The scheme, one of [`EstimateView::schemes`].
    #[uniffi(default = None)]
    pub scheme: Option<String>,
    /// The base a month, where the scheme has one.
    #[uniffi(default = None)]
    pub base: Option<Money>,
    /// The tier, where the scheme has tiers.
    #[uniffi(default = None)]
    pub tier: Option<String>,
    /// How many months or years, as the scheme counts.
    #[uniffi(default = None)]
    pub periods: Option<u32>,
}

/// The estimator's screen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EstimateView {
    /// What can be chosen, in the order published.
    pub schemes: Vec<SchemeChoice>,
    /// What the chosen scheme offers.
    pub offers: Option<OffersView>,
    /// What is wrong with the draft; a field that is not filled in yet is not.
    pub problems: Vec<ProblemView>,
    /// The answer.
    pub answer: EstimateAnswer,
    /// Where it is written.
    pub rule: Option<RuleView>,
}

/// A scheme to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SchemeChoice {
    /// Its id.
    pub scheme: String,
    /// Its name.
    pub name: Says,
}

/// What a scheme offers.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OffersView {
    /// The lowest and the highest base a month, and common ones; `None`: there is no base.
    pub base: Option<BaseOffer>,
    /// Tiers; empty: there are none.
    pub tiers: Vec<TierOffer>,
    /// What one counts: months or years.
    pub unit: Says,
    /// The most that can be asked for at once.
    pub most: u32,
}

/// Bases to choose from, fen a month.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BaseOffer {
    /// The lowest: published, never derived.
    pub floor: Money,
    /// The highest.
    pub ceiling: Money,
    /// Common choices.
    pub offered: Vec<Money>,
}

/// A tier to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TierOffer {
    /// Its id.
    pub id: String,
    /// What it costs.
    pub amount: Money,
    /// What the public purse adds.
    pub subsidy: Option<Money>,
}

/// What the estimator says.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum EstimateAnswer {
    /// Something is not chosen yet, or is wrong.
    Open,
    /// So much.
    Estimated {
        /// All of it.
        total: Money,
        /// One month or year.
        each: Money,
        /// How it comes about, line by line.
        lines: Vec<FactView>,
    },
    /// Nothing is said, because a rule is missing, over or unreadable.
    Refused {
        /// Which.
        says: Says,
    },
}

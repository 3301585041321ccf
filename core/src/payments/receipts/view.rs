//! What the receipts screen shows.

use crate::money::Money;
use crate::says::{Says, Tone};
use std::time::SystemTime;

/// Which receipts. Without a choice: all.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptFilter {
    /// Who paid, by the choice's id.
    #[uniffi(default = None)]
    pub payer: Option<String>,
    /// The insured person, by the choice's id.
    #[uniffi(default = None)]
    pub insured: Option<String>,
    /// The year in which the money was taken, where the bureau is.
    #[uniffi(default = None)]
    pub year: Option<u16>,
    /// The scheme, by the choice's id.
    #[uniffi(default = None)]
    pub scheme: Option<String>,
}

/// One page of receipts, and what all of the filtered ones come to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptsPage {
    /// Newest first.
    pub rows: Vec<ReceiptRowView>,
    /// Newest year first; of all filtered receipts, not of this page alone.
    pub totals: Vec<YearTotalView>,
    /// What can be chosen: only what occurs.
    pub choices: ReceiptChoices,
    /// Said when there is nothing to show: none yet, or none under this filter.
    pub empty: Option<Says>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Says how many kept receipts could not be verified again and are left out, if any.
    pub dropped: Option<Says>,
}

/// One receipt in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptRowView {
    /// The order, for `receipt`.
    pub order: String,
    /// The insured person, masked.
    pub person: String,
    /// Who paid.
    pub payer: Says,
    /// Insurance, scheme, periods.
    pub title: Says,
    /// How much was taken.
    pub amount: Money,
    /// When.
    pub paid_at: SystemTime,
    /// Paid, or given back, drawn.
    pub tone: Tone,
    /// The same in words.
    pub state: Says,
    /// False if it was given back, or is being: shown, and not counted.
    pub counted: bool,
}

/// What was paid in a year.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct YearTotalView {
    /// The year in which the money was taken.
    pub year: u16,
    /// How many receipts are counted.
    pub count: u32,
    /// What they come to; `None` if it is more than can be said.
    pub total: Option<Money>,
    /// The same in words.
    pub says: Says,
    /// Says how many were given back and are not counted, if any.
    pub not_counted: Option<Says>,
}

/// What a filter can choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptChoices {
    /// Who paid.
    pub payers: Vec<ReceiptChoice>,
    /// Insured persons.
    pub insured: Vec<ReceiptChoice>,
    /// Years, newest first.
    pub years: Vec<u16>,
    /// Schemes.
    pub schemes: Vec<ReceiptChoice>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptChoice {
    /// For the filter.
    pub id: String,
    /// Its name.
    pub name: Says,
}

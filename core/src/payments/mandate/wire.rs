//! What is asked of the gateway about mandates.

use crate::answer::{Amount, Records};
use crate::date::CalendarDate;
use crate::error::Outcome;
use crate::moment::Moment;
use crate::payments::wire::Id;
use crate::wire::{Delivered, Reply, Undelivered, Wire, segment};
use serde::{Deserialize, Serialize};

/// The name the gateway's list is kept under.
pub(in crate::payments) const MANDATES: &str = "mandates";
/// Where it is asked for.
pub(in crate::payments) const MANDATES_PATH: &str = "/mandates";

/// Every mandate of this citizen, as the gateway last told it. Believed row by row, by the proof in each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::payments) struct Mandates {
    pub mandates: Records<MandateStatus>,
    pub as_of: Moment,
}

/// How one stands. What matters is signed inside it; what is not signed only informs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::payments) struct MandateStatus {
    pub id: String,
    pub proof: String,
    #[serde(default)]
    pub mandate: Option<String>,
    #[serde(default)]
    pub next: Option<NextDebit>,
    #[serde(default)]
    pub last: Option<LastDebit>,
}

/// The next debit, by the tariff in force when it was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::payments) struct NextDebit {
    pub on: CalendarDate,
    pub period: Id,
    #[serde(default)]
    pub amount_fen: Option<Amount>,
    pub balance: Balance,
}

/// Whether the account holds what the next debit takes. The gateway says it; nobody computes it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::payments) enum Balance {
    Covered,
    Short,
    #[serde(other)]
    Unknown,
}

/// What came of the latest period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::payments) struct LastDebit {
    pub period: Id,
    pub on: CalendarDate,
    #[serde(default)]
    pub order: Option<Id>,
    #[serde(default)]
    pub why: Option<Id>,
}

impl Wire {
    pub(in crate::payments) async fn mandate_status(&self, id: &str) -> Outcome<Reply<MandateStatus>> {
        self.get(&format!("{MANDATES_PATH}/{}", segment(id)?), None).await
    }

    /// Sends an act, once: whoever calls has it in the journal, and asks again from there.
    pub(in crate::payments) async fn send_act(&self, id: &str, jws: &str) -> Result<Delivered, Undelivered> {
        let id = segment(id).map_err(Undelivered::NotSent)?;
        self.put_signed(&format!("{MANDATES_PATH}/{id}"), jws).await
    }
}

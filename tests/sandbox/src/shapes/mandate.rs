//! Auto-debit mandates.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a mandate stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MandateStatus {
    /// Its id.
    pub id: String,
    /// A `shebao-mandate-state+jws`: the latest act, what came of it, and what is in force.
    pub proof: String,
    /// The `shebao-mandate+jws` whose terms are in force or that it ended with, as it was received; null if it never was in force.
    pub mandate: Option<String>,
    /// The next debit; null if none is to come.
    pub next: Option<NextDebit>,
    /// The latest period that came up; null before the first.
    pub last: Option<LastDebit>,
}

/// The next debit, by the tariff in force now.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct NextDebit {
    /// The day.
    pub on: String,
    /// What it pays.
    pub period: String,
    /// How much; null if the scheme does not offer this base or tier any more.
    pub amount_fen: Option<i64>,
    /// `covered short unknown`: whether the account holds that much now.
    pub balance: String,
}

/// What came of the latest period.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct LastDebit {
    /// The period.
    pub period: String,
    /// The day.
    pub on: String,
    /// The order; null if none was made.
    pub order: Option<String>,
    /// Where no order was made: `over_cap not_offered paid` (by hand). Null otherwise: the order says the rest.
    pub why: Option<String>,
}

/// Every mandate of a citizen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MandateList {
    /// In no order.
    pub mandates: Vec<MandateStatus>,
    /// How old this is.
    pub as_of: String,
}

/// The payload of `shebao-mandate-state+jws`, by the role `orders`. Kept for ever: it proves what came of an act.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MandateStatePayload {
    /// The mandate.
    pub man: String,
    /// The latest act's number.
    pub v: u32,
    /// SHA-256 of the latest act's payload, hex.
    pub fp: String,
    /// Why the latest act changed nothing: `bad_proof duplicate not_offered cap_too_low not_active`; absent if it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<crate::decide::mandate::MandateWhy>,
    /// `none active revoked`, after it.
    pub state: String,
    /// SHA-256 of the payload of the act whose terms are in force or it ended with, hex; absent if it never was in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cur: Option<String>,
    /// When it was decided, seconds since 1970. The key that signs must be valid at this moment.
    pub at: i64,
}

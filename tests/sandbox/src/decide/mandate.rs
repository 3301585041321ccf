//! What an auto-debit mandate is: what the citizen signs, what came of each signature, and the record that is kept for ever.

use super::tariff::Choice;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a signed text does to a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Begins it.
    Sign,
    /// Other terms from now on.
    Change,
    /// Ends it.
    Revoke,
}

/// The payload of `shebao-mandate+jws`. Unknown members are ignored; missing ones make it unreadable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MandatePayload {
    /// The mandate's id, 32 lower-case hex digits, made on the device.
    pub id: String,
    /// 1 for the signature that begins it, one more for each act after it.
    pub v: u32,
    /// What is done.
    pub act: Act,
    /// The insured person.
    pub person: String,
    /// The scheme, such as `pension_flexible`.
    pub scheme: String,
    /// The region.
    pub region: String,
    /// The base in fen a month, where the tariff has one.
    #[serde(default)]
    pub base_fen: Option<i64>,
    /// The tier's id, where the tariff has tiers.
    #[serde(default)]
    pub tier: Option<String>,
    /// Where the money comes from.
    pub ins: String,
    /// The day of the month, 1 to 28.
    pub day: u8,
    /// The most one debit may take, fen.
    pub cap: i64,
    /// When the citizen signed, by the device's clock: evidence only.
    pub iat: i64,
}

impl MandatePayload {
    /// Base or tier.
    pub fn choice(&self) -> Choice {
        Choice { base_fen: self.base_fen, tier: self.tier.clone() }
    }

    /// Who and what it pays for: at most one mandate in force each.
    pub fn pays_for(&self) -> String {
        format!("{}/{}", self.person, self.scheme)
    }
}

/// Why an act changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MandateWhy {
    /// Not signed by this device's consent key, or without the PIN proof this device owes.
    BadProof,
    /// Another mandate in force pays for the same person and scheme.
    Duplicate,
    /// Not this citizen's to pay, or not what the scheme offers.
    NotOffered,
    /// One debit at the tariff in force would be above the highest amount.
    CapTooLow,
    /// There is nothing in force to change or end.
    NotActive,
}

/// One signature and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAct {
    /// SHA-256 of the payload's octets.
    pub fingerprint: String,
    /// The very octets received.
    pub jws: String,
    /// Why it changed nothing; `None` if it holds.
    pub why: Option<MandateWhy>,
    /// When it was decided, seconds since 1970.
    pub at: i64,
}

/// Whether it debits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MandateState {
    /// It never came into force.
    None,
    /// In force.
    Active,
    /// Ended.
    Revoked,
}

impl MandateState {
    /// What the wire calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Active => "active",
            Self::Revoked => "revoked",
        }
    }
}

/// What was done for the latest period that came up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The period.
    pub period: String,
    /// Orders made for it, ever.
    pub made: u32,
    /// Tries in the month of `on`.
    pub tries: u32,
    /// The day of the last, `2026-11-05`.
    pub on: String,
    /// The last order; `None` if none was made, as `why` says.
    pub order: Option<String>,
    /// `over_cap`, `not_offered` or `paid` (by hand), where no order was made.
    pub why: Option<String>,
}

/// A mandate as the gateway keeps it, for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateRecord {
    /// Its id.
    pub id: String,
    /// Whose account pays.
    pub payer: String,
    /// Every act, `v` 1 first.
    pub acts: Vec<KeptAct>,
    /// The terms in force, or those it ended with.
    pub terms: Option<MandatePayload>,
    /// Whether it debits.
    pub state: MandateState,
    /// The first day on which it may debit under these terms.
    pub from: String,
    /// The latest period that came up.
    pub tried: Tried,
    /// The period for which the citizen was warned of too little money.
    pub warned: String,
    /// Signed by the room that makes the record durable.
    #[serde(default)]
    pub proof: String,
}

impl MandateRecord {
    /// The latest act's number.
    pub fn v(&self) -> u32 {
        u32::try_from(self.acts.len()).unwrap_or(u32::MAX)
    }

    /// The terms, while it debits.
    pub fn in_force(&self) -> Option<&MandatePayload> {
        self.terms.as_ref().filter(|_| self.state == MandateState::Active)
    }

    /// The act whose terms are in force, or that it ended with.
    pub fn holding(&self) -> Option<&KeptAct> {
        let v = self.terms.as_ref()?.v;
        self.acts.get(usize::try_from(v).ok()?.checked_sub(1)?)
    }
}

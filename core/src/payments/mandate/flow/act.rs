//! An act on a mandate: what was signed, and how it stands.

use crate::payments::flow::About;
use serde::{Deserialize, Serialize};

/// What is done to a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    /// It begins.
    Sign,
    /// It gets other terms.
    Change,
    /// It ends.
    Revoke,
}

/// The payload of an act, as it is signed. Its octets are kept in the act's JWS and never written anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateTerms {
    /// The mandate's id: 128 random bits made on the device, 32 lower-case hex digits.
    pub id: String,
    /// 1 for the act that signs it, one more for each act after it.
    pub v: u32,
    /// What is done.
    pub act: ActKind,
    /// The insured person's id.
    pub person: String,
    /// `pension_flexible`, `medical_flexible`, `medical_resident`, `pension_resident`.
    pub scheme: String,
    /// The region, six digits.
    pub region: String,
    /// The base per month in fen, where the scheme has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_fen: Option<i64>,
    /// The tier, where the scheme has tiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// Where the money comes from.
    pub ins: String,
    /// The day of the month, 1 to 28.
    pub day: u8,
    /// The most one debit may take, fen.
    pub cap: i64,
    /// When the user signed, seconds since 1970 by this device: evidence only.
    pub iat: u64,
}

impl MandateTerms {
    /// True if both pay for the same person's scheme.
    pub fn pays_for_the_same(&self, other: &Self) -> bool {
        self.person == other.person && self.scheme == other.scheme
    }
}

/// Where an act stands, as far as this device knows for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActState {
    /// Signed and journalled; no octet was sent.
    Prepared,
    /// May have been sent: in doubt.
    Submitting,
    /// In doubt for long; asking goes on.
    Attention,
    /// The gateway's signed word is that it holds.
    Holds,
    /// The gateway's signed word is that it changed nothing.
    Refused(ActWhy),
    /// The gateway's signed word is about a later act, or another one in its place: that one counts.
    Overtaken,
    /// Taken back before anything was sent.
    Withdrawn,
}

/// Why an act changed nothing, from its proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActWhy {
    /// The signature, or the PIN that stands for the user's presence, was not accepted.
    BadProof,
    /// Another mandate in force pays for the same person and scheme.
    Duplicate,
    /// Not this citizen's to pay, or not what the scheme offers.
    NotOffered,
    /// One debit would be above the highest amount now.
    CapTooLow,
    /// There is nothing in force to change or end.
    NotActive,
    /// A reason this version does not know. Nothing changed either.
    #[serde(other)]
    Unknown,
}

impl ActState {
    /// How far it has come. It never falls, whatever arrives, also across restarts.
    pub fn rank(self) -> u8 {
        match self {
            Self::Prepared => 0,
            Self::Submitting => 1,
            Self::Attention => 2,
            Self::Holds | Self::Refused(_) | Self::Overtaken | Self::Withdrawn => 3,
        }
    }

    /// True while nobody here knows whether it counts.
    pub fn in_doubt(self) -> bool {
        matches!(self, Self::Submitting | Self::Attention)
    }

    /// True until it has an end: prepared, or in doubt.
    pub fn is_live(self) -> bool {
        self == Self::Prepared || self.in_doubt()
    }
}

/// One signed act, with what proves what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was signed, read from `jws`.
    pub terms: MandateTerms,
    /// The act as signed: every attempt sends these very octets.
    pub jws: String,
    /// SHA-256 of the payload's octets, lower-case hex. The act's name in the journal.
    pub fingerprint: String,
    /// For screens.
    pub about: About,
    /// Where it stands.
    pub state: ActState,
    /// The gateway's word that ended it, as signed.
    pub proof: Option<String>,
}

/// The difference between an act before and after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActChange {
    /// The state after it.
    pub to: ActState,
    /// The proof, as signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

impl ActChange {
    /// A change of state and nothing else.
    pub fn to(state: ActState) -> Self {
        Self { to: state, proof: None }
    }

    /// True if the disk's last reserve may be used for it: it keeps a promise already made.
    pub fn must_be_recorded(&self) -> bool {
        self.to != ActState::Submitting
    }
}

impl Act {
    /// A new act, prepared.
    pub fn prepared(terms: MandateTerms, jws: String, fingerprint: String, about: About) -> Self {
        Self { terms, jws, fingerprint, about, state: ActState::Prepared, proof: None }
    }

    /// The act after a recorded change.
    pub fn after(mut self, change: &ActChange) -> Self {
        // A journal that was put together from damaged parts could hold a change twice; a rank never falls.
        if change.to.rank() >= self.state.rank() {
            self.state = change.to;
        }
        if self.proof.is_none() {
            self.proof.clone_from(&change.proof);
        }
        self
    }
}

//! The gateway's signed word about a mandate. The signature was checked before; whether it is about this very act is checked here.

use super::act::{Act, ActState, ActWhy};
use serde::Deserialize;

/// The claims of a `shebao-mandate-state+jws`: the latest act, what came of it, and what holds after it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MandateProof {
    /// The mandate.
    pub man: String,
    /// The latest act's number.
    pub v: u32,
    /// The fingerprint of the latest act.
    pub fp: String,
    /// Why it changed nothing; `None` if it holds.
    #[serde(default)]
    pub why: Option<ActWhy>,
    /// How the mandate stands after it.
    pub state: Standing,
    /// The fingerprint of the act whose terms are in force or that it ended with; `None` if it never was in force.
    #[serde(default)]
    pub cur: Option<String>,
    /// The proof as signed.
    #[serde(skip)]
    pub text: String,
}

/// How a mandate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It never was in force.
    None,
    /// It debits.
    Active,
    /// It ended.
    Revoked,
}

impl MandateProof {
    /// The end this word is for an act, if it is about its mandate and not older than it. One number has one body: a word about another one
    /// under the same number proves that this act never counts.
    pub fn end_of(&self, act: &Act) -> Option<ActState> {
        if self.man != act.terms.id || self.v < act.terms.v {
            return None;
        }
        if self.v > act.terms.v || self.fp != act.fingerprint {
            return Some(ActState::Overtaken);
        }
        Some(self.why.map_or(ActState::Holds, ActState::Refused))
    }
}

//! What a step writes into the journal.

use super::cashier::Attempt;
use super::order::Stages;
use super::state::State;
use serde::{Deserialize, Serialize};

/// The difference between an order before and after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The state after it.
    pub to: State,
    /// The gateway holds the order.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// The gateway knows another body under this id.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contradicted: bool,
    /// The signed request to stop it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<String>,
    /// The receipt, as signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The tombstone, as signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tombstone: Option<String>,
    /// The refund notice, as signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<String>,
    /// The stages after payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Stages>,
    /// The newest attempt at the cashier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<Attempt>,
}

impl Change {
    /// A change of state and nothing else.
    pub fn to(state: State) -> Self {
        Self {
            to: state,
            held: false,
            contradicted: false,
            close: None,
            receipt: None,
            tombstone: None,
            refund: None,
            stages: None,
            cashier: None,
        }
    }

    /// True if the disk's last reserve may be used for it: it tells what happened to money, or keeps a promise already made.
    pub fn must_be_recorded(&self) -> bool {
        self.to != State::Submitting
    }
}

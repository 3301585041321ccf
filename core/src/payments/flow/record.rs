//! What the journal holds, one frame each.

use super::change::Change;
use super::order::Order;
use crate::payments::mandate::flow::{Act, ActChange};
use serde::{Deserialize, Serialize};

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// An order begins to be known, or stands as it is when a journal was compacted.
    Order(Box<Order>),
    /// An order changed.
    Changed {
        /// Which.
        id: String,
        /// How.
        change: Box<Change>,
    },
    /// An act on a mandate begins to be known, or stands as it is when a journal was compacted.
    Act(Box<Act>),
    /// An act changed.
    ActChanged {
        /// Which, by its fingerprint.
        act: String,
        /// How.
        change: ActChange,
    },
    /// The gateway's list was followed up to here.
    Listed {
        /// Its cursor.
        cursor: String,
    },
}

impl Record {
    /// As the journal keeps it: JSON. `None` cannot happen for these types.
    pub fn to_octets(&self) -> Option<Vec<u8>> {
        serde_json::to_vec(self).ok()
    }

    /// Read back. `None` for a record this version cannot read.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        serde_json::from_slice(octets).ok()
    }
}

//! A value as the gateway gave it, with what is needed to ask about it again.

use serde::{Deserialize, Serialize};
use std::time::SystemTime;

/// A value, its validator and its age, kept and replaced together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept<T> {
    /// What the gateway said, verified.
    pub value: T,
    /// The validator to send as `If-None-Match`, if the gateway gave one.
    pub etag: Option<String>,
    /// When the gateway last confirmed the value.
    pub as_of: SystemTime,
}

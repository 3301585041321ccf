//! What an act on a mandate (sign, change, revoke) goes through, decided without doing: (act, event) → (change to record, request to send).
//!
//! The same hand as an order's flow, and for the same reason: the act is durable in the journal **before** its first octet is sent, every
//! attempt sends those very octets, and only the bureau's signed word about this very act, or about a later one, ends it. Nothing is signed
//! a second time, and nothing in doubt is called failed.
//!
#![doc = include_str!("TABLE.md")]

mod act;
mod event;
mod proof;
mod step;
#[cfg(test)]
mod tests;

pub use act::{Act, ActChange, ActKind, ActState, ActWhy, MandateTerms};
#[cfg(test)]
pub use event::ActEventKind;
pub use event::{ActEvent, ActRequest};
pub use proof::{MandateProof, Standing};
pub use step::{ActNext, ActStep, step};

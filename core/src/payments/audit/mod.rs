//! The ledger audit: what was paid held against what the bureau has credited.
//!
//! Evidence is what was delivered, judged by the gateway's own clock: a finding follows from records that are newer than the moment by which
//! they should have been right. What is not there, too old, or somebody else's to read is said to be unchecked, never guessed.

mod calls;
mod compare;
mod evidence;
mod says;
mod show;
mod view;

pub use view::*;

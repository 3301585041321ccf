//! What an order goes through, decided without doing: (order, event) → (change to record, request to send).
//!
//! No clock, no disk, no network here. The rooms around it make the change durable in the journal **before** they send the request,
//! and turn whatever comes back into the next event. Only a signed answer that verifies and names this very order ends it.
//!
#![doc = include_str!("TABLE.md")]

mod adopt;
mod books;
mod cashier;
mod change;
mod event;
mod order;
mod proof;
mod receipt;
mod record;
mod state;
mod step;
#[cfg(test)]
mod tests;

pub use adopt::{Listed, adopt};
pub use books::Books;
pub use cashier::{Attempt, Stage};
pub use event::{Event, Request};
pub use order::{About, CASHIER, DEBIT, MANDATE, Obligation, Order, Stages, Terms};
pub use proof::{Refund, RefundState, Tombstone};
pub use receipt::{Receipt, left_half};
pub use record::Record;
pub use state::{Reason, State};
pub use step::{Next, Pace, Step};
// What only tests and campaigns name.
#[cfg(any(test, feature = "simulation"))]
pub use {books::Taken, change::Change, event::EventKind, proof::Why, step::step};

//! Auto-debit mandates: the citizen signs once, and the gateway debits each period on its day, at the tariff of that day and never above the
//! signed highest amount.
//!
//! `flow` decides what an act (sign, change, revoke) goes through; acts lie in the same journal as orders, and the desk carries them. The
//! gateway's list is the truth about what is in force: a second phone and a new one read it there, each row by its own proof.

mod answers;
mod calls;
mod carry;
mod draft;
pub(crate) mod flow;
mod form;
mod pages;
#[cfg(test)]
mod samples;
#[cfg(test)]
#[path = "sentences_tests.rs"]
mod sentences;
mod show;
mod standing;
mod view;
mod wire;
mod words;

pub use form::MandateForm;
pub use view::*;

//! Reporting a card lost, taking that back, and asking for another one.
//!
//! * Each act has an id made on the device and is signed with the user's consent. It is kept on the device before its first byte is sent, and every attempt
//!   sends those very octets: a lost reply is in doubt, never failed, and settled by sending the same again.
//! * "Already done" is success.
//! * How long a function stays closed, what may be taken back by phone, and whether the region takes reports by phone at all, is the region's data.

mod calls;
mod flow;
mod show;
mod store;
mod view;
mod wire;

pub use view::*;

//! What the gateway decides, without doing any of it: pure functions (state, request, now) → (records, answer, effects).
//!
//! No HTTP, no database, no clock and no chance in here; the rooms in `gateway` load the state, call a decision, make its
//! records durable and only then run its effects. A simulation can drive these millions of times.

pub mod attempts;
pub mod bank;
pub mod card;
pub mod cashier;
pub mod enrolment;
pub mod loss;
pub mod mandate;
pub mod mandates;
pub mod order;
pub mod orders;
pub mod pack;
pub mod pin;
pub mod proof;
pub mod quotes;
pub mod receipt;
pub mod stages;
pub mod tariff;
pub mod tokens;

//! The running gateway over real TLS: what it does for a right client and how it refuses a wrong one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cashier;
mod client;
mod devices;
mod durability;
mod faults;
mod mandates;
mod packs;
mod path;
mod pin;
mod reads;
mod rules;
mod session;

//! Whole order lives: two phones of one citizen, a gateway with its bank, a network, and everything that can go wrong, by one seed.
//!
//! A phone is the core's own clerk over a simulated disk; the gateway is the sandbox's own decisions over a durable table. Signatures are
//! not simulated: a proof is what the gateway holds.

pub mod answers;
mod bank;
pub mod bureau;
mod cashier;
mod clear;
mod explained;
pub mod frames;
mod lives;
mod mistakes;
mod network;
pub mod phone;
pub mod phone_disk;
mod planted;
pub mod points;
pub mod rules;
mod spoiled;
mod steps;
mod tally;
mod tariffs;
mod watch;
mod weather;
pub mod world;

pub use mistakes::Mistake;

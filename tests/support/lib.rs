//! What journeys and campaigns share: a city, its phones, servers no app may trust, and an observer that remembers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod app;
mod books;
mod bureau;
mod city;
mod hostile;
mod no_lock;
mod paying;
mod recorder;

pub use app::{App, Closed};
pub use books::{disagreement, orders, unkept};
pub use bureau::bureau;
pub use city::{City, PIN};
pub use hostile::{Hostile, Wrong};
pub use no_lock::NoLock;
pub use paying::{CARD, CASHIER, reviewed, scan_all};
pub use recorder::Recorder;

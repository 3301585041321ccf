//! What journeys share: servers no app may trust, and an observer that remembers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod app;
mod bureau;
mod city;
mod hostile;
mod no_lock;
mod recorder;

pub use app::{App, Closed};
pub use bureau::bureau;
pub use city::{City, PIN};
pub use hostile::{Hostile, Wrong};
pub use no_lock::NoLock;
pub use recorder::Recorder;

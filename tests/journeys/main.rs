//! The real core, real reqwest, real sled, real TLS: one file for each journey.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hostile_servers;

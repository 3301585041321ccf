//! The reference gateway of a fictional city: never a live service.
//!
//! A real HTTPS gateway (axum over rustls) on a durable database (redb), with the rules of exactly-once payment enforced and
//! the back offices simulated behind it. [`Sandbox::start`] runs it; [`Operator`] moves what is behind it.
//!
//! ```no_run
//! use shebao_sandbox::{Options, Sandbox};
//! let running = Sandbox::start(Options::new("/tmp/test-city", 42))?;
//! println!("{} {}", running.url(), running.enrolment_code());
//! running.operator().advance_card("p-wang").ok();
//! # Ok::<(), shebao_sandbox::StartError>(())
//! ```
//!
//! Where things are: `decide` decides without doing; `gateway` loads, makes durable, runs effects; `http` parses and answers;
//! `serve` listens and lets things go wrong; `seed` invents the city; `shapes` are the bodies on the wire.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod certificate;
mod chance;
mod clock;
pub mod decide;
mod gateway;
mod http;
mod jws;
mod keys;
mod moment;
mod openapi;
mod operator;
mod problem;
mod records;
mod running;
mod seal;
mod seed;
mod serve;
pub mod shapes;
mod store;

pub use certificate::CertificateError;
pub use clock::Clock;
pub use gateway::{OpenError, Point, Timing};
pub use jws::Coordinates;
pub use openapi::document as openapi_document;
pub use operator::{Done, Operator};
pub use problem::{Problem, ProblemDetails};
pub use running::{Options, Running, Sandbox, StartError};
pub use seed::{Resident, residents};
pub use serve::counters::Logged;
pub use serve::faults::{FaultKind, FaultOrder};
pub use store::StoreError;

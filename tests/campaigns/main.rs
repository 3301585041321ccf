//! Campaigns over the product's own code: the core's `flow`, `clerk` and `journal`, the sandbox gateway's `decide`, with a disk, a network
//! and a clock that fail by seed. Each run prints its seed; `SHEBAO_SEED=N` replays it. `SHEBAO_CAMPAIGN=long` lives longer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod crash_points;
mod damage;
mod figures;
mod killing;
mod setting;
mod simulation;
mod stack;

//! Rules about the repository itself, read from its sources: who may use whom, words for every code, sizes, no panics, a true map.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod dependencies;
mod map;
mod panics;
mod rooms;
mod sizes;
mod sources;
mod words;

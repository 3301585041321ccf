//! The bodies on the wire, as the OpenAPI document describes them.
//!
//! Instants are RFC 3339 with offset, days `YYYY-MM-DD`, months `YYYY-MM`, money integer fen in fields named `…_fen`.

pub mod card;
pub mod enrol;
pub mod inbox;
pub mod mandate;
pub mod operate;
pub mod pay;
pub mod pin;
pub mod read;
pub mod rules;

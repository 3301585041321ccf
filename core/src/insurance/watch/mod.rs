//! The watch over records: what was shown is remembered in a chain, and what then disappears, falls or flips is found.
//!
//! * Every page of records leaves a short picture of itself, and every change of that picture an entry in a chain: each entry is hashed over the one
//!   before it, so that a history that was cut or altered on the device is noticed and said.
//! * Picture and entry become durable together: a change is found once, and never lost by a crash between the two.
//! * What could not be read is neither gone nor changed: the picture keeps what was known.

mod calls;
mod chain;
mod compare;
mod picture;
mod show;
mod view;

pub(super) use calls::Watch;
pub use view::*;

//! What changed for me: a new rule beside the one before it, as a difference in money.

mod calls;
mod view;
mod work;

pub use view::*;

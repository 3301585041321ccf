//! What a contribution would cost, before anybody signs in or pays: computed from the signed rules at hand, or refused with the rule that is missing.

mod calls;
mod view;
mod work;

pub use view::*;

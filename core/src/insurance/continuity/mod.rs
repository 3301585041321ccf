//! The guard against missed months: what was paid without a break, by when to pay next, and what it costs not to, by the region's rules.

mod calls;
mod monthly;
mod view;
mod work;
mod yearly;

pub use view::*;

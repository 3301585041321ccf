//! Contributions year by year: what was paid by whom, how many months count, and which are missing.

mod calls;
mod view;
mod work;

pub use view::*;

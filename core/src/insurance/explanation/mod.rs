//! A record in plain words: how its amount comes about, who paid which part, where it went, and by which rule.

mod calls;
mod view;
mod work;

pub use view::*;

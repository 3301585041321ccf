//! Where things are done about a card: branches, offices, hospitals. Which place does what is the region's data.

mod calls;
mod view;
mod wire;
mod work;

pub use view::*;

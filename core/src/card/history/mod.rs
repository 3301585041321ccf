//! The citizen's earlier cards.

mod calls;
mod view;
mod wire;

pub use view::*;

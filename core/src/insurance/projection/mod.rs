//! What a monthly pension would be, worked out by the region's published rules from what is recorded and what is assumed. An orientation, never a
//! promise: the screen says what was assumed.

mod calls;
mod view;
mod work;

pub use view::*;

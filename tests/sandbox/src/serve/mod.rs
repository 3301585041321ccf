//! The listeners, and what may go wrong on the way.

pub(crate) mod answer;
pub(crate) mod counters;
pub(crate) mod faults;
pub(crate) mod host;
pub(crate) mod listen;
pub(crate) mod rewrites;

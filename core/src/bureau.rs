//! Whom the app talks to, and whose signatures it believes.

/// A bureau's public configuration, verified.
pub(crate) struct Bureau {}

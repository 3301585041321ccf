//! How old what a screen shows is, and why.

use std::time::SystemTime;

/// Where what is shown comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Source {
    /// The gateway confirmed it since the app was last opened.
    Fresh,
    /// Kept on the device; the gateway has not been asked yet.
    Stored,
    /// Kept on the device; the gateway could not be reached.
    StoredOffline,
    /// Kept on the device; the session has ended, so the gateway cannot be asked.
    StoredExpired,
}

/// When the gateway last confirmed what is shown, and how it got here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Freshness {
    /// When the gateway last confirmed it; `None` if nothing was ever received.
    pub as_of: Option<SystemTime>,
    /// Where it comes from.
    pub source: Source,
}

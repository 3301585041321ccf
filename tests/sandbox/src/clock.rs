//! The gateway's clock. Nothing else in this crate asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970, from the machine or held still; both can be moved on by a test.
#[derive(Clone, Debug)]
pub struct Clock {
    held: Option<i64>,
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self { held: None, ahead: Arc::default() }
    }

    /// A clock that stands still at `unix` seconds until [`Clock::advance`] moves it.
    pub fn held_at(unix: i64) -> Self {
        Self { held: Some(unix), ahead: Arc::default() }
    }

    /// Now, in seconds since 1970.
    pub fn now(&self) -> i64 {
        let base = self.held.unwrap_or_else(|| {
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(i64::MAX))
        });
        base.saturating_add(self.ahead.load(Ordering::SeqCst))
    }

    /// Moves the clock on by `seconds`; every clone of this clock moves with it.
    pub fn advance(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

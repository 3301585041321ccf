//! How long the app was away from the front.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Away for longer than this, the app locks itself: long enough to read a code from a text message, short enough for a phone left lying.
const LIMIT: Duration = Duration::from_secs(5 * 60);

/// Since when the app has been away, by both clocks: one stops while a phone sleeps, the other can be turned.
#[derive(Default)]
pub(super) struct Away(Mutex<Option<(Instant, SystemTime)>>);

impl Away {
    pub(super) fn begin(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), SystemTime::now()));
    }

    /// The app is back. True if it was away for too long.
    pub(super) fn over(&self) -> bool {
        let since = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        since.is_some_and(|(began, clock)| {
            too_long(began.elapsed(), SystemTime::now().duration_since(clock).ok())
        })
    }
}

/// A clock that went backwards says nothing good about where the phone was.
fn too_long(steady: Duration, clock: Option<Duration>) -> bool {
    steady > LIMIT || clock.is_none_or(|clock| clock > LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_clock_is_enough_to_lock() {
        let minutes = |n: u64| Duration::from_secs(n * 60);
        assert!(!too_long(minutes(4), Some(minutes(4))));
        assert!(too_long(minutes(6), Some(minutes(1))), "the wall clock was turned back a little");
        assert!(too_long(minutes(1), Some(minutes(60))), "the phone slept");
        assert!(too_long(minutes(1), None), "the wall clock went backwards");
    }

    #[test]
    fn coming_back_without_having_left_is_nothing() {
        let away = Away::default();
        assert!(!away.over());
        away.begin();
        assert!(!away.over());
    }
}

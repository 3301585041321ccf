//! Opening and closing the app by the PIN.

use super::pin::six_digits;
use super::signing_in::{destroy_keys, vault};
use super::vault::{LIMIT, Opened, wait};
use super::view::SessionState;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::parts::Parts;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// One try at a time, and when the last wait began.
pub(super) struct Door(Mutex<State>);

struct State {
    /// The start of the app, or the last wrong try: what happened before the app started is not known to any steady clock.
    since: Instant,
    /// The last PIN was wrong once too often, here.
    shredded: bool,
}

impl Door {
    pub(super) fn new() -> Self {
        Self(Mutex::new(State { since: Instant::now(), shredded: false }))
    }

    /// Tries a PIN. Blocks for a third of a second on a phone.
    pub(super) fn unlock(&self, parts: &Parts, typed: &str) -> Outcome<()> {
        let mut state = self.state();
        match parts.secrets.personal_root() {
            Ok(_) => return Ok(()),
            Err(CitizenError::Locked) => {}
            Err(error) => return Err(error),
        }
        let wrong = CitizenError::refused(Refusal::WrongPin);
        // What cannot be a PIN is not compared, so it is not counted.
        let pin = six_digits(typed).ok_or(wrong.clone())?;
        let vault = vault(parts);
        if left(vault.tries()?, state.since.elapsed()) > Duration::ZERO {
            return Err(CitizenError::refused(Refusal::NotNow));
        }
        match vault.open(&pin)? {
            Opened::Root(root) => parts.secrets.unlock(root),
            Opened::Wrong => {
                state.since = Instant::now();
                return Err(wrong);
            }
            Opened::Exhausted => {
                state.shredded = true;
                shred(parts)?;
                return Err(wrong);
            }
            Opened::Unreadable => {
                shred(parts)?;
                return Err(CitizenError::SignedOut);
            }
        }
        // Each of these mends itself later if it cannot be done now.
        let _ = parts.keeper.unlocked();
        let over = parts.store.session_ended().unwrap_or(false);
        if over || matches!(parts.store.refresh_token(), Ok(None)) {
            parts.wire.set_expired();
        }
        Ok(())
    }

    /// The state of a locked app. Blocks.
    pub(super) fn locked(&self, parts: &Parts) -> Outcome<SessionState> {
        let tries = vault(parts).tries()?;
        let wait_seconds = left(tries, self.state().since.elapsed()).as_millis().div_ceil(1000) as u32;
        Ok(SessionState::Locked { tries_left: LIMIT.saturating_sub(tries), wait_seconds })
    }

    pub(super) fn was_shredded(&self) -> bool {
        self.state().shredded
    }

    /// Someone has signed in since.
    pub(super) fn forget(&self) {
        self.state().shredded = false;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn left(tries: u32, waited: Duration) -> Duration {
    wait(tries).saturating_sub(waited)
}

/// Destroys what the PIN guarded, and the keys of the session. The journal, under the device root, stays.
fn shred(parts: &Parts) -> Outcome<()> {
    parts.keeper.forget();
    // Each is tried whatever became of the others; the root first, for without it the rest is unreadable already.
    let root = parts.secrets.shred_personal();
    let kept = parts.store.erase_personal();
    let keys = destroy_keys(&parts.keys);
    root.and(kept).and(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_over_only_when_it_was_waited() {
        let seconds = Duration::from_secs;
        assert_eq!(left(3, seconds(0)), seconds(0));
        assert_eq!(left(4, seconds(0)), seconds(30));
        assert_eq!(left(4, seconds(29)), seconds(1));
        assert_eq!(left(4, seconds(31)), seconds(0));
    }
}

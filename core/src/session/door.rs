//! Opening and closing the app by the PIN.

use super::keeper::Keeper;
use super::signing_in::{shred, vault};
use super::vault::{LIMIT, Opened, Vault, wait};
use super::view::SessionState;
use crate::digits::six_digits;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::parts::Parts;
use crate::secrets::Secret;
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
    pub(super) fn unlock(&self, parts: &Parts, keeper: &Keeper, typed: &str) -> Outcome<()> {
        let mut state = self.state();
        match parts.secrets.personal_root() {
            Ok(_) => return Ok(()),
            Err(CitizenError::Locked) => {}
            Err(error) => return Err(error),
        }
        match attempt(&mut state, &vault(parts), typed, Instant::now())? {
            Attempt::Open(root) => parts.secrets.unlock(root),
            Attempt::Wrong => return Err(CitizenError::refused(Refusal::WrongPin)),
            Attempt::Wait => return Err(CitizenError::refused(Refusal::NotNow)),
            Attempt::Last => {
                state.shredded = true;
                destroy(parts, keeper)?;
                return Err(CitizenError::refused(Refusal::WrongPin));
            }
            Attempt::Hopeless => {
                destroy(parts, keeper)?;
                return Err(CitizenError::SignedOut);
            }
        }
        // Each of these mends itself later if it cannot be done now.
        let _ = keeper.unlocked();
        let over = parts.store.session_ended().unwrap_or(false);
        if over || matches!(parts.store.refresh_token(), Ok(None)) {
            parts.wire.set_expired();
        }
        Ok(())
    }

    /// The state of a locked app. Blocks.
    pub(super) fn locked(&self, parts: &Parts) -> Outcome<SessionState> {
        let tries = vault(parts).tries()?.unwrap_or(0);
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

/// What one try comes to.
enum Attempt {
    Open(Secret),
    Wrong,
    /// Not compared: it has to wait.
    Wait,
    /// Wrong once too often.
    Last,
    /// No PIN will ever open this vault.
    Hopeless,
}

fn attempt(state: &mut State, vault: &Vault, typed: &str, now: Instant) -> Outcome<Attempt> {
    // What cannot be a PIN is not compared, so it is not counted.
    let Some(pin) = six_digits(typed) else { return Ok(Attempt::Wrong) };
    match vault.tries()? {
        None => return Ok(Attempt::Hopeless),
        // A crash came between the last try and what follows it.
        Some(LIMIT..) => return Ok(Attempt::Last),
        Some(tries) if left(tries, now.saturating_duration_since(state.since)) > Duration::ZERO => {
            return Ok(Attempt::Wait);
        }
        Some(_) => {}
    }
    Ok(match vault.open(&pin)? {
        Opened::Root(root) => Attempt::Open(root),
        Opened::Wrong => {
            state.since = now;
            Attempt::Wrong
        }
        Opened::Exhausted => Attempt::Last,
        Opened::Unreadable => Attempt::Hopeless,
    })
}

fn left(tries: u32, waited: Duration) -> Duration {
    wait(tries).saturating_sub(waited)
}

/// Nobody is signed in any more.
fn destroy(parts: &Parts, keeper: &Keeper) -> Outcome<()> {
    keeper.forget();
    shred(&parts.secrets, &parts.store, &parts.keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(folder: &tempfile::TempDir) -> Vault {
        let vault = Vault::new(folder.path().join("vault.key"), Secret::from_octets([1; 32]));
        vault.seal_with("804217", &Secret::from_octets([7; 32]), 10).unwrap();
        vault
    }

    fn state(since: Instant) -> State {
        State { since, shredded: false }
    }

    #[test]
    fn whoever_waits_patiently_has_ten_tries_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, mut now) = (sealed(&folder), Instant::now());
        let mut state = state(now);
        for number in 1..=LIMIT {
            let tried = attempt(&mut state, &vault, "000000", now).unwrap();
            assert_eq!(matches!(tried, Attempt::Last), number == LIMIT, "{number}");
            assert_eq!(matches!(tried, Attempt::Wrong), number < LIMIT, "{number}");
            if (4..LIMIT).contains(&number) {
                assert!(matches!(attempt(&mut state, &vault, "804217", now).unwrap(), Attempt::Wait));
                assert_eq!(vault.tries().unwrap(), Some(number), "a try that waits is not counted");
            }
            now += Duration::from_secs(300);
        }
        assert!(matches!(attempt(&mut state, &vault, "804217", now).unwrap(), Attempt::Last));
    }

    #[test]
    fn a_vault_nobody_can_open_does_not_make_anyone_wait() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, now) = (sealed(&folder), Instant::now());
        std::fs::write(folder.path().join("vault.key"), b"damaged").unwrap();
        assert!(matches!(attempt(&mut state(now), &vault, "804217", now).unwrap(), Attempt::Hopeless));
    }

    #[test]
    fn what_cannot_be_a_pin_is_not_counted() {
        let folder = tempfile::tempdir().unwrap();
        let (vault, now) = (sealed(&folder), Instant::now());
        for typed in ["", "80421", "abcdef", "8042177"] {
            assert!(matches!(attempt(&mut state(now), &vault, typed, now).unwrap(), Attempt::Wrong));
        }
        assert_eq!(vault.tries().unwrap(), Some(0));
        assert!(matches!(attempt(&mut state(now), &vault, "804217", now).unwrap(), Attempt::Open(_)));
    }

    #[test]
    fn a_wait_is_over_only_when_it_was_waited() {
        let seconds = Duration::from_secs;
        assert_eq!(left(3, seconds(0)), seconds(0));
        assert_eq!(left(4, seconds(0)), seconds(30));
        assert_eq!(left(4, seconds(29)), seconds(1));
        assert_eq!(left(4, seconds(31)), seconds(0));
    }
}

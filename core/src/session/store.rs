//! What is kept of a session: the refresh token, whether the gateway ended it, and the newest configuration.

use crate::consent::{PinSalt, keep_means};
use crate::error::Outcome;
use crate::person::{Person, keep_person};
use crate::store::{Kept, Room, Store};
use std::time::SystemTime;
use zeroize::Zeroizing;

/// The citizen's devices.
pub(super) const DEVICES: &str = "devices";
const REFRESH: &str = "refresh";
const ENDED: &str = "ended";

impl Store {
    /// A new session of this person begins: whatever ended before is forgotten with it, in one batch.
    pub(super) fn begin_session(&self, person: &Person, salt: Option<&PinSalt>) -> Outcome<()> {
        let mut batch = self.batch();
        keep_person(&mut batch, person)?;
        keep_means(&mut batch, salt)?;
        batch.erase(Room::Session, ENDED);
        batch.commit()
    }

    pub(super) fn refresh_token(&self) -> Outcome<Option<String>> {
        Ok(self.read(Room::Session, REFRESH)?.map(|kept: Kept<String>| kept.value))
    }

    pub(super) fn keep_refresh_token(&self, token: &Zeroizing<String>) -> Outcome<()> {
        self.write(Room::Session, REFRESH, &now(token))
    }

    /// The gateway ended the session: its token is worth nothing, what was delivered stays.
    pub(super) fn end_session(&self) -> Outcome<()> {
        let mut batch = self.batch();
        batch.write(Room::Session, ENDED, &now(true))?;
        batch.erase(Room::Session, REFRESH);
        batch.commit()
    }

    pub(super) fn session_ended(&self) -> Outcome<bool> {
        Ok(self.read(Room::Session, ENDED)?.is_some_and(|kept: Kept<bool>| kept.value))
    }

    /// Forgets everything that belongs to a person. Needs no unlocking.
    pub(super) fn erase_personal(&self) -> Outcome<()> {
        let rooms = [Room::Session, Room::Card, Room::Insurance, Room::Payments, Room::Inbox, Room::Push];
        // Each is tried whatever became of the others.
        rooms.into_iter().map(|room| self.erase_room(room)).fold(Ok(()), Outcome::and)
    }
}

fn now<T>(value: T) -> Kept<T> {
    Kept { value, etag: None, as_of: SystemTime::now() }
}

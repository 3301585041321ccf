//! Who is signed in on this device: the session begins with it, the inbox and the journal are one person's.

use crate::error::{CitizenError, Outcome};
use crate::store::{Batch, Kept, Room, Store};
use serde::{Deserialize, Serialize};
use std::time::SystemTime;

const NAME: &str = "person";

/// Who is signed in on this device. No `Debug`: it reaches a screen only masked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Person {
    /// The bureau's id of the person.
    pub id: String,
    /// The name, whole.
    pub name: String,
    /// The identity number, whole.
    pub number: String,
}

impl Store {
    /// Who is signed in. `Locked` or `SignedOut` without the personal root; `None` if it was damaged.
    pub(crate) fn person(&self) -> Outcome<Option<Person>> {
        Ok(self.read(Room::Session, NAME)?.map(|kept| kept.value))
    }

    /// The bureau's id of whoever is signed in. `SignedOut`, too, if it was damaged: only signing in again tells it anew.
    pub(crate) fn person_id(&self) -> Outcome<String> {
        Ok(self.person()?.ok_or(CitizenError::SignedOut)?.id)
    }
}

/// Puts the person of a new sign-in into the batch that begins it.
pub(crate) fn keep_person(batch: &mut Batch, person: &Person) -> Outcome<()> {
    batch.write(Room::Session, NAME, &Kept { value: person, etag: None, as_of: SystemTime::now() })
}

//! How the user of this sign-in agrees: what a phone without a secure lock keeps to make a PIN into a key.

use super::PinSalt;
use crate::error::{CitizenError, Outcome};
use crate::store::{Batch, Kept, Room, Store};
use serde::{Deserialize, Serialize};
use std::time::SystemTime;
use zeroize::Zeroizing;

const CONSENT: &str = "consent";

#[derive(Serialize, Deserialize)]
struct Means {
    /// Base64url. `None` where the consent key asks for the user itself.
    pin_salt: Option<Zeroizing<String>>,
}

impl Store {
    /// The salt of this sign-in; `None` where the consent key asks for the user itself. `Locked` or `SignedOut` without the personal root,
    /// and `SignedOut` if it is not known any more: only signing in again makes another.
    pub(super) fn pin_salt(&self) -> Outcome<Option<PinSalt>> {
        let kept: Option<Kept<Means>> = self.read(Room::Session, CONSENT)?;
        match kept.ok_or(CitizenError::SignedOut)?.value.pin_salt {
            None => Ok(None),
            Some(text) => PinSalt::from_text(&text).map(Some).ok_or(CitizenError::SignedOut),
        }
    }
}

/// Puts into the batch that begins a sign-in how its user agrees.
pub(crate) fn keep_means(batch: &mut Batch, salt: Option<&PinSalt>) -> Outcome<()> {
    let value = Means { pin_salt: salt.map(PinSalt::to_text) };
    batch.write(Room::Session, CONSENT, &Kept { value, etag: None, as_of: SystemTime::now() })
}

//! The key pushes for this device are sealed under: the session gets it from the gateway, the inbox opens pushes with it.

use crate::error::{CitizenError, Outcome, Refusal};
use crate::secrets::Secret;
use crate::signed::decode;
use crate::store::{Kept, Room, Store};
use serde::{Deserialize, Serialize};
use std::time::SystemTime;

const NAME: &str = "key";

/// As the gateway gives it, and as it is kept. Each sign-in has a new one.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PushKey {
    /// 8 octets, base64url: what the vendor sees of it.
    key_id: String,
    /// 32 octets, base64url.
    key: String,
}

impl PushKey {
    /// The octets of the key's name.
    pub(crate) fn id(&self) -> Outcome<Vec<u8>> {
        decode(&self.key_id)
            .ok()
            .filter(|id| (1..=64).contains(&id.len()))
            .ok_or(CitizenError::refused(Refusal::BadAnswer))
    }

    /// The key.
    pub(crate) fn secret(&self) -> Outcome<Secret> {
        let octets = decode(&self.key).ok().and_then(|octets| <[u8; 32]>::try_from(octets).ok());
        octets.map(Secret::from_octets).ok_or(CitizenError::refused(Refusal::BadAnswer))
    }
}

impl Store {
    /// The key of the present sign-in, if there is one.
    pub(crate) fn push_key(&self) -> Outcome<Option<PushKey>> {
        Ok(self.read(Room::Push, NAME)?.map(|kept| kept.value))
    }

    /// Keeps the key of a new sign-in; a malformed one is `Refused { BadAnswer }` and nothing is kept.
    pub(crate) fn keep_push_key(&self, key: &PushKey, now: SystemTime) -> Outcome<()> {
        key.id()?;
        key.secret()?;
        self.write(Room::Push, NAME, &Kept { value: key.clone(), etag: None, as_of: now })
    }
}

//! Whose journal it is.
//!
//! The journal outlives a session that was ended from outside: by too many wrong PINs, or by removing this device from another. It waits
//! for its citizen. Whoever else signs in here begins a new one, as after signing out, and is shown and asked for nothing of the other's.

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::runtime;
use crate::secrets::DeviceLabel;
use crate::signed::hex;
use crate::store::{Kept, Room, Store};
use std::sync::Arc;
use std::time::SystemTime;

/// The name the owner's mark is kept under, readable while locked: the journal is, too.
const OWNER: &str = "journal_owner";
const LABEL: &[u8] = b"shebao journal owner v1";

/// The period for which it is known that the journal is of whoever is signed in. Held while that is found out.
#[derive(Default)]
pub(super) struct Owner(pub(super) tokio::sync::Mutex<Option<u64>>);

/// What is to be done about the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// It is of whoever is signed in.
    Ours,
    /// It is somebody else's: to be erased, then claimed.
    Foreign,
    /// Nobody can tell now: the app is locked, nobody is signed in, or who it is was damaged.
    Unknown,
}

/// Whether the journal is of whoever is signed in. One that is nobody's yet is claimed.
pub(super) async fn find(parts: &Arc<Parts>) -> Outcome<Finding> {
    let parts = parts.clone();
    runtime::blocking(move || {
        let Some(mine) = mark(&parts)? else { return Ok(Finding::Unknown) };
        match parts.store.read::<String>(Room::Public, OWNER)? {
            Some(kept) if kept.value != mine => Ok(Finding::Foreign),
            Some(_) => Ok(Finding::Ours),
            None => keep(&parts.store, mine).map(|()| Finding::Ours),
        }
    })
    .await
}

/// Claims the journal, new and empty, for whoever is signed in.
pub(super) async fn claim(parts: &Arc<Parts>) -> Outcome<()> {
    let parts = parts.clone();
    runtime::blocking(move || match mark(&parts)? {
        Some(mine) => keep(&parts.store, mine),
        None => Ok(()),
    })
    .await
}

fn keep(store: &Store, value: String) -> Outcome<()> {
    store.write(Room::Public, OWNER, &Kept { value, etag: None, as_of: SystemTime::now() })
}

/// What stands for the person, and tells nothing about them elsewhere.
fn mark(parts: &Parts) -> Outcome<Option<String>> {
    match parts.store.person() {
        Ok(person) => Ok(person.map(|person| {
            hex(parts.secrets.device(DeviceLabel::Journal).derive(person.id.as_bytes(), LABEL).octets())
        })),
        Err(CitizenError::Locked | CitizenError::SignedOut) => Ok(None),
        Err(error) => Err(error),
    }
}

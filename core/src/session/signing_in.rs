//! Becoming signed in: both keys are proved, the first tokens come, and last of all the PIN vault makes it last.

use super::keeper::Keeper;
use super::vault::Vault;
use super::wire::{Granted, Opened};
use crate::consent::{CONSENT_KEY, PinKey, PinRegistration, PinSalt};
use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::platform::{KeyStore, Prompt};
use crate::runtime::blocking;
use crate::secrets::{DeviceLabel, Secret, Secrets, random};
use crate::signed::{PublicKey, encode, sign_octets};
use crate::store::Store;
use crate::wire::AUTH_KEY;
use std::sync::Arc;
use std::time::SystemTime;

/// Both device keys.
pub(super) struct Made {
    pub auth: PublicKey,
    pub consent: PublicKey,
    /// Whether the consent key asks for the user.
    pub presence: bool,
}

/// Makes both device keys. Blocks.
pub(super) fn make_keys(keys: &Arc<dyn KeyStore>) -> Outcome<Made> {
    let presence = keys.has_secure_lock()?;
    let make = |name: &str, presence| {
        let octets = keys.create(name.to_owned(), presence)?;
        PublicKey::from_sec1(&octets).ok_or(CitizenError::internal("key store public key"))
    };
    Ok(Made { auth: make(AUTH_KEY, false)?, consent: make(CONSENT_KEY, presence)?, presence })
}

/// Destroys both. Blocks. Each is tried whatever became of the other.
pub(super) fn destroy_keys(keys: &Arc<dyn KeyStore>) -> Outcome<()> {
    let auth = keys.delete(AUTH_KEY.to_owned());
    let consent = keys.delete(CONSENT_KEY.to_owned());
    Ok(auth.and(consent)?)
}

/// Destroys what the PIN guarded, and the keys of the session. The journal, under the device root, stays. Blocks.
pub(super) fn shred(secrets: &Secrets, store: &Store, keys: &Arc<dyn KeyStore>) -> Outcome<()> {
    // Each is tried whatever became of the others; the root first, for without it the rest is unreadable already.
    let root = secrets.shred_personal();
    let kept = store.erase_personal();
    let keys = destroy_keys(keys);
    root.and(kept).and(keys)
}

/// Signs the challenge with both keys; the second asks for the user's presence, or is registered with the key the PIN leads to.
pub(super) async fn prove(parts: &Arc<Parts>, opened: &Opened, pin_key: Option<&PinKey>) -> Outcome<Granted> {
    let prompt = if pin_key.is_some() { None } else { Some(Prompt::Enrol) };
    let (keys, challenge) = (parts.keys.clone(), opened.challenge);
    let (auth, consent) = blocking(move || {
        let auth = sign_octets(&keys, AUTH_KEY, &challenge, None)?;
        Ok((auth, sign_octets(&keys, CONSENT_KEY, &challenge, prompt)?))
    })
    .await?;
    let pin = pin_key.map(|key| PinRegistration::new(key, &challenge));
    parts.wire.prove_keys(&opened.id, &auth, &consent, pin).await
}

/// Spends the grant. The vault file is written last: a crash before it leaves nobody signed in and nothing readable.
pub(super) async fn begin(
    parts: &Arc<Parts>,
    keeper: &Keeper,
    granted: &Granted,
    pin: String,
    salt: Option<PinSalt>,
) -> Outcome<()> {
    let (with, person) = (parts.clone(), granted.person.clone());
    let stays = blocking(move || {
        // The same person signing in again keeps what was delivered.
        let stays = with.store.person().ok().flatten().is_some_and(|before| before.id == person.id);
        if !stays {
            with.secrets.shred_personal()?;
            with.store.erase_personal()?;
            with.secrets.unlock(Secret::random()?);
        }
        Ok(stays)
    })
    .await?;
    let done = settle(parts, granted, pin, salt).await;
    if done.is_err() && !stays {
        let with = parts.clone();
        let _ = blocking(move || with.secrets.shred_personal().and(with.store.erase_personal())).await;
        keeper.forget();
        parts.wire.forget().await;
    }
    done?;
    // Without it messages still come when the app asks; the next unlocking tries again.
    let _ = register_for_push(parts).await;
    Ok(())
}

async fn settle(parts: &Arc<Parts>, granted: &Granted, pin: String, salt: Option<PinSalt>) -> Outcome<()> {
    parts.wire.begin(&granted.grant).await?;
    let (with, person) = (parts.clone(), granted.person.clone());
    blocking(move || {
        with.store.begin_session(&person, salt.as_ref())?;
        vault(&with).seal(&pin, &with.secrets.personal_root()?)
    })
    .await
}

/// Asks for a new push key and keeps it.
pub(super) async fn register_for_push(parts: &Arc<Parts>) -> Outcome<()> {
    // No push service carries for this build; the gateway then keeps what it would hand over.
    let token = encode(&random::<16>()?);
    let key = parts.wire.register_for_push("none", &token).await?;
    let with = parts.clone();
    blocking(move || with.store.keep_push_key(&key, SystemTime::now())).await
}

/// The vault of this app folder.
pub(super) fn vault(parts: &Parts) -> Vault {
    Vault::new(parts.secrets.vault(), parts.secrets.device(DeviceLabel::Vault))
}

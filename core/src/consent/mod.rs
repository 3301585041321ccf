//! The user agrees to what moves money or rights.
//!
//! On a phone with a secure lock the `consent` key itself asks for the user, each time. A phone without one signs without asking; there the
//! PIN stands in: it leads to a key, the gateway checks its signature and counts the wrong ones, and nothing that was signed counts before
//! that. What is agreed to is named by its fingerprint, so that a proof for one payment is worth nothing for another.

mod pin_key;
mod store;
mod wire;

pub(crate) use pin_key::{PinKey, PinSalt};
pub(crate) use store::keep_means;
pub(crate) use wire::PinRegistration;

use crate::digits::six_digits;
use crate::error::{CitizenError, Outcome, PinRefusal};
use crate::parts::Parts;
use crate::platform::Prompt;
use crate::runtime::blocking;
use crate::signed::{self, Use, sha256};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The device key that signs what moves money or rights.
pub(crate) const CONSENT_KEY: &str = "consent";

/// What was signed and agreed to.
pub(crate) struct Agreed {
    /// The signed text.
    pub jws: String,
    /// SHA-256 of its payload's octets.
    pub fingerprint: [u8; 32],
}

/// True on a phone without a secure lock: whoever agrees types the PIN.
pub(crate) async fn by_pin(parts: &Arc<Parts>) -> Outcome<bool> {
    Ok(salt(parts).await?.is_some())
}

/// Whether `agree` could be called like this: `Pin { Needed }` if the phone has no secure lock and `pin` is not six digits. Asks nobody.
pub(crate) async fn ready(parts: &Arc<Parts>, pin: Option<&str>) -> Outcome<()> {
    typed(salt(parts).await?, pin).map(drop)
}

/// Has `payload` signed with the user's consent: by the system's own dialog, or by the PIN, which then has to be right. Only what this
/// returned may be recorded or sent.
pub(crate) async fn agree(
    parts: &Arc<Parts>,
    purpose: Use,
    payload: Vec<u8>,
    prompt: Prompt,
    pin: Option<&str>,
) -> Outcome<Agreed> {
    let pin = typed(salt(parts).await?, pin)?;
    let fingerprint = sha256(&payload);
    let jws = signed(parts, purpose, payload, if pin.is_none() { Some(prompt) } else { None }).await?;
    if let Some((salt, pin)) = pin {
        parts.wire.prove_pin(&salt.key(&pin)?, &fingerprint).await?;
    }
    Ok(Agreed { jws, fingerprint })
}

/// Has `payload` signed that moves neither money nor rights: by the system's own dialog, or by nothing more where there is none.
pub(crate) async fn sign(
    parts: &Arc<Parts>,
    purpose: Use,
    payload: Vec<u8>,
    prompt: Prompt,
) -> Outcome<String> {
    let prompt = if salt(parts).await?.is_none() { Some(prompt) } else { None };
    signed(parts, purpose, payload, prompt).await
}

async fn signed(
    parts: &Arc<Parts>,
    purpose: Use,
    payload: Vec<u8>,
    prompt: Option<Prompt>,
) -> Outcome<String> {
    let keys = parts.keys.clone();
    blocking(move || signed::sign(&keys, CONSENT_KEY, purpose, &payload, prompt)).await
}

/// `None` where the consent key asks for the user itself.
async fn salt(parts: &Arc<Parts>) -> Outcome<Option<PinSalt>> {
    let with = parts.clone();
    blocking(move || with.store.pin_salt()).await
}

/// The PIN beside its salt, where one is needed. What cannot be a PIN is not sent, so it is not counted.
fn typed(salt: Option<PinSalt>, pin: Option<&str>) -> Outcome<Option<(PinSalt, Zeroizing<String>)>> {
    let Some(salt) = salt else { return Ok(None) };
    let pin = pin.and_then(six_digits).ok_or(CitizenError::Pin { why: PinRefusal::Needed })?;
    Ok(Some((salt, Zeroizing::new(pin))))
}

//! Signing by the device's key store.

use super::encoding::encode;
use super::{PublicKey, Use, raw_signature};
use crate::error::{CitizenError, Outcome};
use crate::platform::{KeyStore, Prompt};
use std::sync::Arc;

/// Signs `payload` as it is by the key of this name; `kid` is the key's thumbprint (RFC 7638). Blocks, for as long as the system's own dialog
/// is open: never call it on an async thread. A key that is gone is `SignedOut`.
pub(crate) fn sign(
    keys: &Arc<dyn KeyStore>,
    key_name: &str,
    purpose: Use,
    payload: &[u8],
    prompt: Option<Prompt>,
) -> Outcome<String> {
    let public = public_key(keys, key_name)?;
    sign_compact(&public.thumbprint(), purpose, payload, |octets| sign_octets(keys, key_name, octets, prompt))
}

/// The signature r‖s over `octets` by the key of this name. Blocks.
pub(crate) fn sign_octets(
    keys: &Arc<dyn KeyStore>,
    key_name: &str,
    octets: &[u8],
    prompt: Option<Prompt>,
) -> Outcome<[u8; 64]> {
    let der = keys.sign(key_name.to_owned(), octets.to_vec(), prompt)?;
    raw_signature(&der).ok_or(CitizenError::internal("key store signature"))
}

/// The public key of this name. Blocks.
pub(crate) fn public_key(keys: &Arc<dyn KeyStore>, key_name: &str) -> Outcome<PublicKey> {
    let octets = keys.public_key(key_name.to_owned())?.ok_or(CitizenError::SignedOut)?;
    PublicKey::from_sec1(&octets).ok_or(CitizenError::internal("key store public key"))
}

/// Puts a compact JWS together around `by`, which makes r‖s.
pub(crate) fn sign_compact(
    kid: &str,
    purpose: Use,
    payload: &[u8],
    by: impl FnOnce(&[u8]) -> Outcome<[u8; 64]>,
) -> Outcome<String> {
    // A thumbprint has no character that JSON would escape.
    let header = format!(r#"{{"alg":"ES256","typ":"{}","kid":"{kid}"}}"#, purpose.typ());
    let mut text = format!("{}.{}", encode(header.as_bytes()), encode(payload));
    let signature = by(text.as_bytes())?;
    text.push('.');
    text.push_str(&encode(&signature));
    if text.len() > purpose.limit() {
        return Err(CitizenError::internal("signed text too long"));
    }
    Ok(text)
}

//! One way to seal bytes under a [`Secret`]: store, journal, PIN vault and push spool all use it.
//!
//! AES-256-GCM under a key *and* nonce derived by HKDF from the secret and a fresh random salt of 192 bits, which is kept in front.
//! A random 96-bit nonce under one long-lived key would begin to repeat after some 2³² values, and a counter would go back with a
//! restored backup; a salt this long does neither, and no two values ever share a key.

use crate::error::{CitizenError, Outcome};
use crate::secrets::{Length, Secret, random};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use zeroize::Zeroize;

/// The first octet: which construction this is.
const FORMAT: u8 = 1;
const SALT: usize = 24;
const KEY: usize = 32;
const TAG: usize = 16;

/// What sealing adds to a value, in octets.
pub(crate) const OVERHEAD: usize = 1 + SALT + TAG;

/// Seals `plain`. The same `context` is needed to open it: it says what the value is and where it belongs.
pub(crate) fn seal(secret: &Secret, context: &[u8], plain: &[u8]) -> Outcome<Vec<u8>> {
    let salt = random::<SALT>()?;
    let (key, nonce) = key_for(secret, &salt)?;
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.push(FORMAT);
    sealed.extend_from_slice(&salt);
    sealed.extend_from_slice(plain);
    let body = sealed.get_mut(1 + SALT..).ok_or(CitizenError::internal("seal"))?;
    let tag = key
        .seal_in_place_separate_tag(nonce, Aad::from(context), body)
        .map_err(|_| CitizenError::internal("seal"))?;
    sealed.extend_from_slice(tag.as_ref());
    Ok(sealed)
}

/// Opens what [`seal`] made. `None` if it is damaged, or was sealed under another secret or for another context.
pub(crate) fn open(secret: &Secret, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (format, rest) = sealed.split_first()?;
    if *format != FORMAT {
        return None;
    }
    let (salt, body) = rest.split_at_checked(SALT)?;
    let (key, nonce) = key_for(secret, salt).ok()?;
    let mut body = body.to_vec();
    let length = key.open_in_place(nonce, Aad::from(context), &mut body).ok()?.len();
    body.truncate(length);
    Some(body)
}

fn key_for(secret: &Secret, salt: &[u8]) -> Outcome<(LessSafeKey, Nonce)> {
    let mut material = [0; KEY + NONCE_LEN];
    let derived = Salt::new(HKDF_SHA256, salt)
        .extract(secret.octets())
        .expand(&[b"shebao value"], Length(KEY + NONCE_LEN))
        .and_then(|okm| okm.fill(&mut material));
    let (key, nonce) = material.split_at(KEY);
    let made = derived.and_then(|()| {
        let key = UnboundKey::new(&AES_256_GCM, key)?;
        Ok((LessSafeKey::new(key), Nonce::try_assume_unique_for_key(nonce)?))
    });
    material.zeroize();
    made.map_err(|_| CitizenError::internal("value key"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_sealed_opens_only_as_it_was_sealed(
            plain in prop::collection::vec(any::<u8>(), 0..200),
            context in prop::collection::vec(any::<u8>(), 0..40),
            at in any::<prop::sample::Index>(),
            bit in 0..8u8,
        ) {
            let secret = Secret::from_octets([3; 32]);
            let mut sealed = seal(&secret, &context, &plain).unwrap();
            prop_assert_eq!(sealed.len(), plain.len() + OVERHEAD);
            prop_assert_eq!(open(&secret, &context, &sealed), Some(plain));
            prop_assert_eq!(open(&Secret::from_octets([4; 32]), &context, &sealed), None);
            let mut other = context.clone();
            other.push(0);
            prop_assert_eq!(open(&secret, &other, &sealed), None);
            let at = at.index(sealed.len());
            prop_assert_eq!(open(&secret, &context, &sealed[..at]), None);
            sealed[at] ^= 1 << bit;
            prop_assert_eq!(open(&secret, &context, &sealed), None);
        }
    }

    #[test]
    fn the_same_value_never_looks_the_same() {
        let secret = Secret::from_octets([3; 32]);
        assert_ne!(seal(&secret, b"", b"plain").unwrap(), seal(&secret, b"", b"plain").unwrap());
    }
}

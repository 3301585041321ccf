//! Picking the key that may have signed.

use super::{NotBelieved, PublicKey, Role, Unverified, Use, Verified};
use std::time::{SystemTime, UNIX_EPOCH};

/// A key of the pinned set.
#[derive(Clone)]
pub(crate) struct Key {
    /// Its name.
    pub kid: String,
    /// What it may sign.
    pub role: Role,
    /// The key.
    pub key: PublicKey,
    /// From when, in seconds since 1970.
    pub not_before: u64,
    /// Until when, in seconds since 1970; this second no more.
    pub expires: u64,
}

/// Verifies `text` for this use by a key of its role that is valid at `at`: the moment it was received.
pub(crate) fn verify<'a>(
    text: &str,
    purpose: Use,
    keys: impl IntoIterator<Item = &'a Key>,
    at: SystemTime,
) -> Result<Verified, NotBelieved> {
    let unverified = Unverified::parse(text, purpose)?;
    let key = keys
        .into_iter()
        .find(|key| key.role == purpose.role() && key.kid == unverified.kid())
        .ok_or(NotBelieved::UnknownKey)?;
    let now = at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    if now < key.not_before {
        return Err(NotBelieved::KeyTooYoung);
    }
    if now >= key.expires {
        return Err(NotBelieved::KeyTooOld);
    }
    unverified.verified_by(&key.key)
}

#[cfg(test)]
mod tests {
    use super::super::sign_compact;
    use super::*;
    use crate::signed::raw_signature;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
    use std::time::Duration;

    fn signer() -> (EcdsaKeyPair, PublicKey) {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let key = PublicKey::from_sec1(pair.public_key().as_ref()).unwrap();
        (pair, key)
    }

    fn signed(pair: &EcdsaKeyPair, kid: &str, purpose: Use) -> String {
        sign_compact(kid, purpose, br#"{"a":1}"#, |octets| {
            Ok(raw_signature(pair.sign(&SystemRandom::new(), octets).unwrap().as_ref()).unwrap())
        })
        .unwrap()
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn key(kid: &str, role: Role, key: PublicKey) -> Key {
        Key { kid: kid.to_owned(), role, key, not_before: 100, expires: 200 }
    }

    #[test]
    fn a_key_of_the_role_and_of_the_time_is_believed() {
        let (pair, public) = signer();
        let keys = [key("a", Role::Receipts, public)];
        let text = signed(&pair, "a", Use::Receipt);
        let read = verify(&text, Use::Receipt, &keys, at(150)).unwrap();
        assert_eq!(read.claims::<serde_json::Value>(), Ok(serde_json::json!({"a": 1})));
        assert_eq!(read.claims::<u8>(), Err(NotBelieved::Claims));
    }

    #[test]
    fn a_key_of_another_role_name_or_time_is_not() {
        let (pair, public) = signer();
        let problem = |role, kid: &str, seconds| {
            let keys = [key("a", role, public)];
            verify(&signed(&pair, kid, Use::Receipt), Use::Receipt, &keys, at(seconds)).err()
        };
        assert_eq!(problem(Role::Receipts, "a", 199), None);
        assert_eq!(problem(Role::Orders, "a", 150), Some(NotBelieved::UnknownKey));
        assert_eq!(problem(Role::Root, "a", 150), Some(NotBelieved::UnknownKey));
        assert_eq!(problem(Role::Receipts, "b", 150), Some(NotBelieved::UnknownKey));
        assert_eq!(problem(Role::Receipts, "a", 99), Some(NotBelieved::KeyTooYoung));
        assert_eq!(problem(Role::Receipts, "a", 200), Some(NotBelieved::KeyTooOld));
    }

    #[test]
    fn a_text_changed_anywhere_is_not_believed() {
        let (pair, public) = signer();
        let keys = [key("a", Role::Receipts, public)];
        let text = signed(&pair, "a", Use::Receipt);
        for place in 0..text.len() {
            let mut octets = text.clone().into_bytes();
            octets[place] = if octets[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(octets).unwrap();
            assert!(verify(&changed, Use::Receipt, &keys, at(150)).is_err(), "{place}");
        }
        let (_, other) = signer();
        let keys = [key("a", Role::Receipts, other)];
        assert_eq!(verify(&text, Use::Receipt, &keys, at(150)).err(), Some(NotBelieved::Signature));
    }

    #[test]
    fn the_published_example_of_the_standard_verifies() {
        // RFC 7515 A.3. Its header has no `typ` and no `kid`, so only the signature is ours to check.
        let key = PublicKey::from_coordinates(
            "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        )
        .unwrap();
        let message = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signature = crate::signed::decode(
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        )
        .unwrap();
        assert_eq!(key.check(message.as_bytes(), &signature), Ok(()));
        assert_eq!(key.check(b"another", &signature), Err(NotBelieved::Signature));
        let whole = format!("{message}.{}", crate::signed::encode(&signature));
        assert_eq!(Unverified::parse(&whole, Use::Receipt).err(), Some(NotBelieved::Header));
    }
}

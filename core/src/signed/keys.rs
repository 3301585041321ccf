//! Picking the key that may have signed.

use super::{NotBelieved, PublicKey, Role, Unverified, Use, Verified};
use crate::moment::seconds;
use std::time::SystemTime;

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
    let key = of(&unverified, purpose, keys)?;
    key.valid_at(seconds(at).unwrap_or(0))?;
    unverified.verified_by(&key.key)
}

/// Verifies `text` for this use by a key of its role that was valid when it was signed, by its own claim `t` or `at`, in seconds since 1970.
///
/// For what stays true for ever, a receipt first of all: keys follow one another, and nobody's clock decides whether a month was paid.
/// Whoever steals a key that is over can claim its time; so a bureau that loses a key takes it off the list.
pub(crate) fn verify_dated<'a>(
    text: &str,
    purpose: Use,
    keys: impl IntoIterator<Item = &'a Key>,
) -> Result<Verified, NotBelieved> {
    #[derive(serde::Deserialize)]
    struct Dated {
        #[serde(alias = "t")]
        at: u64,
    }
    let unverified = Unverified::parse(text, purpose)?;
    let key = of(&unverified, purpose, keys)?;
    let verified = unverified.verified_by(&key.key)?;
    key.valid_at(verified.claims::<Dated>()?.at)?;
    Ok(verified)
}

/// The key of this use's role that the text names.
fn of<'a>(
    text: &Unverified,
    purpose: Use,
    keys: impl IntoIterator<Item = &'a Key>,
) -> Result<&'a Key, NotBelieved> {
    let mut keys = keys.into_iter();
    keys.find(|key| key.role == purpose.role() && key.kid == text.kid()).ok_or(NotBelieved::UnknownKey)
}

impl Key {
    fn valid_at(&self, seconds: u64) -> Result<(), NotBelieved> {
        if seconds < self.not_before {
            return Err(NotBelieved::KeyTooYoung);
        }
        if seconds >= self.expires {
            return Err(NotBelieved::KeyTooOld);
        }
        Ok(())
    }
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
        saying(pair, kid, purpose, r#"{"a":1}"#)
    }

    fn saying(pair: &EcdsaKeyPair, kid: &str, purpose: Use, payload: &str) -> String {
        sign_compact(kid, purpose, payload.as_bytes(), |octets| {
            Ok(raw_signature(pair.sign(&SystemRandom::new(), octets).unwrap().as_ref()).unwrap())
        })
        .unwrap()
    }

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
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
    fn what_a_key_signed_in_its_time_stays_true_and_nothing_else_does() {
        let ((old, old_public), (new, new_public)) = (signer(), signer());
        let keys = [
            key("a", Role::Receipts, old_public),
            Key { not_before: 190, expires: 300, ..key("b", Role::Receipts, new_public) },
        ];
        let problem = |pair, kid: &str, payload: &str| {
            verify_dated(&saying(pair, kid, Use::Receipt, payload), Use::Receipt, &keys).err()
        };
        assert_eq!(problem(&old, "a", r#"{"t":199}"#), None);
        assert_eq!(problem(&new, "b", r#"{"at":190}"#), None);
        // Whoever holds a key that is over cannot date anything later with it, nor can the one that followed reach back.
        assert_eq!(problem(&old, "a", r#"{"t":200}"#), Some(NotBelieved::KeyTooOld));
        assert_eq!(problem(&new, "b", r#"{"t":189}"#), Some(NotBelieved::KeyTooYoung));
        assert_eq!(problem(&old, "b", r#"{"t":199}"#), Some(NotBelieved::Signature));
        assert_eq!(problem(&old, "c", r#"{"t":199}"#), Some(NotBelieved::UnknownKey));
        for undated in [r#"{"a":1}"#, r#"{"t":"199"}"#, r#"{"t":-1}"#, r#"{"t":1,"at":1}"#] {
            assert_eq!(problem(&old, "a", undated), Some(NotBelieved::Claims), "{undated}");
        }
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

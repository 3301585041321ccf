//! P-256 keys and signatures in the forms the standards use.

use super::NotBelieved;
use super::encoding::{decode, encode, sha256};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

/// A P-256 public key: 65 octets, uncompressed SEC 1.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PublicKey([u8; 65]);

impl PublicKey {
    /// From uncompressed SEC 1, as key stores give it. Whether the point lies on the curve is found out when verifying.
    pub(crate) fn from_sec1(octets: &[u8]) -> Option<Self> {
        let key: [u8; 65] = octets.try_into().ok()?;
        (key.first() == Some(&4)).then_some(Self(key))
    }

    /// From base64url coordinates, as JWKs have them (RFC 7518 §6.2).
    pub(crate) fn from_coordinates(x: &str, y: &str) -> Option<Self> {
        let mut octets = vec![4];
        for coordinate in [x, y] {
            if coordinate.len() != 43 {
                return None;
            }
            octets.extend(decode(coordinate).ok()?);
        }
        Self::from_sec1(&octets)
    }

    /// The coordinates x and y, base64url.
    pub(crate) fn coordinates(&self) -> (String, String) {
        let (x, y) = self.0.get(1..).unwrap_or_default().split_at_checked(32).unwrap_or_default();
        (encode(x), encode(y))
    }

    /// The JWK thumbprint (RFC 7638), base64url.
    pub(crate) fn thumbprint(&self) -> String {
        let (x, y) = self.coordinates();
        encode(&sha256(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#).as_bytes()))
    }

    /// Checks an ES256 signature, r‖s.
    pub(crate) fn check(&self, message: &[u8], signature: &[u8]) -> Result<(), NotBelieved> {
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &self.0)
            .verify(message, signature)
            .map_err(|_| NotBelieved::Signature)
    }
}

/// Turns a DER signature, as key stores make it, into r‖s, as JWS wants it. `None` if it is not strict DER of two P-256 integers.
pub(crate) fn raw_signature(der: &[u8]) -> Option<[u8; 64]> {
    let (body, after) = element(der, 0x30)?;
    let (r, rest) = integer(body)?;
    let (s, rest) = integer(rest)?;
    if !rest.is_empty() || !after.is_empty() {
        return None;
    }
    let mut raw = [0; 64];
    let (left, right) = raw.split_at_mut(32);
    left.get_mut(32 - r.len()..)?.copy_from_slice(r);
    right.get_mut(32 - s.len()..)?.copy_from_slice(s);
    Some(raw)
}

/// The content of an element with this tag, and what follows. Only short lengths: two P-256 integers always fit.
fn element(der: &[u8], expected: u8) -> Option<(&[u8], &[u8])> {
    let (&[tag, length], rest) = der.split_first_chunk::<2>()?;
    (tag == expected && length < 0x80).then_some(())?;
    rest.split_at_checked(length.into())
}

/// A positive integer of at most 32 octets without leading zeros, and what follows.
fn integer(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (octets, rest) = element(der, 0x02)?;
    let magnitude = match octets {
        [0, following @ ..] if following.first().is_some_and(|octet| *octet >= 0x80) => following,
        [first, ..] if *first > 0 && *first < 0x80 => octets,
        _ => return None,
    };
    (magnitude.len() <= 32).then_some((magnitude, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

    const X: &str = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    const Y: &str = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    #[test]
    fn coordinates_go_in_and_come_out() {
        let key = PublicKey::from_coordinates(X, Y).unwrap();
        assert_eq!(key.coordinates(), (X.to_owned(), Y.to_owned()));
        assert!(PublicKey::from_coordinates(X, &Y[1..]).is_none());
        assert!(PublicKey::from_sec1(&[4; 64]).is_none());
        assert!(PublicKey::from_sec1(&[2; 65]).is_none());
    }

    #[test]
    fn the_thumbprint_is_of_the_required_members_in_order() {
        // SHA-256 over the RFC 7638 form of the key of RFC 7515 A.3, computed with another tool.
        let key = PublicKey::from_coordinates(X, Y).unwrap();
        assert_eq!(key.thumbprint(), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
    }

    #[test]
    fn every_der_signature_becomes_one_that_verifies() {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let key = PublicKey::from_sec1(pair.public_key().as_ref()).unwrap();
        // Enough to meet integers with and without a leading zero, and shorter ones.
        for number in 0..600u32 {
            let message = number.to_be_bytes();
            let der = pair.sign(&random, &message).unwrap();
            let raw = raw_signature(der.as_ref()).unwrap();
            assert!(key.check(&message, &raw).is_ok());
            assert!(key.check(b"another", &raw).is_err());
        }
    }

    #[test]
    fn sloppy_der_is_refused() {
        let good = [0x30, 6, 2, 1, 1, 2, 1, 1];
        assert!(raw_signature(&good).is_some());
        for bad in [
            &[][..],
            &[0x30, 6, 2, 1, 1, 2, 1],
            &[0x30, 6, 2, 1, 1, 2, 1, 1, 0],
            &[0x31, 6, 2, 1, 1, 2, 1, 1],
            &[0x30, 6, 2, 1, 0, 2, 1, 1],
            &[0x30, 6, 2, 1, 0x80, 2, 1, 1],
            &[0x30, 7, 2, 2, 0, 1, 2, 1, 1],
            &[0x30, 0x81, 6, 2, 1, 1, 2, 1, 1],
            &[0x30, 5, 2, 0, 2, 1, 1],
        ] {
            assert!(raw_signature(bad).is_none(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn no_octets_make_the_reader_panic(der in prop::collection::vec(any::<u8>(), 0..90)) {
            let _ = raw_signature(&der);
        }
    }
}

//! Opening a pushed message: RFC 8188 `aes128gcm` outside, a JWS by the role `messages` inside. What the vendor sees is a key's name,
//! a length in steps of 512 octets, and one fixed sentence.

use super::message::{Facts, Message};
use crate::secrets::{Length, Secret};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Prk, Salt};
use serde::Deserialize;

/// The most octets a push may have: what every vendor's channel carries.
pub(super) const LIMIT: usize = 4096;
const SALT: usize = 16;
const TAG: usize = 16;

/// A sealed push, taken apart (RFC 8188 §2.1). Nothing of it is believed yet.
pub(super) struct Sealed<'a> {
    salt: &'a [u8],
    record_size: usize,
    pub(super) key_id: &'a [u8],
    record: &'a [u8],
}

impl<'a> Sealed<'a> {
    /// Takes it apart; `None` if it is too long or too short to be one.
    pub(super) fn parse(octets: &'a [u8]) -> Option<Self> {
        if octets.len() > LIMIT {
            return None;
        }
        let (salt, rest) = octets.split_at_checked(SALT)?;
        let (size, rest) = rest.split_first_chunk::<4>()?;
        let (length, rest) = rest.split_first()?;
        let (key_id, record) = rest.split_at_checked(usize::from(*length))?;
        Some(Self { salt, record_size: usize::try_from(u32::from_be_bytes(*size)).ok()?, key_id, record })
    }

    /// Opens its one record and takes the padding off. A push never has a second record.
    pub(super) fn open(&self, key: &Secret) -> Option<Vec<u8>> {
        self.open_with(key.octets())
    }

    fn open_with(&self, key: &[u8]) -> Option<Vec<u8>> {
        if self.record.len() > self.record_size || self.record.len() <= TAG {
            return None;
        }
        let material = Salt::new(HKDF_SHA256, self.salt).extract(key);
        let content_key = derive::<16>(&material, b"Content-Encoding: aes128gcm\0")?;
        // The nonce of record 0 is the derived one as it is.
        let nonce = derive::<12>(&material, b"Content-Encoding: nonce\0")?;
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &content_key).ok()?);
        let mut record = self.record.to_vec();
        let plain = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record).ok()?;
        // The last octet that is not zero ends the text; 2 marks the last record.
        let end = plain.iter().rposition(|octet| *octet != 0)?;
        if plain.get(end) != Some(&2) {
            return None;
        }
        plain.get(..end).map(<[u8]>::to_vec)
    }
}

fn derive<const N: usize>(material: &Prk, info: &[u8]) -> Option<[u8; N]> {
    let mut octets = [0; N];
    material.expand(&[info], Length(N)).ok()?.fill(&mut octets).ok()?;
    Some(octets)
}

/// What a pushed message says (its signature verified by whoever parses this).
#[derive(Deserialize)]
pub(super) struct Claims {
    id: String,
    /// Thumbprint of the one device it is for, so that it cannot be sent to another.
    pub(super) dev: String,
    /// The citizen whose inbox it belongs in.
    pub(super) per: String,
    seq: u64,
    iat: u64,
    pub(super) exp: u64,
    kind: String,
    t: String,
    #[serde(default)]
    b: String,
    facts: Option<Facts>,
}

impl Claims {
    pub(super) fn message(self) -> Option<Message> {
        let facts = self.facts.unwrap_or_default();
        let message = Message {
            seq: self.seq,
            id: self.id,
            kind: self.kind,
            title: self.t,
            body: self.b,
            sent: self.iat,
            facts,
        };
        message.within_limits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signed::decode;
    use proptest::prelude::*;

    #[test]
    fn rfc_8188_section_3_1_opens() {
        let octets =
            decode("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg").unwrap();
        let sealed = Sealed::parse(&octets).unwrap();
        assert_eq!((sealed.key_id, sealed.record_size), (&b""[..], 4096));
        let key = decode("yqdlZ-tYemfogSmv7Ws5PQ").unwrap();
        assert_eq!(sealed.open_with(&key).as_deref(), Some(&b"I am the walrus"[..]));
        assert_eq!(sealed.open_with(&[7; 16]), None);
    }

    #[test]
    fn a_changed_octet_opens_nothing() {
        let octets =
            decode("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg").unwrap();
        let key = decode("yqdlZ-tYemfogSmv7Ws5PQ").unwrap();
        for at in (0..octets.len()).filter(|at| !(16..20).contains(at)) {
            let mut other = octets.clone();
            other[at] ^= 1;
            assert_eq!(Sealed::parse(&other).and_then(|sealed| sealed.open_with(&key)), None, "octet {at}");
        }
    }

    proptest! {
        #[test]
        fn whatever_arrives_is_refused_without_a_panic(octets in prop::collection::vec(any::<u8>(), 0..5000)) {
            let opened = Sealed::parse(&octets).and_then(|sealed| sealed.open_with(&[1; 32]));
            prop_assert_eq!(opened, None);
        }
    }
}

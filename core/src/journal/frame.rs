//! One frame: the octets of a record, sealed, numbered and chained to the frame before.

use super::crc::crc32;
use super::head::Head;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::{digest, hkdf};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The journal's key: 32 octets, derived by the session from the citizen's root key. No `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct JournalKey([u8; 32]);

impl JournalKey {
    /// Takes the key over.
    pub fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// 16 octets that name the key without telling it, so that another citizen's file is known as such.
    pub(super) fn id(&self) -> Option<[u8; 16]> {
        let mut id = [0; 16];
        self.expand(&[], b"shebao/journal/key-id/1", &mut id)?;
        Some(id)
    }

    fn expand(&self, salt: &[u8], label: &[u8], out: &mut [u8]) -> Option<()> {
        struct Octets(usize);
        impl hkdf::KeyType for Octets {
            fn len(&self) -> usize {
                self.0
            }
        }
        let key = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(&self.0);
        key.expand(&[label], Octets(out.len())).ok()?.fill(out).ok()
    }
}

/// The first octets of each frame.
pub(super) const MAGIC: &[u8; 4] = b"SBJF";
/// Octets of a frame's random salt.
pub(super) const SALT: usize = 32;
/// Magic, length, sequence, salt.
const PREFIX: usize = 4 + 4 + 8 + SALT;
const TAG: usize = 16;
const CRC: usize = 4;
/// Octets a frame adds to its record.
pub(super) const OVERHEAD: usize = PREFIX + TAG + CRC;
/// The longest record, in octets. An order with its receipt needs about 3 KB.
pub(super) const LONGEST: usize = 64 * 1024;

/// Key and nonce of one frame, both derived from its random salt: no counter that could be rolled back takes part.
fn cipher(key: &JournalKey, salt: &[u8]) -> Option<(LessSafeKey, Nonce)> {
    let mut derived = [0; 44];
    key.expand(salt, b"shebao/journal/frame/1", &mut derived)?;
    let (key, nonce) = derived.split_first_chunk::<32>()?;
    let pair = UnboundKey::new(&AES_256_GCM, key)
        .ok()
        .zip(Nonce::try_assume_unique_for_key(nonce).ok())
        .map(|(key, nonce)| (LessSafeKey::new(key), nonce));
    derived.zeroize();
    pair
}

fn bound_to(sequence: u64, previous: &[u8; 32]) -> Aad<Vec<u8>> {
    let mut bound = b"shebao/journal/1".to_vec();
    bound.extend_from_slice(&sequence.to_be_bytes());
    bound.extend_from_slice(previous);
    Aad::from(bound)
}

/// SHA-256.
pub(super) fn hash(octets: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, octets).as_ref());
    hash
}

/// Seals `record` as frame `sequence`, which follows the frame (or header) whose hash is `previous`.
/// `None` if the record is too long.
pub(super) fn seal(
    key: &JournalKey,
    sequence: u64,
    previous: &[u8; 32],
    salt: &[u8; SALT],
    record: &[u8],
) -> Option<Vec<u8>> {
    if record.len() > LONGEST {
        return None;
    }
    let (cipher, nonce) = cipher(key, salt)?;
    let mut sealed = record.to_vec();
    cipher.seal_in_place_append_tag(nonce, bound_to(sequence, previous), &mut sealed).ok()?;
    let mut frame = Vec::with_capacity(OVERHEAD + record.len());
    frame.extend_from_slice(MAGIC);
    frame.extend_from_slice(&u32::try_from(sealed.len()).ok()?.to_be_bytes());
    frame.extend_from_slice(&sequence.to_be_bytes());
    frame.extend_from_slice(salt);
    frame.extend_from_slice(&sealed);
    frame.extend_from_slice(&crc32(&frame).to_be_bytes());
    Some(frame)
}

/// A frame that was read.
pub(super) struct Opened {
    /// What it holds.
    pub record: Vec<u8>,
    /// Its own sequence and hash.
    pub head: Head,
    /// Its octets in the file.
    pub length: usize,
}

/// Reads the frame that `octets` begin with. `None` if it is cut off, altered, or not the one that belongs here.
pub(super) fn open(key: &JournalKey, sequence: u64, previous: &[u8; 32], octets: &[u8]) -> Option<Opened> {
    let (magic, rest) = octets.split_first_chunk::<4>()?;
    let (sealed_length, rest) = rest.split_first_chunk::<4>()?;
    let (claimed, rest) = rest.split_first_chunk::<8>()?;
    let (salt, rest) = rest.split_first_chunk::<SALT>()?;
    let sealed_length = usize::try_from(u32::from_be_bytes(*sealed_length)).ok()?;
    if magic != MAGIC
        || u64::from_be_bytes(*claimed) != sequence
        || !(TAG..=LONGEST + TAG).contains(&sealed_length)
    {
        return None;
    }
    let (sealed, rest) = rest.split_at_checked(sealed_length)?;
    let crc = rest.first_chunk::<CRC>()?;
    let length = PREFIX + sealed_length + CRC;
    if crc32(octets.get(..length - CRC)?) != u32::from_be_bytes(*crc) {
        return None;
    }
    let (cipher, nonce) = cipher(key, salt)?;
    let mut record = sealed.to_vec();
    let opened = cipher.open_in_place(nonce, bound_to(sequence, previous), &mut record).ok()?.len();
    record.truncate(opened);
    Some(Opened { record, head: Head { sequence, hash: hash(octets.get(..length)?) }, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(octets: &[u8]) -> String {
        octets.iter().map(|octet| format!("{octet:02x}")).collect()
    }

    fn key() -> JournalKey {
        JournalKey::new(std::array::from_fn(|index| index as u8))
    }

    /// The vector in the room's documentation. It also came out of a second implementation (Python, `cryptography`).
    #[test]
    fn the_documented_frame_comes_out() {
        let frame = seal(&key(), 1, &[0xAA; 32], &[0x55; 32], b"hello").unwrap();
        assert_eq!(hex(&key().id().unwrap()), KEY_ID);
        assert_eq!(hex(&frame), FRAME);
    }
    const KEY_ID: &str = "13f1c79e5401de0f9afd3cd505baadb9";
    const FRAME: &str = concat!(
        "53424a46000000150000000000000001555555555555555555555555555555555555555555555555",
        "5555555555555555380c57739f8e7718fa05bc6a10eb444766a497cae0ac031acf",
        "",
    );

    #[test]
    fn a_frame_opens_only_where_it_belongs() {
        let frame = seal(&key(), 5, &[1; 32], &[2; 32], b"record").unwrap();
        let opened = open(&key(), 5, &[1; 32], &frame).unwrap();
        assert_eq!((opened.record.as_slice(), opened.length), (&b"record"[..], frame.len()));
        assert_eq!(opened.head, Head { sequence: 5, hash: hash(&frame) });
        assert!(open(&key(), 6, &[1; 32], &frame).is_none(), "another place");
        assert!(open(&key(), 5, &[3; 32], &frame).is_none(), "another history");
        assert!(open(&JournalKey::new([9; 32]), 5, &[1; 32], &frame).is_none(), "another key");
    }

    #[test]
    fn every_altered_or_missing_octet_is_noticed_even_with_a_mended_checksum() {
        let frame = seal(&key(), 5, &[1; 32], &[2; 32], b"record").unwrap();
        for index in 0..frame.len() {
            assert!(open(&key(), 5, &[1; 32], &frame[..index]).is_none(), "cut at {index}");
            let mut altered = frame.clone();
            altered[index] ^= 0x10;
            assert!(open(&key(), 5, &[1; 32], &altered).is_none(), "altered at {index}");
            let body = altered.len() - CRC;
            if index < body {
                let mended = crc32(&altered[..body]).to_be_bytes();
                altered[body..].copy_from_slice(&mended);
                assert!(open(&key(), 5, &[1; 32], &altered).is_none(), "mended at {index}");
            }
        }
    }

    #[test]
    fn a_record_that_is_too_long_is_refused() {
        assert!(seal(&key(), 1, &[0; 32], &[0; 32], &vec![0; LONGEST + 1]).is_none());
        assert!(seal(&key(), 1, &[0; 32], &[0; 32], &vec![0; LONGEST]).is_some());
    }
}

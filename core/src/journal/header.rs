//! The first 68 octets of a journal.

use super::crc::crc32;
use super::frame::{JournalKey, hash};
use super::head::Head;

/// The first octets of the file: name and version.
const MAGIC: &[u8; 8] = b"SHBJRNL1";
/// Octets of a header.
pub(super) const LENGTH: usize = 68;

/// Why a header cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BadHeader {
    /// Whole, but sealed under another key.
    Foreign,
    /// Cut off or altered.
    Damaged,
}

/// Writes the header of a journal whose first frame follows `base`.
pub(super) fn write(key: &JournalKey, base: Head) -> Option<Vec<u8>> {
    let mut header = Vec::with_capacity(LENGTH);
    header.extend_from_slice(MAGIC);
    header.extend_from_slice(&key.id()?);
    header.extend_from_slice(&base.sequence.to_be_bytes());
    header.extend_from_slice(&base.hash);
    header.extend_from_slice(&crc32(&header).to_be_bytes());
    Some(header)
}

/// Reads a header: what its first frame follows, and the hash that frame is bound to.
pub(super) fn read(key: &JournalKey, octets: &[u8]) -> Result<(Head, [u8; 32]), BadHeader> {
    let header = octets.first_chunk::<LENGTH>().ok_or(BadHeader::Damaged)?;
    let part = |from: usize, to: usize| header.get(from..to).unwrap_or_default();
    if part(0, 8) != MAGIC || part(64, 68) != crc32(part(0, 64)).to_be_bytes() {
        return Err(BadHeader::Damaged);
    }
    if key.id().is_none_or(|id| part(8, 24) != id) {
        return Err(BadHeader::Foreign);
    }
    let sequence = part(24, 32).try_into().map(u64::from_be_bytes).map_err(|_| BadHeader::Damaged)?;
    let base_hash = part(32, 64).try_into().map_err(|_| BadHeader::Damaged)?;
    Ok((Head { sequence, hash: base_hash }, hash(header)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_back_and_another_citizens_is_foreign() {
        let (mine, other) = (JournalKey::new([1; 32]), JournalKey::new([2; 32]));
        let base = Head { sequence: 41, hash: [7; 32] };
        let header = write(&mine, base).unwrap();
        assert_eq!(header.len(), LENGTH);
        assert_eq!(read(&mine, &header), Ok((base, hash(&header))));
        assert_eq!(read(&other, &header), Err(BadHeader::Foreign));
    }

    #[test]
    fn an_altered_or_cut_header_is_damaged() {
        let key = JournalKey::new([1; 32]);
        let header = write(&key, Head::default()).unwrap();
        for index in 0..LENGTH {
            let mut altered = header.clone();
            altered[index] ^= 1;
            assert_eq!(read(&key, &altered), Err(BadHeader::Damaged), "octet {index}");
            assert_eq!(read(&key, &header[..index]), Err(BadHeader::Damaged), "cut at {index}");
        }
    }
}

//! The first 76 octets of a journal.

use super::crc::crc32;
use super::frame::{JournalKey, hash};
use super::head::Head;

/// The first octets of the file: name and version.
const MAGIC: &[u8; 8] = b"SHBJRNL2";
/// Octets of a header.
pub(super) const LENGTH: usize = 76;

/// Why a header cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BadHeader {
    /// Whole, but sealed under another key.
    Foreign,
    /// Cut off or altered.
    Damaged,
}

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// What the first frame follows.
    pub base: Head,
    /// Frames that were written together with the header, before the file had its name. None of them can be a torn append.
    pub written_whole: u64,
    /// The header's own hash: what the first frame is bound to.
    pub hash: [u8; 32],
}

/// Writes the header of a journal whose first frame follows `base`, and that is written together with so many frames.
pub(super) fn write(key: &JournalKey, base: Head, written_whole: u64) -> Option<Vec<u8>> {
    let mut header = Vec::with_capacity(LENGTH);
    header.extend_from_slice(MAGIC);
    header.extend_from_slice(&key.id()?);
    header.extend_from_slice(&base.sequence.to_be_bytes());
    header.extend_from_slice(&base.hash);
    header.extend_from_slice(&written_whole.to_be_bytes());
    header.extend_from_slice(&crc32(&header).to_be_bytes());
    Some(header)
}

/// Reads a header.
pub(super) fn read(key: &JournalKey, octets: &[u8]) -> Result<Header, BadHeader> {
    let header = octets.first_chunk::<LENGTH>().ok_or(BadHeader::Damaged)?;
    let part = |from: usize, to: usize| header.get(from..to).unwrap_or_default();
    let number =
        |from: usize| part(from, from + 8).try_into().map(u64::from_be_bytes).map_err(|_| BadHeader::Damaged);
    if part(0, 8) != MAGIC || part(72, 76) != crc32(part(0, 72)).to_be_bytes() {
        return Err(BadHeader::Damaged);
    }
    if key.id().is_none_or(|id| part(8, 24) != id) {
        return Err(BadHeader::Foreign);
    }
    let base_hash = part(32, 64).try_into().map_err(|_| BadHeader::Damaged)?;
    let base = Head { sequence: number(24)?, hash: base_hash };
    Ok(Header { base, written_whole: number(64)?, hash: hash(header) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_back_and_another_citizens_is_foreign() {
        let (mine, other) = (JournalKey::new([1; 32]), JournalKey::new([2; 32]));
        let base = Head { sequence: 41, hash: [7; 32] };
        let header = write(&mine, base, 3).unwrap();
        assert_eq!(header.len(), LENGTH);
        assert_eq!(read(&mine, &header), Ok(Header { base, written_whole: 3, hash: hash(&header) }));
        assert_eq!(read(&other, &header), Err(BadHeader::Foreign));
    }

    #[test]
    fn an_altered_or_cut_header_is_damaged() {
        let key = JournalKey::new([1; 32]);
        let header = write(&key, Head::default(), 0).unwrap();
        for index in 0..LENGTH {
            let mut altered = header.clone();
            altered[index] ^= 1;
            assert_eq!(read(&key, &altered), Err(BadHeader::Damaged), "octet {index}");
            assert_eq!(read(&key, &header[..index]), Err(BadHeader::Damaged), "cut at {index}");
        }
    }
}
